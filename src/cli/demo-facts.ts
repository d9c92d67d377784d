// Counts a full sync of the toys: in the toy Brevo's state and in what both toys were asked.
import { z } from 'zod';
import type { FullSyncResult } from '../contracts/sync-progress';
import type { Sandbox } from '../sandbox/start';
import { requestBound } from './request-bound';

export interface DemoFacts {
  readonly result: FullSyncResult;
  readonly durationMs: number;
  readonly arrived: {
    readonly contacts: number;
    readonly orders: number;
    readonly products: number;
    readonly categories: number;
    /** Members of the marketing lists that have any. */
    readonly lists: readonly { readonly listId: number; readonly members: number }[];
    readonly onNoList: number;
  };
  readonly bigcommerce: {
    readonly requests: number;
    readonly bound: number;
    readonly tooMany: number;
  };
  readonly brevo: {
    readonly writes: number;
    readonly tooMany: number;
    readonly hourlyLowest: number;
    readonly mails: number;
    readonly events: number;
    readonly automations: number;
  };
}

/** What both toys were asked so far. */
export interface Asked {
  readonly requests: number;
  readonly writes: number;
}

export const askedSoFar = ({ bigcommerce, brevo }: Sandbox): Asked => ({
  requests: bigcommerce.ledger.entries.length,
  writes: brevo.writes().length,
});

const MARKETING_LISTS = [40, 41, 42];

const planSchema = z.object({ requests: z.number() });

export interface FirstSync {
  readonly result: FullSyncResult;
  readonly durationMs: number;
  readonly asked: Asked;
  /** Result of the activity planSync, from the history. */
  readonly plan: unknown;
}

/** Throws when the plan has another shape than this version makes. */
export function demoFacts(sandbox: Sandbox, sync: FirstSync): DemoFacts {
  const { brevo, bigcommerce } = sandbox;
  const { result, durationMs, asked } = sync;
  const bound = requestBound({
    sizes: listSizes(sandbox),
    planRequests: planSchema.parse(sync.plan).requests,
    customerGroups: true,
    customerAttributes: false,
  });
  const called = (path: string) =>
    brevo.ledger.count((entry) => entry.method === 'POST' && entry.path.includes(path));
  return {
    result,
    durationMs,
    arrived: arrivedIn(brevo.state),
    bigcommerce: { requests: asked.requests, bound, tooMany: bigcommerce.tooMany() },
    brevo: {
      writes: asked.writes,
      tooMany: brevo.tooMany(),
      hourlyLowest: brevo.hourlyLowest(),
      mails: called('/smtp/'),
      events: called('/events'),
      automations: brevo.state.automationsStarted,
    },
  };
}

function listSizes({ shop }: Sandbox) {
  return {
    products: shop.products.size,
    categories: shop.categories.length,
    brands: shop.brands.length,
    customers: shop.customers.size,
    subscribers: shop.subscribers.size,
    // BigCommerce's list leaves archived orders out.
    orders: [...shop.orders.values()].filter((order) => !order.is_deleted).length,
  };
}

function arrivedIn(state: Sandbox['brevo']['state']): DemoFacts['arrived'] {
  const contacts = [...state.contacts.values()];
  const members = (listId: number) => contacts.filter(({ listIds }) => listIds.has(listId)).length;
  const lists = MARKETING_LISTS.map((listId) => ({ listId, members: members(listId) }));
  return {
    contacts: contacts.length,
    orders: state.orders.size,
    products: state.products.size,
    categories: state.categories.size,
    lists: lists.filter((list) => list.members > 0),
    onNoList: contacts.filter(({ listIds }) => !MARKETING_LISTS.some((id) => listIds.has(id)))
      .length,
  };
}
