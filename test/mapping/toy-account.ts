// A Brevo account in a few lines, with the import that merges people who share an identifier.
import type { ContactDeed, KnownContact } from '../../src/mapping/contact-step';

export interface ToyContact {
  readonly contactId: number;
  email: string;
  /** Ours, another system's (0), or none. */
  ext: number | undefined;
  blocklisted: boolean;
  company: string;
}

export interface ToyCustomer {
  readonly id: number;
  readonly email: string;
  readonly company: string;
  readonly phone: boolean;
}

export interface ToyAccount {
  readonly contacts: ToyContact[];
  /** Contacts that an import has deleted by merging. */
  readonly merged: number[];
}

export function byEmail(account: ToyAccount, email: string): ToyContact | undefined {
  return account.contacts.find((contact) => contact.email === email);
}

export function byExt(account: ToyAccount, customerId: number): ToyContact | undefined {
  return account.contacts.find(({ ext }) => ext === customerId);
}

export function known(contact: ToyContact | undefined): KnownContact | undefined {
  if (contact === undefined) return undefined;
  const { contactId, ext, blocklisted } = contact;
  const isOurs = ext !== undefined && ext > 0;
  return {
    contactId,
    foreignExt: ext === 0,
    blocklisted,
    ...(isOurs ? { extCustomerId: ext } : {}),
  };
}

export function perform(account: ToyAccount, customer: ToyCustomer, deed: ContactDeed): void {
  if (deed.kind === 'import') importRow(account, customer, deed.withExt);
  else if (deed.kind === 'create') add(account, customer, true);
  else if (deed.kind === 'move') move(account, customer, deed.keepBlocklisted);
  else if (deed.kind === 'update') update(account, customer, deed);
}

function importRow(account: ToyAccount, customer: ToyCustomer, withExt: boolean): void {
  const holder = withExt ? byExt(account, customer.id) : undefined;
  const named = byEmail(account, customer.email);
  if (holder !== undefined && named !== undefined && holder !== named) {
    account.merged.push(named.contactId);
    account.contacts.splice(account.contacts.indexOf(named), 1);
  }
  const target = holder ?? named;
  if (target === undefined) add(account, customer, withExt);
  else fill(target, customer, withExt);
}

// An import cannot empty a value.
function fill(target: ToyContact, customer: ToyCustomer, withExt: boolean): void {
  target.email = customer.email;
  if (withExt) target.ext = customer.id;
  if (customer.company !== '') target.company = customer.company;
}

function add(account: ToyAccount, customer: ToyCustomer, withExt: boolean): void {
  if (byEmail(account, customer.email) !== undefined) throw new Error('E-mail in use.');
  const contactId = 1 + Math.max(0, ...account.contacts.map((contact) => contact.contactId));
  const { email, company } = customer;
  const ext = withExt ? customer.id : undefined;
  account.contacts.push({ contactId, email, ext, company, blocklisted: false });
}

function move(account: ToyAccount, customer: ToyCustomer, keepBlocklisted: boolean): void {
  const contact = byExt(account, customer.id);
  if (contact === undefined || byEmail(account, customer.email) !== undefined)
    throw new Error('The move leads to an e-mail in use, or comes from nowhere.');
  contact.email = customer.email;
  // Brevo resubscribes a blocklisted contact whose address changes.
  contact.blocklisted = keepBlocklisted;
}

function update(
  account: ToyAccount,
  customer: ToyCustomer,
  deed: Extract<ContactDeed, { kind: 'update' }>,
): void {
  const contact =
    deed.key === 'ext' ? byExt(account, customer.id) : byEmail(account, customer.email);
  if (contact === undefined) throw new Error('No such contact.');
  if (deed.linkExt) {
    const holder = byExt(account, customer.id);
    if (holder !== undefined && holder !== contact) throw new Error('External id in use.');
    contact.ext = customer.id;
  }
  if (customer.company !== '') contact.company = customer.company;
  if (deed.clear.includes('COMPANY')) contact.company = '';
}
