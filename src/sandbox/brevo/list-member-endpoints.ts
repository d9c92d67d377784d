// `/contacts/lists/{id}/contacts/add` and `/remove`: up to 150 people at once, told apart into success and failure.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, readBody, type Route } from './calls';
import type { ContactRecord } from './contact-book';
import { normalIdentifier } from './identifiers';
import { findList } from './list-endpoints';
import type { ListRecord } from './list-book';
import { invalid } from './refusals';

const maxMembers = 150;

const membersSchema = z.object({
  emails: z.array(z.string()).optional(),
  ids: z.array(z.int()).optional(),
  extIds: z.array(z.string()).optional(),
});

export function listMemberRoutes(account: Account): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/contacts/lists/{}/contacts/add',
      answer: (call) =>
        changeMembers(account, call, (contact, list) =>
          account.lists.join(contact, list, { at: call.now, by: 'add' }),
        ),
    },
    {
      method: 'POST',
      path: '/contacts/lists/{}/contacts/remove',
      answer: (call) =>
        changeMembers(account, call, (contact, list) =>
          account.lists.leave(contact, list, { at: call.now, by: 'remove' }),
        ),
    },
  ];
}

interface Named {
  /** As the caller spelt it. */
  readonly name: string | number;
  readonly contact: ContactRecord | undefined;
}

function changeMembers(
  account: Account,
  call: Call,
  change: (contact: ContactRecord, list: ListRecord) => boolean,
): SandboxAnswer {
  const named = readNamed(account, call);
  const list = findList(account, call);
  const success: (string | number)[] = [];
  const failure: (string | number)[] = [];
  for (const { name, contact } of named) {
    const changed = contact !== undefined && change(contact, list);
    if (changed) contact.modifiedAt = call.now;
    (changed ? success : failure).push(name);
  }
  if (success.length === 0 && account.switches.nobodyNewRefused)
    throw invalid('Contact already in list and/or does not exist');
  return { status: 201, body: { contacts: { success, failure } } };
}

function readNamed(account: Account, call: Call): readonly Named[] {
  const { emails, ids, extIds } = readBody(membersSchema, call);
  const kinds = [emails, ids, extIds].filter((kind) => kind !== undefined);
  const [names] = kinds;
  if (kinds.length !== 1 || names === undefined)
    throw invalid('Exactly one of emails, ids, extIds is required');
  if (names.length < 1 || names.length > maxMembers)
    throw invalid(`Between 1 and ${maxMembers} contacts are allowed`);
  const { contacts } = account;
  return [
    ...(emails ?? []).map((name) => ({
      name,
      contact: contacts.find('EMAIL', normalIdentifier('EMAIL', name) ?? ''),
    })),
    ...(ids ?? []).map((name) => ({ name, contact: contacts.byId.get(name) })),
    ...(extIds ?? []).map((name) => ({ name, contact: contacts.find('EXT_ID', name) })),
  ];
}
