// `/contacts/lists` and `/contacts/folders`: making and reading them. Names are not unique at Brevo.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, idParam, pageOf, readBody, readPage, readSince, type Route } from './calls';
import { contactBody } from './contact-bodies';
import type { ContactRecord } from './contact-book';
import type { FolderRecord, ListRecord } from './list-book';
import { invalid, notFound } from './refusals';

const listSchema = z.object({ name: z.string().min(1), folderId: z.int() });
const folderSchema = z.object({ name: z.string().min(1) });

export function listRoutes(account: Account): readonly Route[] {
  const to = (answer: (account: Account, call: Call) => SandboxAnswer) => (call: Call) =>
    answer(account, call);
  return [
    { method: 'GET', path: '/contacts/lists', answer: to(listLists) },
    { method: 'POST', path: '/contacts/lists', answer: to(createList) },
    { method: 'GET', path: '/contacts/lists/{}', answer: to(readList) },
    { method: 'GET', path: '/contacts/lists/{}/contacts', answer: to(listMembers) },
    { method: 'GET', path: '/contacts/folders', answer: to(listFolders) },
    { method: 'POST', path: '/contacts/folders', answer: to(createFolder) },
    { method: 'GET', path: '/contacts/folders/{}/lists', answer: to(listFolderLists) },
  ];
}

/** The list of a path; throws 400 or 404. */
export function findList(account: Account, call: Call): ListRecord {
  const list = account.lists.lists.get(idParam(call, 0));
  if (list === undefined) throw notFound('List ID does not exist');
  return list;
}

function listLists(account: Account, call: Call): SandboxAnswer {
  const page = readPage(call, 10, 50);
  const all = [...account.lists.lists.values()];
  return { status: 200, body: { lists: pageOf(all, page).map(listBody), count: all.length } };
}

function createList(account: Account, call: Call): SandboxAnswer {
  const body = readBody(listSchema, call);
  if (!account.lists.folders.has(body.folderId)) throw invalid('Folder ID does not exist');
  const list = account.lists.createList({ ...body, createdAt: call.now });
  return { status: 201, body: { id: list.id } };
}

function readList(account: Account, call: Call): SandboxAnswer {
  const list = findList(account, call);
  const createdAt = new Date(list.createdAt).toISOString();
  return { status: 200, body: { ...listBody(list), createdAt, dynamicList: false } };
}

function listMembers(account: Account, call: Call): SandboxAnswer {
  const list = findList(account, call);
  const page = readPage(call, 50, 500);
  const since = readSince(call, 'modifiedSince');
  const members = [...list.members]
    .sort((a, b) => a - b)
    .map((id) => account.contacts.byId.get(id))
    .filter((contact): contact is ContactRecord => contact !== undefined)
    .filter((contact) => since === undefined || contact.modifiedAt > since);
  const contacts = pageOf(members, page).map((contact) => contactBody(account, contact));
  return { status: 200, body: { contacts, count: members.length } };
}

function listFolders(account: Account, call: Call): SandboxAnswer {
  const page = readPage(call, 10, 50);
  const all = [...account.lists.folders.values()];
  const folders = pageOf(all, page).map((folder) => folderBody(account, folder));
  return { status: 200, body: { folders, count: all.length } };
}

function createFolder(account: Account, call: Call): SandboxAnswer {
  const { name } = readBody(folderSchema, call);
  return { status: 201, body: { id: account.lists.createFolder(name).id } };
}

function listFolderLists(account: Account, call: Call): SandboxAnswer {
  const page = readPage(call, 10, 50);
  const folder = account.lists.folders.get(idParam(call, 0));
  if (folder === undefined) throw notFound('Folder ID does not exist');
  const all = listsIn(account, folder);
  // Here the folder is known: its id is not repeated (GetFolderListsResponse).
  const lists = pageOf(all, page).map((list) => ({ ...listBody(list), folderId: undefined }));
  return { status: 200, body: { lists, count: all.length } };
}

function listsIn(account: Account, folder: FolderRecord): readonly ListRecord[] {
  return [...account.lists.lists.values()].filter((list) => list.folderId === folder.id);
}

// `totalSubscribers` and `totalBlacklisted` are being retired and answer 0.
function listBody(list: ListRecord): Readonly<Record<string, unknown>> {
  const { id, name, folderId, members } = list;
  return {
    ...{ id, name, folderId },
    totalSubscribers: 0,
    totalBlacklisted: 0,
    uniqueSubscribers: members.size,
  };
}

function folderBody(account: Account, folder: FolderRecord): Readonly<Record<string, unknown>> {
  const people = new Set(listsIn(account, folder).flatMap((list) => [...list.members]));
  return {
    id: folder.id,
    name: folder.name,
    totalSubscribers: 0,
    totalBlacklisted: 0,
    uniqueSubscribers: people.size,
  };
}
