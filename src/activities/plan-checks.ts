// The questions a plan asks of both vendors; each problem is one sentence that says the cure.
import type { BigCommerce } from '../bigcommerce/client';
import type { Store } from '../bigcommerce/store-record';
import type { ContactList } from '../brevo/contact-records';
import type { Brevo } from '../brevo/client';
import { ApiFailure } from '../http/failures';
import type { Resource } from '../contracts/names';
import type { SyncPlan } from '../contracts/sync-plan';
import { attributeProblems } from './attribute-plan';
import { curedSentence } from './failure-sentences';
import type { Shop } from './world';

export interface BigCommerceCheck {
  readonly problems: readonly string[];
  readonly store: Store | undefined;
  readonly totals: SyncPlan['totals'];
  readonly date: string | undefined;
  readonly requests: number;
}

export interface Asked<T> {
  readonly answer?: T;
  readonly failure?: ApiFailure;
}

/** Failures that Temporal should wait for are thrown on; those a person must cure are kept. */
export async function ask<T>(question: (() => Promise<T>) | undefined): Promise<Asked<T>> {
  if (question === undefined) return {};
  try {
    return { answer: await question() };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { kind } = error.detail;
    if (kind === 'RateLimited' || kind === 'Unavailable' || kind === 'UnexpectedShape') throw error;
    return { failure: error };
  }
}

/** One sentence a problem: a scope that several reads lack is told once. */
export function problemsOf(...asked: readonly Asked<unknown>[]): readonly string[] {
  const sentences = new Map<string, string>();
  for (const { failure } of asked) {
    if (failure === undefined) continue;
    const { call, detail } = failure;
    const sentence = curedSentence(failure);
    const isScope = call.api === 'bigcommerce' && detail.kind === 'MissingScope';
    const problem = isScope ? detail.scope : sentence;
    if (!sentences.has(problem)) sentences.set(problem, sentence);
  }
  return [...sentences.values()];
}

/** One small read per resource: it proves the scope and says how much there is. */
export async function checkBigCommerce(
  { bigcommerce, settings }: Shop,
  resources: readonly Resource[],
): Promise<BigCommerceCheck> {
  const store = await ask(() => bigcommerce.readStore());
  const nothing = { store: undefined, totals: {}, date: undefined };
  // A refused token refuses everything: one sentence is enough.
  if (store.failure?.detail.kind === 'Unauthorized')
    return { problems: problemsOf(store), ...nothing, requests: 1 };
  const asks = questions(bigcommerce, resources);
  const products = await ask(asks.products);
  const customers = await ask(asks.customers);
  const subscribers = await ask(asks.subscribers);
  const orders = await ask(asks.orders);
  return {
    problems: [
      ...problemsOf(store, products, customers, subscribers, orders),
      ...hashProblem(store.answer, settings.storeHash),
    ],
    store: store.answer,
    totals: {
      ...total('products', products.answer?.total),
      ...total('customers', customers.answer?.total),
      ...total('subscribers', subscribers.answer?.total),
      ...total('orders', orders.answer),
    },
    date: [products, customers, subscribers].find(({ answer }) => answer !== undefined)?.answer
      ?.date,
    requests: 1 + Object.values(asks).filter((question) => question !== undefined).length,
  };
}

function questions(bigcommerce: BigCommerce, resources: readonly Resource[]) {
  const people = resources.includes('customers') || resources.includes('orders');
  return {
    products: resources.includes('products')
      ? () => bigcommerce.listProductIds({ limit: 1 })
      : undefined,
    customers: people ? () => bigcommerce.listCustomers({ limit: 1 }) : undefined,
    subscribers: people ? () => bigcommerce.listSubscribers({ limit: 1 }) : undefined,
    orders: resources.includes('orders') ? () => bigcommerce.countOrders() : undefined,
  };
}

const total = (list: string, count: number | undefined) =>
  count === undefined ? {} : { [list]: count };

const hashProblem = (store: Store | undefined, storeHash: string): readonly string[] =>
  store === undefined || store.id === storeHash
    ? []
    : [
        `store_hash: BigCommerce says this token belongs to another store; put that store's hash into connector.yml.`,
      ];

/** Key, lists, attributes, currency. */
export async function checkBrevo(
  { brevo, settings }: Shop,
  resources: readonly Resource[],
  currency: string | undefined,
): Promise<readonly string[]> {
  const account = await ask(() => brevo.readAccount());
  if (account.failure !== undefined) return problemsOf(account);
  const attributes = await ask(() => brevo.listAttributes());
  const lists = await ask(() => everyList(brevo));
  const commerce = resources.includes('orders') || resources.includes('products');
  const display = commerce ? await ask(() => brevo.readDisplayCurrency()) : {};
  return [
    ...problemsOf(attributes, lists, display),
    ...attributeProblems(settings, attributes.answer ?? []),
    ...listProblems(settings, lists.answer),
    ...(await currencyProblems(brevo, display.answer, currency)),
  ];
}

/** Pages of 50; accounts have few lists. */
export async function everyList(brevo: Pick<Brevo, 'listLists'>): Promise<readonly ContactList[]> {
  const found: ContactList[] = [];
  for (let offset = 0; ; offset += 50) {
    const { lists } = await brevo.listLists({ offset, limit: 50 });
    found.push(...lists);
    if (lists.length < 50) return found;
  }
}

export function listProblems(
  { lists: store, storefronts = [] }: Shop['settings'],
  lists: readonly ContactList[] | undefined,
): readonly string[] {
  if (lists === undefined) return [];
  const known = lists.map(({ id, name }) => `${id} (${name})`).join(', ');
  const wanted = [
    ...namesOf(store, 'lists'),
    ...storefronts.flatMap((one) =>
      namesOf(one.lists, `storefronts: channel ${one.channelId}: lists`),
    ),
  ];
  return wanted.flatMap(([name, id]) =>
    id === undefined || lists.some((list) => list.id === id)
      ? []
      : [`${name}: Brevo has no list ${id}. Its lists: ${known === '' ? 'none' : known}.`],
  );
}

const namesOf = (
  { allCustomers, buyers, abandonedCart }: Shop['settings']['lists'],
  where: string,
): readonly (readonly [string, number | undefined])[] => [
  [`${where}.all_customers`, allCustomers],
  [`${where}.buyers`, buyers],
  [`${where}.abandoned_cart`, abandonedCart],
];

/** An account without orders and products may still be given another currency: preparing it does. */
export async function currencyProblems(
  brevo: Brevo,
  display: Awaited<ReturnType<Brevo['readDisplayCurrency']>> | undefined,
  currency: string | undefined,
): Promise<readonly string[]> {
  if (display === undefined || display === 'notActivated' || currency === undefined) return [];
  if (display.code.toUpperCase() === currency.toUpperCase()) return [];
  if (!(await hasAmounts(brevo))) return [];
  return [
    `Brevo's display currency is ${display.code}, the shop's is ${currency}, and an order in Brevo has no currency of its own: set the display currency to ${currency} in Brevo (Settings > eCommerce).`,
  ];
}

async function hasAmounts(brevo: Brevo): Promise<boolean> {
  if ((await brevo.countOrders()) > 0) return true;
  const { count } = await brevo.listProducts({ offset: 0, limit: 1 });
  return count > 0;
}
