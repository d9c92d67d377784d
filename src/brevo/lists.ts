// Brevo's folders and lists, and who is on them.
import { z } from 'zod';
import type { Http } from '../http/client';
import { ApiFailure } from '../http/failures';
import { nothing, page } from './answers';
import type { Brevo } from './client';
import { listSchema } from './contact-records';

const made = z.object({ id: z.int() });
const folder = z.object({ id: z.int(), name: z.string() });

type Lists = Pick<
  Brevo,
  'listLists' | 'listFolders' | 'createFolder' | 'createList' | 'addToList' | 'removeFromList'
>;

export function listsOf(http: Http): Lists {
  return {
    listLists: async ({ offset, limit }) => {
      const { value } = await http.request({
        operation: 'list lists',
        method: 'GET',
        path: '/contacts/lists',
        query: { offset, limit, sort: 'asc' },
        schema: z.object({ lists: page(listSchema), count: z.int() }),
      });
      return value;
    },
    listFolders: async ({ offset, limit }) => {
      const { value } = await http.request({
        operation: 'list folders',
        method: 'GET',
        path: '/contacts/folders',
        query: { offset, limit, sort: 'asc' },
        schema: z.object({ folders: page(folder), count: z.int() }),
      });
      return value;
    },
    // Names are not unique: repeating this makes a second folder.
    createFolder: async (name) => {
      const body = { name };
      const call = {
        operation: 'create folder',
        method: 'POST',
        path: '/contacts/folders',
      } as const;
      return (await http.request({ ...call, body, schema: made })).value;
    },
    // Names are not unique: repeating this makes a second list.
    createList: async (name, folderId) => {
      const body = { name, folderId };
      const call = { operation: 'create list', method: 'POST', path: '/contacts/lists' } as const;
      return (await http.request({ ...call, body, schema: made })).value;
    },
    addToList: (listId, ids) => change(http, { listId, ids, deed: 'add' }),
    removeFromList: (listId, ids) => change(http, { listId, ids, deed: 'remove' }),
  };
}

interface Change {
  readonly listId: number;
  readonly ids: readonly number[];
  readonly deed: 'add' | 'remove';
}

async function change(http: Http, { listId, ids, deed }: Change): Promise<void> {
  try {
    await http.request({
      operation: deed === 'add' ? 'add to list' : 'remove from list',
      method: 'POST',
      path: `/contacts/lists/${listId}/contacts/${deed}`,
      body: { ids },
      ...nothing,
    });
  } catch (error) {
    if (!isSettled(error)) throw error;
  }
}

// Some contacts in `failure` are no error, but when none of them changes Brevo answers 400
// "Contact already in list and/or does not exist": the list is as it was asked to be.
function isSettled(error: unknown): boolean {
  if (!(error instanceof ApiFailure) || error.detail.kind !== 'Rejected') return false;
  const { code } = error.detail;
  return error.call.status === 400 && (code === 'already_in_list' || code === 'not_in_list');
}
