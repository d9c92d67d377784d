// A contact at a time, and Brevo's list of all of them.
import { z } from 'zod';
import type { Http } from '../http/client';
import { nothing, page } from './answers';
import type { Brevo } from './client';
import { contactSchema } from './contact-records';
import type { ContactKey } from './contact-records';

type Contacts = Pick<
  Brevo,
  'listContacts' | 'readContact' | 'upsertContact' | 'updateContact' | 'deleteContact'
>;

export function contactsOf(http: Http): Contacts {
  return { ...readsOf(http), ...writesOf(http) };
}

function readsOf(http: Http): Pick<Contacts, 'listContacts' | 'readContact'> {
  return {
    listContacts: async ({ offset, limit }) => {
      const { value } = await http.request({
        operation: 'list contacts',
        method: 'GET',
        path: '/contacts',
        query: { offset, limit, sort: 'asc' },
        schema: z.object({ contacts: page(contactSchema), count: z.int() }),
      });
      return value;
    },
    readContact: async (key) => {
      const { value } = await http.request({
        operation: 'read contact',
        method: 'GET',
        ...named(key),
        schema: contactSchema.nullable(),
        missing: { value: null },
      });
      return value;
    },
  };
}

function writesOf(http: Http): Omit<Contacts, 'listContacts' | 'readContact'> {
  return {
    upsertContact: async (contact) => {
      await http.request({
        operation: 'upsert contact',
        method: 'POST',
        path: '/contacts',
        body: { ...contact, updateEnabled: true },
        ...nothing,
      });
    },
    updateContact: async (key, body, leaving) => {
      const { value } = await http.request({
        operation: 'update contact',
        method: 'PUT',
        ...named(key),
        body,
        notAfter: leaving?.notAfter,
        ...doneOrGone,
      });
      return value;
    },
    deleteContact: async (key) => {
      const { value } = await http.request({
        operation: 'delete contact',
        method: 'DELETE',
        ...named(key),
        ...doneOrGone,
      });
      return value;
    },
  };
}

const doneOrGone = {
  schema: z.unknown().transform(() => true),
  empty: { value: true },
  missing: { value: false },
};

// Without its type Brevo takes an identifier for an address or a contact id (ext ids would be guessed at).
function named(key: ContactKey) {
  const [identifier, identifierType] = identifierOf(key);
  return { path: `/contacts/${encodeURIComponent(identifier)}`, query: { identifierType } };
}

function identifierOf(key: ContactKey): readonly [string, string] {
  switch (key.by) {
    case 'email':
      return [key.email, 'email_id'];
    case 'contact':
      return [String(key.contactId), 'contact_id'];
    case 'ext':
      return [key.extId, 'ext_id'];
    case 'phone':
      return [key.phone, 'phone_id'];
  }
}
