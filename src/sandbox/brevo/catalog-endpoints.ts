// `/products` and `/categories`: the same rules for both, with their own limits.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import {
  type Call,
  pageOf,
  param,
  readBody,
  readPage,
  readSet,
  readSince,
  refuseFilters,
  type Route,
} from './calls';
import {
  type CategoryBody,
  categorySchema,
  type ProductBody,
  productSchema,
} from './catalog-bodies';
import type { CatalogBody, Shelf, Shelved } from './catalog-shelf';
import { invalid, notFound } from './refusals';

const maxBatch = 100;

type Deletable = CatalogBody & { readonly isDeleted?: boolean | undefined };

interface CatalogKind<Body extends Deletable> {
  readonly account: Account;
  readonly name: 'products' | 'categories';
  readonly shelf: Shelf<Body>;
  readonly schema: z.ZodType<Body>;
  readonly maxPage: number;
  /** Fields that every answer has. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export function catalogRoutes(account: Account): readonly Route[] {
  return [
    ...kindRoutes<ProductBody>({
      account,
      name: 'products',
      shelf: account.products,
      schema: productSchema,
      maxPage: 1_000,
      // Brevo's copies of the picture; this sandbox downloads nothing.
      extra: { s3Original: '', s3ThumbAnalytics: '', s3ThumbEditor: '' },
    }),
    ...kindRoutes<CategoryBody>({
      account,
      name: 'categories',
      shelf: account.categories,
      schema: categorySchema,
      maxPage: 100,
      extra: {},
    }),
  ];
}

function kindRoutes<Body extends Deletable>(kind: CatalogKind<Body>): readonly Route[] {
  const path = `/${kind.name}`;
  const on = (answer: (kind: CatalogKind<Body>, call: Call) => SandboxAnswer) => (call: Call) => {
    kind.account.ecommerce.require(call.now);
    return answer(kind, call);
  };
  return [
    { method: 'GET', path, answer: on(listRecords) },
    { method: 'POST', path, answer: on(putRecord) },
    { method: 'POST', path: `${path}/batch`, answer: on(putBatch) },
    { method: 'GET', path: `${path}/{}`, answer: on(readRecord) },
  ];
}

const flagSchema = z.object({ updateEnabled: z.boolean().default(false) });

function putRecord<Body extends Deletable>(kind: CatalogKind<Body>, call: Call): SandboxAnswer {
  const { updateEnabled } = readBody(flagSchema, call);
  const body = readBody(kind.schema, call);
  const { created } = kind.shelf.put([body], { updateEnabled, now: call.now });
  return created === 1 ? { status: 201, body: { id: body.id } } : { status: 204 };
}

function putBatch<Body extends Deletable>(kind: CatalogKind<Body>, call: Call): SandboxAnswer {
  const { updateEnabled } = readBody(flagSchema, call);
  const bodies = readBatch(kind, call);
  if (bodies.length > maxBatch) throw invalid(`Maximum ${maxBatch} ${kind.name} are allowed`);
  const { created, updated } = kind.shelf.put(bodies, { updateEnabled, now: call.now });
  return { status: 201, body: { createdCount: created, updatedCount: updated } };
}

function readBatch<Body extends Deletable>(kind: CatalogKind<Body>, call: Call): readonly Body[] {
  const list = z.array(kind.schema).min(1);
  // One key of the two, so that the other kind's list is refused as missing.
  return kind.name === 'products'
    ? readBody(z.object({ products: list }), call).products
    : readBody(z.object({ categories: list }), call).categories;
}

function readRecord<Body extends Deletable>(kind: CatalogKind<Body>, call: Call): SandboxAnswer {
  const record = kind.shelf.records.get(param(call, 0));
  if (record === undefined) throw notFound('Id not found');
  return { status: 200, body: recordBody(kind, record) };
}

function listRecords<Body extends Deletable>(kind: CatalogKind<Body>, call: Call): SandboxAnswer {
  refuseFilters(call, ['search', 'name', 'price', 'alternativePrice', 'categories', 'sortByField']);
  const page = readPage(call, 50, kind.maxPage);
  const ids = readSet(call, 'ids');
  const isDeleted = call.query.get('isDeleted');
  const modifiedSince = readSince(call, 'modifiedSince');
  const createdSince = readSince(call, 'createdSince');
  const matching = [...kind.shelf.records.values()].filter(
    (record) =>
      (ids === undefined || ids.has(record.id)) &&
      (isDeleted === null || String(record.isDeleted ?? false) === isDeleted) &&
      (modifiedSince === undefined || record.modifiedAt > modifiedSince) &&
      (createdSince === undefined || record.createdAt > createdSince),
  );
  const records = pageOf(matching, page).map((record) => recordBody(kind, record));
  return { status: 200, body: { [kind.name]: records, count: matching.length } };
}

function recordBody<Body extends Deletable>(
  kind: CatalogKind<Body>,
  record: Shelved<Body>,
): object {
  const { createdAt, modifiedAt, isDeleted = false } = record;
  const dates = {
    createdAt: new Date(createdAt).toISOString(),
    modifiedAt: new Date(modifiedAt).toISOString(),
  };
  // Undefined is left out of JSON: when it was deleted is written only, never read (GetProductDetails).
  return Object.assign({}, record, { ...kind.extra, ...dates, isDeleted, deletedAt: undefined });
}
