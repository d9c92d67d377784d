// `/v3/hooks`: list, create, read, update, delete, and what the administrator of an API account sees (webhooks.v3.yml).

import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { BlockedDomain } from './domain-blocks';
import type { HookBook, ToyHook } from './hook-book';
import { onlyKnown, pageQuery } from './query-parameters';
import { Refusal, serviceError } from './refusals';
import { pageSlice, v3List } from './v3-pages';

export interface HookCall {
  readonly method: string;
  /** `/hooks`, `/hooks/7`, `/hooks/admin`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly clientId: string;
}

export interface HookDesk {
  readonly book: HookBook;
  readonly blocked: () => readonly BlockedDomain[];
  /** Plain http on this machine is taken too, which the real store refuses. */
  readonly loopback: boolean;
}

/** What can be asked here, for those who check that everything was. */
export const hookEndpoints: readonly { readonly method: string; readonly pattern: string }[] = [
  { method: 'GET', pattern: '/hooks' },
  { method: 'POST', pattern: '/hooks' },
  { method: 'GET', pattern: '/hooks/:id' },
  { method: 'PUT', pattern: '/hooks/:id' },
  { method: 'DELETE', pattern: '/hooks/:id' },
  { method: 'GET', pattern: '/hooks/admin' },
];

export const isHookPath = (path: string): boolean => /^\/hooks(\/[^/]+)?$/.test(path);

/** Throws Refusal. */
export function answerHooks(call: HookCall, desk: HookDesk): SandboxAnswer {
  const { method, path } = call;
  if (path === '/hooks' && method === 'GET') return list(call, desk);
  if (path === '/hooks' && method === 'POST') return create(call, desk);
  if (path === '/hooks/admin' && method === 'GET') return admin(call, desk);
  const [, id] = /^\/hooks\/(\d+)$/.exec(path) ?? [];
  if (id !== undefined && ['GET', 'PUT', 'DELETE'].includes(method)) return one(call, desk, id);
  return serviceError('v3', 405, 'Method not allowed');
}

const answer = (hook: ToyHook): SandboxAnswer => ({ status: 200, body: { data: hook, meta: {} } });

function list({ query, clientId }: HookCall, { book }: HookDesk): SandboxAnswer {
  onlyKnown(query, ['page', 'limit', 'is_active', 'scope', 'destination']);
  const found = book
    .list(clientId)
    .filter((hook) =>
      (['is_active', 'scope', 'destination'] as const).every(
        (field) => !query.has(field) || query.get(field) === String(hook[field]),
      ),
    );
  const { rows, pagination } = pageSlice(found, pageQuery(query), query);
  return v3List(
    rows.map((hook) => JSON.stringify(hook)),
    { pagination },
  );
}

function create({ query, body, clientId }: HookCall, desk: HookDesk): SandboxAnswer {
  onlyKnown(query, []);
  const read = newHook.safeParse(body);
  if (!read.success) return invalid(read.error);
  refuseDestination(read.data.destination, desk);
  return answer(desk.book.add(clientId, given(read.data)));
}

function one(call: HookCall, desk: HookDesk, id: string): SandboxAnswer {
  const { method, body, clientId } = call;
  const hook = desk.book.find(clientId, Number(id));
  if (hook === undefined) return serviceError('v3', 404, `Webhook with id [${id}] not found`);
  if (method === 'GET') return answer(hook);
  if (method === 'DELETE') {
    desk.book.remove(hook.id);
    return answer(hook);
  }
  const read = hookPatch.safeParse(body);
  if (!read.success) return invalid(read.error);
  if (read.data.destination !== undefined) refuseDestination(read.data.destination, desk);
  return answer(desk.book.change(hook, given(read.data)));
}

function admin({ query, clientId }: HookCall, { book, blocked }: HookDesk): SandboxAnswer {
  onlyKnown(query, ['is_active']);
  const wanted = query.get('is_active');
  const hooks_list = book
    .list(clientId)
    .filter(({ is_active }) => wanted === null || wanted === String(is_active))
    .map((hook) => ({ ...hook, status: statusOf(hook, book) }));
  const data = { emails: ['owner@example.com'], hooks_list, blocked_domains: blocked() };
  const { pagination } = pageSlice(hooks_list, { page: 1, limit: 50 }, query);
  return { status: 200, body: { data, meta: { pagination } } };
}

function statusOf({ id, is_active }: ToyHook, book: HookBook): string {
  if (is_active) return 'active';
  return book.isDeactivated(id) ? 'deactivated' : 'inactive';
}

const scope = z.string().regex(/^store\/[A-Za-z/]+(\/\*)?$/);
const destination = z.url();
const choices = {
  is_active: z.boolean().exactOptional(),
  headers: z.record(z.string().min(1).max(64), z.string().max(8192)).nullable().exactOptional(),
  // Removed in 2024; sending it was ignored (github.com/bigcommerce/docs issue 506).
  events_history_enabled: z.boolean().exactOptional(),
};
const newHook = z.strictObject({ scope, destination, ...choices });
const hookPatch = z
  .strictObject({
    scope: scope.exactOptional(),
    destination: destination.exactOptional(),
    ...choices,
  })
  .refine((patch) => Object.keys(patch).length > 0, { message: 'At least one field is required.' });

function given<T extends { events_history_enabled?: boolean }>(
  written: T,
): Omit<T, 'events_history_enabled'> {
  const hook = { ...written };
  delete hook.events_history_enabled;
  return hook;
}

function invalid(error: z.ZodError): SandboxAnswer {
  const errors = Object.fromEntries(
    error.issues.map(({ path, message }) => [path.map(String).join('.') || 'body', message]),
  );
  const body = { status: 422, title: 'JSON data is missing or invalid', type: 'about:blank' };
  return { status: 422, body: { ...body, errors } };
}

// "Destination URL must be served on port 443 (custom ports are not currently supported)" (webhooks.v3.yml).
function refuseDestination(destination: string, { loopback }: HookDesk): void {
  const url = new URL(destination);
  if (loopback && isLoopback(url)) return;
  if (url.protocol === 'https:' && url.port === '') return;
  throw new Refusal(422, 'The destination must be https on port 443.');
}

/** The toy calls nobody else. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
