// Fills a run's memory from both APIs, each part at most once per worker.
import type { KnownProduct } from '../brevo/commerce-records';
import type { Contact } from '../brevo/contact-records';
import type { Page } from '../bigcommerce/pages';
import { attributeTypeOf } from '../mapping/attribute-value';
import type { MappingContext } from '../mapping/contact';
import { fingerprintKey } from '../mapping/product-meta';
import { customerIdOf, type ChunkContext } from './chunk-context';
import { mappedFields, ourLists } from './field-mapping';
import { CatalogIndex, type CatalogEntry } from './memory/catalog-index';
import { ContactIndex, type ContactEntry } from './memory/contact-index';
import { profileFingerprint, WRITTEN_MARK } from './written-mark';

const CONTACTS_A_PAGE = 1000;
const PRODUCTS_A_PAGE = 1000;

export const contactIndexOf = (context: ChunkContext): Promise<ContactIndex> =>
  context.memory.contacts.get(() => readContacts(context));

export const catalogOf = (context: ChunkContext): Promise<CatalogIndex> =>
  context.memory.catalog.get(() => readCatalog(context));

/** Reads every page of a BigCommerce list. */
export async function readAll<T>(
  read: (after: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const records: T[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    records.push(...page.records);
    after = page.next;
  } while (after !== undefined);
  return records;
}

export const afterOf = (after: string | undefined): { readonly after?: string } =>
  after === undefined ? {} : { after };

export async function mappingContextOf(context: ChunkContext): Promise<MappingContext> {
  const { settings, plan, memory, bigcommerce } = context;
  const mapping = mappedFields(settings);
  const uses = (kind: string) => mapping.some(({ path }) => path.kind === kind);
  const names = await memory.names.get(async () => ({
    groups: uses('group name')
      ? namesById(await readAll((after) => bigcommerce.listCustomerGroups(afterOf(after))))
      : new Map<number, string>(),
    attributes: uses('attribute')
      ? namesById(await readAll((after) => bigcommerce.listCustomerAttributes(afterOf(after))))
      : new Map<number, string>(),
  }));
  return {
    store: plan.storeHash,
    mapping,
    attributeTypes: await attributeTypesOf(context),
    groupNames: names.groups,
    attributeNames: names.attributes,
  };
}

export const attributeTypesOf = ({ memory, brevo }: ChunkContext) =>
  memory.attributeTypes.get(async () => {
    const attributes = await brevo.listAttributes();
    return new Map(attributes.map((attribute) => [attribute.name, attributeTypeOf(attribute)]));
  });

export const brandNamesOf = ({ memory, bigcommerce }: ChunkContext) =>
  memory.brands.get(async () =>
    namesById(await readAll((after) => bigcommerce.listBrands(afterOf(after)))),
  );

const namesById = (rows: readonly { readonly id: number; readonly name: string }[]) =>
  new Map(rows.map(({ id, name }) => [id, name]));

/** People deleted in Brevo meanwhile shift the pages: the list is read again until it was whole. */
async function readContacts(context: ChunkContext): Promise<ContactIndex> {
  for (;;) {
    const first = await contactsFrom(context, 0);
    const index = new ContactIndex(first.count + 64);
    let page = first;
    for (let offset = CONTACTS_A_PAGE; ; offset += CONTACTS_A_PAGE) {
      for (const contact of page.contacts) remember(context, index, contact);
      if (page.contacts.length < CONTACTS_A_PAGE) break;
      page = await contactsFrom(context, offset);
    }
    if (index.contacts >= page.count) return index;
  }
}

const contactsFrom = ({ brevo }: ChunkContext, offset: number) =>
  brevo.listContacts({ offset, limit: CONTACTS_A_PAGE });

function remember(context: ChunkContext, index: ContactIndex, contact: Contact): void {
  index.contacts += 1;
  // A contact with only a phone has no address that a shop's person could meet.
  if (typeof contact.email !== 'string') return;
  index.put(
    contactEntry(context, contact, contact.email),
    index.byEmail(contact.email.toLowerCase()),
  );
}

/** A contact as the index keeps it. */
export function contactEntry(context: ChunkContext, contact: Contact, email: string): ContactEntry {
  const { EXT_ID, SMS, [WRITTEN_MARK]: mark } = contact.attributes;
  const extId = typeof EXT_ID === 'string' ? EXT_ID : '';
  const customerId = customerIdOf(context, extId);
  return {
    contactId: contact.id,
    email: email.trim().toLowerCase(),
    customerId,
    foreignExt: extId !== '' && customerId === 0,
    blocklisted: contact.emailBlacklisted,
    listed: contact.listIds.some((id) => ourLists(context.settings).includes(id)),
    phone: typeof SMS === 'string' || typeof SMS === 'number' ? String(SMS).replace(/\D/g, '') : '',
    written: typeof mark === 'string' ? mark : '',
    fingerprint: profileFingerprint(contact.attributes, {
      own: customerId !== 0,
      settings: context.settings,
    }),
  };
}

async function readCatalog({ brevo, plan }: ChunkContext): Promise<CatalogIndex> {
  const index = new CatalogIndex();
  for (let offset = 0; ; offset += PRODUCTS_A_PAGE) {
    const { products } = await brevo.listProducts({ offset, limit: PRODUCTS_A_PAGE });
    for (const product of products) {
      if (product.id.startsWith(`${plan.storeHash}-`)) index.put(product.id, catalogEntry(product));
    }
    if (products.length < PRODUCTS_A_PAGE) return index;
  }
}

/** A row of Brevo's catalogue as the index keeps it. */
export function catalogEntry({ name, isDeleted, metaInfo }: KnownProduct): CatalogEntry {
  const mark = metaInfo?.[fingerprintKey];
  return {
    name,
    fingerprint: typeof mark === 'string' ? mark : '',
    deleted: isDeleted === true,
  };
}
