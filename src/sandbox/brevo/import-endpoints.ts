// `/contacts/import` and `/processes`: rows are accepted at once and written later.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, idParam, pageOf, readBody, readPage, type Route } from './calls';
import type { SandboxProcess } from './import-queue';
import type { ListRecord } from './list-book';
import { invalid, missing, notFound } from './refusals';

const maxImportBytes = 10 * 1024 * 1024;

const importSchema = z.object({
  jsonBody: z
    .array(
      z.object({
        email: z.string().optional(),
        attributes: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  fileBody: z.string().optional(),
  fileUrl: z.string().optional(),
  listIds: z.array(z.int()).optional(),
  newList: z.object({ listName: z.string().min(1), folderId: z.int() }).optional(),
  updateExistingContacts: z.boolean().default(true),
  emptyContactsAttributes: z.boolean().default(false),
  emailBlacklist: z.boolean().default(false),
  smsBlacklist: z.boolean().default(false),
});

type ImportBody = z.infer<typeof importSchema>;

export function importRoutes(account: Account): readonly Route[] {
  return [
    { method: 'POST', path: '/contacts/import', answer: (call) => importContacts(account, call) },
    { method: 'GET', path: '/processes', answer: (call) => listProcesses(account, call) },
    { method: 'GET', path: '/processes/{}', answer: (call) => readProcess(account, call) },
  ];
}

function importContacts(account: Account, call: Call): SandboxAnswer {
  if (call.bytes > maxImportBytes) throw invalid('Body size should not exceed 10 MB');
  const body = readBody(importSchema, call);
  const rows = importedRows(body);
  const lists = destinations(account, body, call.now);
  const job = account.imports.accept(
    {
      rows,
      lists,
      updateExisting: body.updateExistingContacts,
      emptyAttributes: body.emptyContactsAttributes,
      emailBlacklist: body.emailBlacklist,
      smsBlacklist: body.smsBlacklist,
    },
    call.now,
  );
  return { status: 202, body: { processId: job.id } };
}

function importedRows(body: ImportBody): NonNullable<ImportBody['jsonBody']> {
  const sources = [body.jsonBody, body.fileBody, body.fileUrl].filter(
    (source) => source !== undefined,
  );
  if (sources.length !== 1) throw missing('Exactly one of jsonBody, fileBody, fileUrl is required');
  if (body.jsonBody === undefined) throw invalid('The sandbox imports only jsonBody');
  if (body.jsonBody.length === 0) throw invalid('jsonBody is empty');
  return body.jsonBody;
}

function destinations(account: Account, body: ImportBody, now: number): readonly ListRecord[] {
  const { lists } = account;
  const { listIds = [], newList } = body;
  if (listIds.length === 0 && newList === undefined)
    throw missing('Either listIds or newList is required');
  const known = listIds.map((id) => {
    const list = lists.lists.get(id);
    if (list === undefined) throw invalid('List ID does not exist');
    return list;
  });
  if (newList === undefined) return known;
  const { listName: name, folderId } = newList;
  if (!lists.folders.has(folderId)) throw invalid('Folder ID does not exist');
  return [...known, lists.createList({ name, folderId, createdAt: now })];
}

function listProcesses(account: Account, call: Call): SandboxAnswer {
  const page = readPage(call, 10, 50);
  const all = account.imports.viewAll(call.now);
  return {
    status: 200,
    body: { processes: pageOf(all, page).map(processBody), count: all.length },
  };
}

function readProcess(account: Account, call: Call): SandboxAnswer {
  const process = account.imports.view(idParam(call, 0), call.now);
  if (process === undefined) throw notFound('processId not found');
  return { status: 200, body: processBody(process) };
}

function processBody(process: SandboxProcess): Readonly<Record<string, unknown>> {
  const { id, status, report } = process;
  const head = { id, name: 'IMPORTUSER', status };
  if (status !== 'completed') return head;
  // A field of the report is the address of a CSV file, or null when there is nothing to read.
  const files = new Map<string, string | null>();
  for (const [name, rows] of Object.entries<number>({ ...report }))
    files.set(name, rows === 0 ? null : `https://reports.example/${id}/${name}.csv`);
  return { ...head, info: { import: Object.fromEntries(files) } };
}
