// Brings customers to Brevo: looks up what is known, decides, and performs one deed each.
import type { Customer } from '../bigcommerce/customer-records';
import { contactFrom, type MappedContact, type MappingContext } from '../mapping/contact';
import { contactFingerprint } from '../mapping/contact-fingerprint';
import { contactStep, type ContactDeed, type KnownContact } from '../mapping/contact-step';
import { hash64 } from '../mapping/fingerprint';
import type { ChunkContext } from './chunk-context';
import { attributesOf, ContactWriter, type Passage } from './contact-writer';
import type { Counting } from './counting';
import { profileAttributes } from './field-mapping';
import { contactIndexOf, mappingContextOf } from './loaders';
import type { ContactIndex } from './memory/contact-index';

interface Desk {
  readonly context: ChunkContext;
  readonly index: ContactIndex;
  readonly writer: ContactWriter;
  readonly counting: Counting;
  readonly mapping: MappingContext;
}

interface Case {
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
  const index = await contactIndexOf(context);
  const writer = new ContactWriter(context, index, counting);
  const desk = { context, index, writer, counting, mapping: await mappingContextOf(context) };
  const unsure: Case[] = [];
  for (const customer of customers) {
    const mapped = contactFrom(customer, desk.mapping);
    if (!mapped.ok) {
      context.memory.customers.put(customer.id);
      counting.note('rejected', mapped.reason, customer.id);
      continue;
    }
    for (const { reason } of mapped.contact.dropped) counting.note('dropped', reason, customer.id);
    context.memory.customers.put(customer.id, hash64(mapped.contact.email));
    const one = { customer, mapped: mapped.contact };
    if ((await pass(desk, one)) === 'ask owner') unsure.push(one);
  }
  await askOwners(desk, unsure);
  return await writer.finish();
}

/** Decides and performs; `ask owner` when BigCommerce must be asked about another customer first. */
async function pass(desk: Desk, one: Case): Promise<'done' | 'ask owner'> {
  const { context, index, writer } = desk;
  const { mapped, customer } = one;
  await writer.quiet(mapped, customer.id);
  const waiting = writer.waiting(mapped.email);
  if (waiting !== undefined && waiting.customerId !== customer.id) {
    twin(desk, customer.id);
    return 'done';
  }
  const emailRow = index.byEmail(mapped.email);
  const extRow = index.byCustomer(customer.id);
  const takenBy = mapped.phone === undefined ? undefined : index.byPhone(mapped.phone.replace(/\D/g, ''));
  const phoneTakenByOther = takenBy !== undefined && takenBy !== (extRow ?? emailRow);
  const row = extRow ?? emailRow;
  if (phoneTakenByOther) desk.counting.note('dropped', 'phone used by another contact', customer.id);
  const deed = contactStep({
    mapped,
    customerId: customer.id,
    byEmail: knownAt(index, emailRow),
    byExt: knownAt(index, extRow),
    fingerprintEqual: !context.plan.fresh && row !== undefined && sameAs(desk, mapped, row, !phoneTakenByOther),
    phoneTakenByOther,
    onCleared: context.settings.onCleared,
    ownerSeen: one.ownerSeen ?? ownerSeen(desk, emailRow, customer.id),
  });
  if (deed.kind === 'ask owner') return 'ask owner';
  await perform(desk, deed, {
    recordId: String(customer.id),
    mapped,
    customerId: customer.id,
    extId: mapped.extId,
    linkExt: false,
    row,
    clear: [],
    phone: !phoneTakenByOther,
  });
  return 'done';
}

