// Brings customers to Brevo: looks up what is known, decides, and performs one deed each.
import type { Customer } from '../bigcommerce/customer-records';
import { contactFrom, type MappedContact } from '../mapping/contact';
import { contactStep, type ContactDeed, type KnownContact } from '../mapping/contact-step';
import { hash64 } from '../mapping/fingerprint';
import type { ChunkContext } from './chunk-context';
import { attributesOf, ContactWriter } from './contact-writer';
import type { Counting } from './counting';
import { noteTwin, perform, type Desk } from './customer-deeds';
import { contactIndexOf, mappingContextOf } from './loaders';
import type { ContactIndex } from './memory/contact-index';
import { markedNames, profileFingerprint } from './written-mark';

export interface Case {
  readonly customer: Customer;
  readonly mapped: MappedContact;
  readonly ownerSeen?: boolean;
}

/** Answers the import process to wait for, if there is one. Lower ids must come first. */
export async function writeCustomers(
  context: ChunkContext,
  customers: readonly Customer[],
  counting: Counting,
): Promise<number | undefined> {
  // Nobody to write: no index and no names need to be read for that.
  if (customers.length === 0) return undefined;
  const index = await contactIndexOf(context);
  const writer = new ContactWriter(context, index, counting);
  const desk = { context, index, writer, counting };
  const mapping = await mappingContextOf(context);
  const unsure: Case[] = [];
  for (const customer of customers) {
    const mapped = contactFrom(customer, mapping);
    if (!mapped.ok) {
      context.memory.customers.put(customer.id);
      counting.note('rejected', mapped.reason, customer.id);
      continue;
    }
    for (const { reason } of mapped.contact.dropped) counting.note('dropped', reason, customer.id);
    remember(context, customer.id, mapped.contact.email);
    const one = { customer, mapped: mapped.contact };
    if ((await pass(desk, one)) === 'ask owner') unsure.push(one);
  }
  await askOwners(desk, unsure);
  return writer.finish();
}

/** Whoever shared the address before may have to be seen to again. */
function remember({ memory }: ChunkContext, customerId: number, email: string): void {
  const before = memory.customers.personOf(customerId);
  const now = hash64(email);
  if (before !== undefined && before.join() !== now.join()) memory.vacated.push(before);
  memory.customers.put(customerId, now);
}

/** Decides and performs; `ask owner` when BigCommerce must be asked about another customer first. */
async function pass(desk: Desk, one: Case): Promise<'done' | 'ask owner'> {
  const { writer, counting } = desk;
  const { mapped, customer } = one;
  await writer.quiet(mapped, customer.id);
  const waiting = writer.waiting(mapped.email);
  if (waiting !== undefined && waiting.customerId !== customer.id) {
    noteTwin(desk, customer.id);
    return 'done';
  }
  const known = knownOf(desk, one);
  const deed = decide(desk, one, known);
  if (deed.kind === 'ask owner') return 'ask owner';
  if (known.phoneTaken) counting.note('dropped', 'phone used by another contact', customer.id);
  await perform(desk, deed, {
    recordId: String(customer.id),
    mapped,
    customerId: customer.id,
    extId: mapped.extId,
    linkExt: false,
    row: known.row,
    emptied: known.emptied,
    clear: [],
    phone: !known.phoneTaken,
  });
  return 'done';
}

/** What deciding needs. */
type Books = Pick<Desk, 'context' | 'index'>;

export interface Known {
  readonly emailRow: number | undefined;
  readonly extRow: number | undefined;
  /** The contact that is the customer, by id before address. */
  readonly row: number | undefined;
  readonly phoneTaken: boolean;
  readonly emptied: readonly string[];
}

export function knownOf({ index }: Books, { mapped, customer }: Case): Known {
  const emailRow = index.byEmail(mapped.email);
  const extRow = index.byCustomer(customer.id);
  const row = extRow ?? emailRow;
  const holder = index.byPhone((mapped.phone ?? '').replace(/\D/g, ''));
  const written = row === undefined ? [] : markedNames(index.known(row).written);
  const emptied = mapped.absent.filter((name) => written.includes(name));
  const phoneTaken = holder !== undefined && holder !== row;
  return { emailRow, extRow, row, phoneTaken, emptied };
}

export function decide(desk: Books, one: Case, known: Known): ContactDeed {
  const { context, index } = desk;
  const { emailRow, extRow, phoneTaken, emptied } = known;
  return contactStep({
    mapped: { ...one.mapped, absent: emptied },
    customerId: one.customer.id,
    byEmail: knownAt(index, emailRow),
    byExt: knownAt(index, extRow),
    fingerprintEqual: isThere(desk, one, known),
    phoneTakenByOther: phoneTaken,
    onCleared: context.settings.onCleared,
    ownerSeen: one.ownerSeen ?? ownerSeen(desk, emailRow, one.customer.id),
  });
}

function isThere({ context, index }: Books, { mapped, customer }: Case, known: Known): boolean {
  const { row, phoneTaken } = known;
  if (context.plan.fresh || row === undefined) return false;
  const { fingerprint, customerId } = index.known(row);
  const own = customerId === customer.id;
  const wanted = attributesOf({ mapped, clear: [], linkExt: own }, !phoneTaken);
  const [high, low] = profileFingerprint(wanted, { own, settings: context.settings });
  return fingerprint[0] === high && fingerprint[1] === low;
}

// Import rows have no contact id yet: the row's number stands for it, negative, so that two of them differ.
function knownAt(index: ContactIndex, row: number | undefined): KnownContact | undefined {
  if (row === undefined) return undefined;
  const { contactId, customerId, foreignExt, blocklisted } = index.known(row);
  return {
    contactId: contactId === 0 ? -row - 1 : contactId,
    ...(customerId === 0 ? {} : { extCustomerId: customerId }),
    foreignExt,
    blocklisted,
  };
}

/** Undefined: this worker has not read the owner in this run. */
function ownerSeen(
  { index, context }: Books,
  row: number | undefined,
  customerId: number,
): boolean | undefined {
  if (row === undefined) return undefined;
  const owner = index.known(row).customerId;
  if (owner === 0 || owner === customerId) return undefined;
  return index.isSeen(row) && context.memory.customers.personOf(owner) !== undefined
    ? true
    : undefined;
}

async function askOwners(desk: Desk, unsure: readonly Case[]): Promise<void> {
  for (const one of await withOwners(desk, unsure, [])) {
    // Of two who waited for one owner the first may have taken over meanwhile.
    const { customer, mapped } = one;
    if ((await pass(desk, { customer, mapped })) === 'ask owner') await pass(desk, one);
  }
}

/** Answers whether each owner still has the address: of those that are `read`, and of others from the shop. */
export async function withOwners(
  { index, context }: Books,
  unsure: readonly Case[],
  read: readonly Customer[],
): Promise<readonly Case[]> {
  if (unsure.length === 0) return [];
  const ownerOf = ({ mapped }: Case): number => {
    const row = index.byEmail(mapped.email);
    return row === undefined ? 0 : index.known(row).customerId;
  };
  const ids = [...new Set(unsure.map(ownerOf))].filter(
    (id) => id !== 0 && !read.some((customer) => customer.id === id),
  );
  const { records } =
    ids.length === 0 ? { records: [] } : await context.bigcommerce.listCustomers({ ids });
  return unsure.map((one) => {
    const owner = [...read, ...records].find(({ id }) => id === ownerOf(one));
    return { ...one, ownerSeen: owner?.email.trim().toLowerCase() === one.mapped.email };
  });
}
