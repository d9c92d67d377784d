// Imports: thousands of contacts in one call, worked off by Brevo later.
import { z } from 'zod';
import type { Http } from '../http/client';
import type { Brevo } from './client';
import { processSchema } from './contact-records';

export function importsOf(http: Http): Pick<Brevo, 'importContacts' | 'readProcess'> {
  return {
    importContacts: async (rows, listId) => {
      const { value } = await http.request({
        operation: 'import contacts',
        method: 'POST',
        path: '/contacts/import',
        body: {
          jsonBody: rows,
          // A destination is mandatory.
          listIds: [listId],
          updateExistingContacts: true,
          // True would erase what a row leaves empty.
          emptyContactsAttributes: false,
          // Otherwise the account's owner gets a mail for each import.
          disableNotification: true,
        },
        schema: z.object({ processId: z.int() }),
      });
      return value;
    },
    readProcess: async (processId) => {
      const { value } = await http.request({
        operation: 'read process',
        method: 'GET',
        path: `/processes/${processId}`,
        schema: processSchema,
      });
      return value;
    },
  };
}
