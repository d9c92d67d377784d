// Hooks: listed, made, changed, deleted. They need no scope of their own.
import { z } from 'zod';
import type { Http } from '../http/client';
import type { BigCommerce } from './client';
import { adminSchema, hookSchema, type Hook, type HookChange, type NewHook } from './hook-records';
import { listByPage } from './lists';

type HookCalls = Pick<
  BigCommerce,
  'listHooks' | 'listBlockedDomains' | 'createHook' | 'updateHook' | 'deleteHook'
>;

/** Any API account may keep hooks (webhooks.v3.yml). */
const scope = 'default';
const path = '/v3/hooks';
const one = z.object({ data: hookSchema });

export function hooksOf(http: Http): HookCalls {
  return {
    listHooks: (query) =>
      listByPage(http, {
        operation: 'list hooks',
        path,
        record: hookSchema,
        query: {},
        limit: query.limit,
        after: query.after,
        scope,
      }),
    listBlockedDomains: async () => {
      const { value } = await http.request({
        operation: 'list blocked domains',
        method: 'GET',
        path: `${path}/admin`,
        schema: adminSchema,
        scope,
      });
      return (value.data.blocked_domains ?? []).map(({ destination }) => destination);
    },
    createHook: (hook) => createHook(http, hook),
    updateHook: (hookId, change) => updateHook(http, hookId, change),
    deleteHook: async (hookId) => {
      await http.request({
        operation: 'delete hook',
        method: 'DELETE',
        path: `${path}/${hookId}`,
        schema: z.unknown(),
        empty: { value: null },
        missing: { value: null },
        scope,
      });
    },
  };
}

async function createHook(
  http: Http,
  { scope: event, destination, headers }: NewHook,
): Promise<Hook> {
  const { value } = await http.request({
    operation: 'create hook',
    method: 'POST',
    path,
    body: { scope: event, destination, headers, is_active: true },
    schema: one,
    scope,
  });
  return value.data;
}

async function updateHook(
  http: Http,
  hookId: number,
  { destination, headers, isActive }: HookChange,
): Promise<Hook | null> {
  const { value } = await http.request<z.infer<typeof one> | null>({
    operation: 'update hook',
    method: 'PUT',
    path: `${path}/${hookId}`,
    body: {
      ...(destination !== undefined && { destination }),
      ...(headers !== undefined && { headers }),
      ...(isActive !== undefined && { is_active: isActive }),
    },
    schema: one,
    missing: { value: null },
    scope,
  });
  return value?.data ?? null;
}