function sameAs(desk: Desk, mapped: MappedContact, row: number, withPhone: boolean): boolean {
  const names = profileAttributes(desk.context.settings);
  const [high, low] = contactFingerprint(attributesOf({ mapped, clear: [] }, withPhone), names);
  const { fingerprint } = desk.index.known(row);
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
function ownerSeen({ index, context }: Desk, row: number | undefined, customerId: number): boolean | undefined {
  if (row === undefined) return undefined;
  const owner = index.known(row).customerId;
  if (owner === 0 || owner === customerId) return undefined;
  return index.isSeen(row) && context.memory.customers.personOf(owner) !== undefined ? true : undefined;
}

async function askOwners(desk: Desk, unsure: readonly Case[]): Promise<void> {
  if (unsure.length === 0) return;
  const { index, context } = desk;
  const ownerOf = ({ mapped }: Case): number => {
    const row = index.byEmail(mapped.email);
    return row === undefined ? 0 : index.known(row).customerId;
  };
  const ids = [...new Set(unsure.map(ownerOf))].filter((id) => id !== 0);
  const { records } = await context.bigcommerce.listCustomers({ ids });
  for (const one of unsure) {
    const owner = records.find(({ id }) => id === ownerOf(one));
    const sameAddress = owner?.email.trim().toLowerCase() === one.mapped.email;
    await pass(desk, { ...one, ownerSeen: sameAddress });
  }
}

function twin({ counting }: Desk, customerId: number): void {
  counting.note('skipped', 'twin: shares the contact of a customer with the same e-mail', customerId);
}

async function perform(desk: Desk, deed: Exclude<ContactDeed, { kind: 'ask owner' }>, passage: Passage): Promise<void> {
  const { writer, counting, context } = desk;
  switch (deed.kind) {
    case 'unchanged':
      if (passage.row !== undefined) writer.unchanged(passage.row);
      return;
    case 'twin':
      twin(desk, passage.customerId);
      return;
    case 'reject':
      counting.note('rejected', deed.reason, passage.recordId);
      return;
    case 'create':
      await writer.single(passage, () => writer.upsert({ ...passage, linkExt: true }));
      return;
    case 'import':
      await orSame(desk, { ...passage, linkExt: deed.withExt }, (one) => {
        writer.addRow(one);
        return Promise.resolve();
      });
      return;
    case 'update': {
      const takeOver = deed.key === 'contact' && context.settings.onCleared === 'clear';
      const clear = takeOver ? passage.mapped.absent : deed.clear;
      const next = { ...passage, linkExt: deed.linkExt || deed.key === 'ext', clear };
      await orSame(desk, next, (one) => writer.single(one, () => writer.update(one, keyOf(desk, deed.key, one))));
      return;
    }
    case 'move':
      await writer.single(passage, () => move(desk, { ...passage, linkExt: true }, deed.keepBlocklisted));
      return;
  }
}

function keyOf({ index }: Desk, key: 'ext' | 'contact' | 'email', { mapped, extId, row }: Passage) {
  const contactId = row === undefined ? 0 : index.known(row).contactId;
  if (key === 'ext' && extId !== undefined) return { by: 'ext', extId } as const;
  if (key === 'contact' && contactId !== 0) return { by: 'contact', contactId } as const;
  return { by: 'email', email: mapped.email } as const;
}

/**
 * The fingerprint covers every mapped attribute. Where the shop has no value for one and may not empty it, a
 * difference can be Brevo's own value: then the contact itself is compared before it is written.
 */
async function orSame(desk: Desk, passage: Passage, write: (passage: Passage) => Promise<void>): Promise<void> {
  const { context, index, writer } = desk;
  const { row, mapped, clear, linkExt, customerId } = passage;
  const blind = mapped.absent.length + mapped.dropped.length > clear.length;
  const known = row === undefined ? undefined : index.known(row);
  const linkNeeded = linkExt && known?.customerId !== customerId;
  if (context.plan.fresh || !blind || row === undefined || linkNeeded) {
    await write(passage);
    return;
  }
  const contact = await context.brevo.readContact({ by: 'email', email: mapped.email });
  const wanted = attributesOf(passage, passage.phone);
  const names = Object.keys(wanted);
  const same =
    contact !== null &&
    String(contactFingerprint(contact.attributes, names)) === String(contactFingerprint(wanted, names));
  if (same) writer.unchanged(row);
  else await write(passage);
}

/**
 * Moves the contact to the customer's new address. Brevo resubscribes a blocklisted contact that moves, so the
 * blocklisting goes along and is read back. An address that has moved already is refused (400): the lost answer.
 */
async function move({ context, writer }: Desk, passage: Passage, blocklisted: boolean): Promise<void> {
  const { extId = '', mapped } = passage;
  const key = { by: 'ext', extId } as const;
  const before = await context.brevo.readContact(key);
  // The person may have said no since the index was read.
  const keepBlocklisted = blocklisted || before?.emailBlacklisted === true;
  const blocklist = keepBlocklisted ? ({ emailBlacklisted: true } as const) : {};
  const there = before?.email?.trim().toLowerCase() === mapped.email;
  await writer.update(passage, key, { ...blocklist, ...(there ? {} : { attributes: { EMAIL: mapped.email } }) });
  if (!keepBlocklisted) return;
  const after = await context.brevo.readContact(key);
  if (after?.emailBlacklisted === false) await context.brevo.updateContact(key, { emailBlacklisted: true });
}
