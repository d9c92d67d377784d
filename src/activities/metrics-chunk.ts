// A chunk of the metrics phase: a page of Brevo's contacts is compared with the order sums, differences are written.
import type { Contact } from '../brevo/contact-records';
import type { ChunkResult } from '../contracts/activities';
import { toAttributeValue, type AttributeType } from '../mapping/attribute-value';
import { currencyDigits } from '../mapping/currency-digits';
import { hash64 } from '../mapping/fingerprint';
import { fromMinor } from '../mapping/money';
import type { Attributes, AttributeValue, ImportRow } from '../brevo/contact-records';
import { customerIdOf, singlesAreSooner, type ChunkContext } from './chunk-context';
import { chunkResult } from './chunk-parts';
import { Counting } from './counting';
import { metricAttributes } from './field-mapping';
import { attributeTypesOf } from './loaders';
import { haveLedger } from './order-ledger-reader';
import { NOTHING, type PersonSums } from './memory/person-sums';

const CONTACTS_A_PAGE = 1000;
/** The cursor is the offset in Brevo's contacts, oldest first. */
export async function metricsChunk(
  context: ChunkContext,
  cursor: string | undefined,
): Promise<ChunkResult> {
  const { brevo, memory } = context;
  const counting = new Counting();
  const names = metricAttributes(context.settings);
  if (names.orders === undefined && names.spent === undefined) return chunkResult(counting, {});
  await haveLedger(context);
  const offset = Number(cursor ?? 0);
  const { contacts } = await brevo.listContacts({ offset, limit: CONTACTS_A_PAGE });
  const types = await attributeTypesOf(context);
  const sums = memory.ledger.sums(memory.customers);
  const rows: (ImportRow & { readonly contactId: number })[] = [];
  for (const contact of contacts) {
    const wanted = wantedMetrics(context, { contact, sums, types });
    if (wanted === undefined || typeof contact.email !== 'string') continue;
    counting.read += 1;
    if (differs(contact, wanted))
      rows.push({ contactId: contact.id, email: contact.email, attributes: wanted });
    else counting.unchanged += 1;
  }
  const next = contacts.length < CONTACTS_A_PAGE ? undefined : String(offset + CONTACTS_A_PAGE);
  counting.written = rows.length;
  return chunkResult(counting, { next, importProcess: await writeMetrics(context, rows) });
}

export const differs = (contact: Contact, wanted: Attributes): boolean =>
  Object.entries(wanted).some(([name, value]) => contact.attributes[name] !== value);

interface MetricsOf {
  readonly contact: Contact;
  readonly sums: PersonSums;
  readonly types: ReadonlyMap<string, AttributeType>;
}

/** Undefined for people who are neither customers nor ever ordered: their values are not ours. */
export function wantedMetrics(
  context: ChunkContext,
  { contact, sums, types }: MetricsOf,
): Attributes | undefined {
  const { EXT_ID } = contact.attributes;
  const ours = typeof EXT_ID === 'string' && customerIdOf(context, EXT_ID) !== 0;
  const sum =
    typeof contact.email === 'string'
      ? sums.of(hash64(contact.email.trim().toLowerCase()))
      : undefined;
  if (sum === undefined && !ours) return undefined;
  const { orders, spentMinor } = sum ?? NOTHING;
  const names = metricAttributes(context.settings);
  const values: [string | undefined, number][] = [
    [names.orders, orders],
    [names.spent, fromMinor(spentMinor, currencyDigits(context.plan.currency))],
  ];
  const converted = values.flatMap(([name, value]): [string, AttributeValue][] => {
    const type = name === undefined ? undefined : types.get(name);
    const result =
      type === undefined ? undefined : toAttributeValue(value, type.kind, type.options);
    return name !== undefined && result?.ok === true ? [[name, result.value]] : [];
  });
  return Object.fromEntries(converted);
}

/** E-mail and metrics alone: such a row can meet no second contact. */
async function writeMetrics(
  context: ChunkContext,
  rows: readonly (ImportRow & { readonly contactId: number })[],
): Promise<number | undefined> {
  if (rows.length === 0) return undefined;
  if (singlesAreSooner(context, rows.length)) {
    for (const { contactId, attributes } of rows) {
      await context.brevo.updateContact({ by: 'contact', contactId }, { attributes });
    }
    return undefined;
  }
  const { processId } = await context.brevo.importContacts(
    rows.map(({ email, attributes }) => ({ email, attributes })),
    context.technicalListId,
  );
  return processId;
}
