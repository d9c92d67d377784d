// `/contacts` and `/contacts/{identifier}`: create, read, change, delete and page through people.
import type { SandboxAnswer } from '../http-server';
import { type Account, deleteContact } from './account';
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
import type { ContactRecord } from './contact-book';
import { contactBody } from './contact-bodies';
import {
  contactCreateSchema,
  contactUpdateSchema,
  readWrite,
  refuseDuplicates,
  writeContact,
} from './contact-writes';
import { type IdentifierKind, isIdentifierKind, normalIdentifier } from './identifiers';
import { invalid, missing, notFound, outOfRange, Refusal } from './refusals';

/** The address of the account's owner, which cannot be deleted as a contact. */
export const ownerEmail = 'owner@shop.example';

export function contactRoutes(account: Account): readonly Route[] {
  return [
    { method: 'GET', path: '/contacts', answer: (call) => listContacts(account, call) },
    { method: 'POST', path: '/contacts', answer: (call) => createContact(account, call) },
    { method: 'GET', path: '/contacts/{}', answer: (call) => readContact(account, call) },
    { method: 'PUT', path: '/contacts/{}', answer: (call) => updateContact(account, call) },
    { method: 'DELETE', path: '/contacts/{}', answer: (call) => removeContact(account, call) },
  ];
}

function createContact(account: Account, call: Call): SandboxAnswer {
  const body = readBody(contactCreateSchema, call);
  const write = readWrite(account, body);
  const { identifiers } = write.wishes;
  // EMAIL first: a create with an address is about that address, the other identifiers only describe it.
  const lead = (['EMAIL', 'EXT_ID', 'SMS'] as const).find((kind) => identifiers.get(kind));
  if (lead === undefined)
    throw missing('Please provide Email or SMS attribute value to create user');
  const present = account.contacts.find(lead, identifiers.get(lead) ?? '');
  const target = body.updateEnabled === true ? present : undefined;
  refuseDuplicates(account, write, target);
  const contact = target ?? account.contacts.create(call.now);
  writeContact(account, contact, { write, now: call.now });
  return target === undefined ? { status: 201, body: { id: contact.id } } : { status: 204 };
}

function readContact(account: Account, call: Call): SandboxAnswer {
  const contact = findContact(account, call);
  return { status: 200, body: { ...contactBody(account, contact), statistics: {} } };
}

function updateContact(account: Account, call: Call): SandboxAnswer {
  const contact = findContact(account, call);
  const write = readWrite(account, readBody(contactUpdateSchema, call));
  const email = write.wishes.identifiers.get('EMAIL');
  // Confirmed by Brevo's staff in sendinblue/APIv3-php-library#152.
  if (email !== undefined && email === contact.email && account.switches.sameEmailRefused)
    throw new Refusal({
      status: 400,
      code: 'duplicate_parameter',
      message: 'Contact already exist',
    });
  refuseDuplicates(account, write, contact);
  writeContact(account, contact, { write, now: call.now });
  return { status: 204 };
}

function removeContact(account: Account, call: Call): SandboxAnswer {
  const contact = findContact(account, call);
  if (contact.email === ownerEmail)
    throw new Refusal({
      status: 405,
      code: 'method_not_allowed',
      message: 'Address belongs to an account user',
    });
  deleteContact(account, contact, call.now);
  return { status: 204 };
}

function listContacts(account: Account, call: Call): SandboxAnswer {
  refuseFilters(call, ['segmentId', 'filter']);
  const page = readPage(call, 50, 1_000);
  const fits = contactFilter(call);
  const all = [...account.contacts.byId.values()];
  const matching = fits === undefined ? all : all.filter(fits);
  const contacts = pageOf(matching, page).map((contact) => contactBody(account, contact));
  return { status: 200, body: { contacts, count: matching.length } };
}

function contactFilter(call: Call): ((contact: ContactRecord) => boolean) | undefined {
  const modifiedSince = readSince(call, 'modifiedSince');
  const createdSince = readSince(call, 'createdSince');
  const ids = readSet(call, 'ids');
  const listIds = readSet(call, 'listIds');
  if (ids !== undefined && ids.size > 20) throw outOfRange('Maximum 20 ids are allowed');
  const asked = [modifiedSince, createdSince, ids, listIds];
  if (asked.every((filter) => filter === undefined)) return undefined;
  return (contact) =>
    (modifiedSince === undefined || contact.modifiedAt > modifiedSince) &&
    (createdSince === undefined || contact.createdAt > createdSince) &&
    (ids === undefined || ids.has(String(contact.id))) &&
    (listIds === undefined || [...contact.listIds].some((id) => listIds.has(String(id))));
}

const kindByType: Readonly<Record<string, IdentifierKind | 'contact'>> = {
  contact_id: 'contact',
  email_id: 'EMAIL',
  ext_id: 'EXT_ID',
  phone_id: 'SMS',
  whatsapp_id: 'WHATSAPP',
  landline_number_id: 'LANDLINE_NUMBER',
};

function findContact(account: Account, call: Call): ContactRecord {
  const text = param(call, 0);
  const type = call.query.get('identifierType');
  const kind = type === null ? guessKind(text) : kindByType[type];
  if (kind === undefined) throw invalid('Invalid identifierType');
  const contact = isIdentifierKind(kind)
    ? account.contacts.find(kind, normalIdentifier(kind, text) ?? '')
    : byNumber(account, text);
  if (contact === undefined) throw notFound('Contact does not exist');
  return contact;
}

// Without a type only an address or a contact id is understood.
function guessKind(text: string): IdentifierKind | 'contact' {
  if (text.includes('@')) return 'EMAIL';
  if (/^\d+$/.test(text)) return 'contact';
  throw invalid('Invalid contact identifier');
}

function byNumber(account: Account, text: string): ContactRecord | undefined {
  if (!/^\d+$/.test(text)) throw invalid('Invalid contact id');
  return account.contacts.byId.get(Number(text));
}
