// Writes one contact by POST or PUT: everything is checked before anything changes.
import { z } from 'zod';
import type { Account } from './account';
import { type AttributeWishes, readWishes, wishIdentifier } from './attribute-wishes';
import type { ContactRecord } from './contact-book';
import type { IdentifierKind } from './identifiers';
import type { ListRecord } from './list-book';
import { invalid, Refusal } from './refusals';
import { refusesAddress } from './settings';

const shared = {
  ext_id: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
  emailBlacklisted: z.boolean().optional(),
  smsBlacklisted: z.boolean().optional(),
  listIds: z.array(z.int()).optional(),
};

export const contactCreateSchema = z.object({
  ...shared,
  email: z.string().optional(),
  updateEnabled: z.boolean().optional(),
});

export const contactUpdateSchema = z.object({
  ...shared,
  unlinkListIds: z.array(z.int()).optional(),
});

export type ContactCreateBody = z.infer<typeof contactCreateSchema>;
export type ContactUpdateBody = z.infer<typeof contactUpdateSchema>;

/** A checked request: it can be carried out without fail. */
export interface ContactWrite {
  readonly wishes: AttributeWishes;
  readonly joins: readonly ListRecord[];
  readonly leaves: readonly ListRecord[];
  readonly emailBlacklisted: boolean | undefined;
  readonly smsBlacklisted: boolean | undefined;
}

/** Reads what a request wants; throws for malformed identifiers, unknown lists and (by switch) unknown attributes. */
export function readWrite(
  account: Account,
  body: ContactCreateBody & ContactUpdateBody,
): ContactWrite {
  if (account.switches.accountInProcess)
    throw new Refusal({
      status: 425,
      code: 'account_in_process',
      message: 'Account is in process',
    });
  const wishes = readWishes(account.attributes, body.attributes ?? {});
  if (body.ext_id !== undefined) wishIdentifier(wishes, 'EXT_ID', body.ext_id);
  // At creation the address stands outside the attributes.
  if (body.email !== undefined) wishIdentifier(wishes, 'EMAIL', body.email);
  refuseMalformed(wishes);
  if (refusesAddress(account.switches, wishes.identifiers.get('EMAIL')))
    throw invalid('Invalid email address');
  if (wishes.unknown.length > 0 && account.switches.unknownAttributes === 'reject')
    throw invalid('Attribute not found');
  return {
    wishes,
    joins: knownLists(account, body.listIds),
    leaves: knownLists(account, body.unlinkListIds),
    emailBlacklisted: body.emailBlacklisted,
    smsBlacklisted: body.smsBlacklisted,
  };
}

/** Throws a 400 when somebody else has one of the identifiers. */
export function refuseDuplicates(
  account: Account,
  write: ContactWrite,
  target: ContactRecord | undefined,
): void {
  const taken = [...write.wishes.identifiers]
    .filter(([kind, value]) => {
      const holder = account.contacts.find(kind, value);
      return holder !== undefined && holder !== target;
    })
    .map(([kind]) => publicName(kind));
  if (taken.length === 0) return;
  const deed = target === undefined ? 'create' : 'update';
  const verb = taken.length === 1 ? 'is' : 'are';
  throw new Refusal({
    status: 400,
    code: account.switches.duplicateCode,
    message: `Unable to ${deed} contact, ${taken.join(' or ')} ${verb} already associated with another Contact`,
    metadata: { duplicate_identifiers: taken },
  });
}

/** Carries a checked write out. */
export function writeContact(
  account: Account,
  contact: ContactRecord,
  task: { readonly write: ContactWrite; readonly now: number },
): void {
  const { write, now } = task;
  const before = contact.email;
  for (const [kind, value] of write.wishes.identifiers)
    account.contacts.identify(contact, kind, value);
  setValues(contact, write.wishes);
  settleBlock(account, contact, {
    ...task,
    moved: before !== undefined && before !== contact.email,
  });
  if (write.smsBlacklisted !== undefined) contact.smsBlacklisted = write.smsBlacklisted;
  for (const list of write.joins) account.lists.join(contact, list, { at: now, by: 'contact' });
  for (const list of write.leaves) account.lists.leave(contact, list, { at: now, by: 'contact' });
  contact.modifiedAt = now;
}

export function setValues(contact: ContactRecord, wishes: AttributeWishes): void {
  for (const [name, value] of wishes.values) {
    if (value === '') contact.attributes.delete(name);
    else contact.attributes.set(name, value);
  }
}

// Brevo lifts the block of a contact whose address changes, unless the same call sets it (note of the SDK's
// updateContact).
function settleBlock(
  account: Account,
  contact: ContactRecord,
  task: { readonly write: ContactWrite; readonly now: number; readonly moved: boolean },
): void {
  const { write, now, moved } = task;
  const blocked = contact.emailBlacklisted;
  contact.emailBlacklisted = write.emailBlacklisted ?? (blocked && !moved);
  if (!blocked || contact.emailBlacklisted) return;
  const by = write.emailBlacklisted === false ? 'emailBlacklisted' : 'emailChange';
  account.resubscribed.push({ contactId: contact.id, at: now, by });
}

function refuseMalformed(wishes: AttributeWishes): void {
  const [kind] = wishes.malformed;
  if (kind === undefined) return;
  if (kind === 'EMAIL') throw invalid('Invalid email address');
  if (kind === 'EXT_ID') throw invalid('Invalid ext_id');
  throw invalid('Invalid phone number');
}

function knownLists(account: Account, ids: readonly number[] = []): readonly ListRecord[] {
  return ids.map((id) => {
    const list = account.lists.lists.get(id);
    if (list === undefined) throw invalid('List ID does not exist');
    return list;
  });
}

// Vendor examples spell the address in lower case and the phone in upper case.
function publicName(kind: IdentifierKind): string {
  return kind === 'EMAIL' ? 'email' : kind;
}
