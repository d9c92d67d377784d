// The account's contact attributes, and the account itself.
import { z } from 'zod';
import type { Http } from '../http/client';
import { nothing, page } from './answers';
import type { Brevo } from './client';
import { attributeSchema } from './contact-records';

type Attributes = Pick<
  Brevo,
  'readAccount' | 'readOrganization' | 'listAttributes' | 'createAttribute'
>;

export function attributesOf(http: Http): Attributes {
  return {
    readAccount: async () => {
      await http.request({
        operation: 'read account',
        method: 'GET',
        path: '/account',
        schema: z.object({}),
      });
    },
    readOrganization: async () => {
      const { value } = await http.request({
        operation: 'read account',
        method: 'GET',
        path: '/account',
        schema: z.object({ organization_id: z.string().optional() }),
      });
      return value.organization_id;
    },
    listAttributes: async () => {
      const { value } = await http.request({
        operation: 'list attributes',
        method: 'GET',
        path: '/contacts/attributes',
        schema: z.object({ attributes: page(attributeSchema) }),
      });
      return value.attributes;
    },
    // A name that exists is Rejected: its type may be another, so the caller lists first.
    createAttribute: async (name, type) => {
      await http.request({
        operation: 'create attribute',
        method: 'POST',
        path: `/contacts/attributes/normal/${encodeURIComponent(name)}`,
        body: { type },
        ...nothing,
      });
    },
  };
}
