// Reads BigCommerce's lists page by page: V3 offset, V3 cursor, V3 by id, and V2.
import { z } from 'zod';
import type { Call, Http, Reply } from '../http/client';
import type { Query } from '../http/address';
import { ApiFailure } from '../http/failures';
import type { Page } from './pages';

/** BigCommerce's maximum; above it the answer is 413. */
const pageLimit = 250;

export interface ListCall<T> {
  readonly operation: string;
  readonly path: string;
  readonly record: z.ZodType<T>;
  readonly query: Query;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
  /** The read scope, named when the answer is 403. */
  readonly scope: string;
}

const links = z.object({ next: z.string().nullish() }).nullish();
// `meta` can be `{}` or absent (customers/attributes documents it as a free object).
const meta = z
  .object({
    pagination: z
      .object({ total: z.int().nullish(), per_page: z.int().nullish(), links })
      .nullish(),
    cursor_pagination: z
      .object({ end_cursor: z.string().nullish(), per_page: z.int().nullish(), links })
      .nullish(),
  })
  .nullish();

interface Envelope<T> {
  readonly data: T[];
  readonly meta?: z.infer<typeof meta>;
}

/** Pages counted from 1. */
export async function listByPage<T>(http: Http, call: ListCall<T>): Promise<Page<T>> {
  const reply = await readEnvelope(http, call, { page: call.after ?? '1' });
  const { pagination } = reply.value.meta ?? {};
  return pageOf(reply, call, {
    next: hasMore(reply.value.data, pagination, call.limit) ? nextPage(call.after) : undefined,
    total: pagination?.total,
  });
}

/** By opaque cursor, where the list has one. */
export async function listByCursor<T>(http: Http, call: ListCall<T>): Promise<Page<T>> {
  const reply = await readEnvelope(http, call, { after: call.after });
  // The first page brings both kinds of paging, later ones only the cursor's (customers.v3.yml).
  const { cursor_pagination: cursor, pagination } = reply.value.meta ?? {};
  const more = hasMore(reply.value.data, cursor ?? pagination, call.limit);
  const next = cursor?.end_cursor ?? undefined;
  if (more && next === undefined) {
    throw unexpected(call, reply.status, 'meta.cursor_pagination.end_cursor: expected string');
  }
  return pageOf(reply, call, { next: more ? next : undefined, total: pagination?.total });
}

/** By `id:greater`: pages that do not drift while records come and go. */
export async function listById<T extends { readonly id: number }>(
  http: Http,
  call: ListCall<T>,
): Promise<Page<T>> {
  const { after } = call;
  const query = { 'id:greater': after, sort: 'id', direction: 'asc' };
  const reply = await readEnvelope(http, call, query);
  const { data, meta: about } = reply.value;
  const last = data.at(-1);
  const more = last !== undefined && hasMore(data, about?.pagination, call.limit);
  return pageOf(reply, call, {
    next: more ? String(last.id) : undefined,
    // Later pages count only what comes behind `after`.
    total: after === undefined ? about?.pagination?.total : undefined,
  });
}

/** A V2 list is a bare array, and 204 without a body when it is empty. It never says its total. */
export async function listV2<T>(
  http: Http,
  call: ListCall<T>,
  next: (last: T) => string,
): Promise<Page<T>> {
  const limit = call.limit ?? pageLimit;
  const reply = await http.request({
    ...get(call, { limit }),
    schema: z.array(call.record),
    empty: { value: [] },
  });
  const records = reply.value;
  const last = records.at(-1);
  const more = last !== undefined && records.length >= limit;
  return {
    records,
    ...(more ? { next: next(last) } : {}),
    date: answeredAt(call, reply),
  };
}

/** The page behind page `after` (1 when absent). */
export function nextPage(after: string | undefined): string {
  return String(Number(after ?? '1') + 1);
}

/** The time of the vendor's clock; a page without it cannot carry a watermark. */
function answeredAt<T>(call: ListCall<T>, { date, status }: Reply<unknown>): string {
  if (date === undefined) throw unexpected(call, status, 'headers.date: expected a date');
  return date;
}

function readEnvelope<T>(
  http: Http,
  call: ListCall<T>,
  paging: Query,
): Promise<Reply<Envelope<T>>> {
  const schema: z.ZodType<Envelope<T>> = z.object({ data: z.array(call.record), meta });
  return http.request({ ...get(call, { ...paging, limit: call.limit ?? pageLimit }), schema });
}

function get<T>(
  { operation, path, query, scope }: ListCall<T>,
  paging: Query,
): Omit<Call<unknown>, 'schema' | 'empty' | 'missing'> {
  return { operation, method: 'GET', path, query: { ...query, ...paging }, scope };
}

interface Paging {
  readonly per_page?: number | null | undefined;
  readonly links?: z.infer<typeof links>;
}

// A list ends with a short page or, where links are sent, with the first page that has no next one.
// The server may have used a smaller page than it was asked for.
function hasMore(
  data: readonly unknown[],
  paging: Paging | null | undefined,
  limit = pageLimit,
): boolean {
  const full = Math.min(limit, paging?.per_page ?? limit);
  if (data.length === 0 || data.length < full) return false;
  return paging?.links == null || paging.links.next != null;
}

function pageOf<T>(
  reply: Reply<Envelope<T>>,
  call: ListCall<T>,
  { next, total }: { readonly next: string | undefined; readonly total: number | null | undefined },
): Page<T> {
  return {
    records: reply.value.data,
    ...(next === undefined ? {} : { next }),
    ...(total == null ? {} : { total }),
    date: answeredAt(call, reply),
  };
}

function unexpected<T>({ operation }: ListCall<T>, status: number, path: string): ApiFailure {
  return new ApiFailure(
    { api: 'bigcommerce', operation, status },
    { kind: 'UnexpectedShape', path },
  );
}
