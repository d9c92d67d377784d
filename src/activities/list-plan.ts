// Which lists people join in a sync, and which storefronts' people each of them takes.
import type { StoreSettings } from '../config/settings';
import type { Resource } from '../contracts/names';
import type { ListChoice } from '../contracts/store-settings';
import type { ListToJoin } from '../contracts/sync-plan';
import { DEFAULT_ACCOUNT, NO_STOREFRONT } from '../mapping/storefront';

type Role = ListToJoin['role'];

/** `settings` and `account` are those of one account. Who bought is known from orders: without them nobody joins the buyers. */
export function listsToJoin(
  settings: StoreSettings,
  { resources, account }: { readonly resources: readonly Resource[]; readonly account?: string },
): readonly ListToJoin[] {
  const roles: readonly Role[] = resources.includes('orders')
    ? ['all_customers', 'buyers']
    : ['all_customers'];
  return roles.flatMap((role) =>
    settings.storefronts === undefined
      ? idOf(settings.lists, role).map((listId) => ({ listId, role }))
      : listsOfRole(settings, { role, account: account ?? DEFAULT_ACCOUNT }),
  );
}

/** Storefronts that share a list share one line. */
function listsOfRole(
  { lists, storefronts = [] }: StoreSettings,
  { role, account }: { readonly role: Role; readonly account: string },
): readonly ListToJoin[] {
  const found = new Map<number, number[]>();
  const add = (choice: ListChoice, channelId: number): void => {
    for (const listId of idOf(choice, role)) {
      const channels = found.get(listId) ?? [];
      channels.push(channelId);
      found.set(listId, channels);
    }
  };
  if (account === DEFAULT_ACCOUNT) add(lists, NO_STOREFRONT);
  for (const storefront of storefronts)
    add({ ...lists, ...storefront.lists }, storefront.channelId);
  return [...found].map(([listId, channels]) => ({ listId, role, storefronts: channels }));
}

function idOf({ allCustomers, buyers }: ListChoice, role: Role): readonly number[] {
  const listId = role === 'buyers' ? buyers : allCustomers;
  return listId === undefined ? [] : [listId];
}
