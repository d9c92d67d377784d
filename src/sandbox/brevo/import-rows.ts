// Applies a finished import row by row. A row whose identifiers belong to two contacts merges them: Brevo keeps the
// one found by the stronger identifier and deletes the other (help.brevo.com article 32331116133522).
import { type Account, deleteContact } from './account';
import { type AttributeWishes, readWishes, wishIdentifier } from './attribute-wishes';
import type { ContactRecord, SandboxContact } from './contact-book';
import { setValues } from './contact-writes';
import { type IdentifierKind, identifierKinds } from './identifiers';
import { hasInvalidEmail, type ImportJob, type ImportReport, type ImportRow } from './import-queue';
import { refusesAddress } from './settings';

export function applyImport(account: Account, job: ImportJob): void {
  for (const row of job.rows) applyRow(account, job, row);
}

interface Hit {
  readonly kind: IdentifierKind;
  readonly contact: ContactRecord;
}

function applyRow(account: Account, job: ImportJob, row: ImportRow): void {
  if (hasInvalidEmail(row) || refusesAddress(account.switches, row.email)) {
    job.report.invalid_emails += 1;
    return;
  }
  const wishes = rowWishes(account, job, row);
  if (wishes.identifiers.size === 0) return;
  const [first, ...others] = hits(account, wishes);
  if (first === undefined) {
    const contact = account.contacts.create(job.endsAt);
    write(account, contact, wishes);
    finish(account, job, contact);
    return;
  }
  for (const other of others) merge(account, job, { survivor: first.contact, other });
  if (job.updateExisting) write(account, first.contact, wishes);
  finish(account, job, first.contact);
}

function finish(account: Account, job: ImportJob, contact: ContactRecord): void {
  // An import never lifts a block.
  if (job.emailBlacklist) contact.emailBlacklisted = true;
  if (job.smsBlacklist) contact.smsBlacklisted = true;
  for (const list of job.lists) account.lists.join(contact, list, { at: job.endsAt, by: 'import' });
  contact.modifiedAt = job.endsAt;
}

// Malformed phones and unknown attributes are left out; empty values erase only when the import says so.
function rowWishes(account: Account, job: ImportJob, row: ImportRow): AttributeWishes {
  const wishes = readWishes(account.attributes, row.attributes ?? {});
  if (row.email !== undefined && row.email !== '') wishIdentifier(wishes, 'EMAIL', row.email);
  for (const [kind, value] of wishes.identifiers) {
    if (value === '') wishes.identifiers.delete(kind);
  }
  if (job.emptyAttributes) return wishes;
  for (const [name, value] of wishes.values) {
    if (value === '') wishes.values.delete(name);
  }
  return wishes;
}

/** The contacts behind a row's identifiers, each once, strongest identifier first. */
function hits(account: Account, wishes: AttributeWishes): readonly Hit[] {
  const found: Hit[] = [];
  for (const kind of identifierKinds) {
    const value = wishes.identifiers.get(kind);
    const contact = value === undefined ? undefined : account.contacts.find(kind, value);
    if (contact === undefined || found.some((hit) => hit.contact === contact)) continue;
    found.push({ kind, contact });
  }
  return found;
}

function merge(
  account: Account,
  job: ImportJob,
  pair: { readonly survivor: ContactRecord; readonly other: Hit },
): void {
  const { survivor, other } = pair;
  job.report[reportField[other.kind]] += 1;
  account.merged.push({
    processId: job.id,
    survivorId: survivor.id,
    deletedId: other.contact.id,
    at: job.endsAt,
  });
  account.deletedByMerge.push(snapshot(other.contact));
  deleteContact(account, other.contact, job.endsAt);
}

const reportField: Readonly<Record<IdentifierKind, keyof ImportReport>> = {
  EXT_ID: 'duplicate_ext_id',
  EMAIL: 'duplicate_email_id',
  SMS: 'duplicate_phone_id',
  WHATSAPP: 'duplicate_whatsapp_id',
  LANDLINE_NUMBER: 'duplicate_landline_number_id',
};

function snapshot(contact: ContactRecord): SandboxContact {
  return {
    id: contact.id,
    email: contact.email,
    extId: contact.extId,
    sms: contact.sms,
    emailBlacklisted: contact.emailBlacklisted,
    smsBlacklisted: contact.smsBlacklisted,
    createdAt: contact.createdAt,
    modifiedAt: contact.modifiedAt,
    listIds: new Set(contact.listIds),
    listUnsubscribed: new Set(contact.listUnsubscribed),
    attributes: new Map(contact.attributes),
  };
}

function write(account: Account, contact: ContactRecord, wishes: AttributeWishes): void {
  for (const [kind, value] of wishes.identifiers) account.contacts.identify(contact, kind, value);
  setValues(contact, wishes);
}
