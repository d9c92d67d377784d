// A worker dies in the middle of a sync: another one finishes it, and repeats no more than it must.
import { at, reached, type Moment } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, sideNamespace, type Stage } from '../support/stage';
import { startWorkerProcess } from '../support/worker-process';

const SIZE = { customers: 600, orders: 600, products: 60 };
const A_PAGE = 250;

/** While a person of the second of three pages is written; while the orders are on their way. */
const DEATHS = {
  'customers are written': { api: 'brevo', method: 'POST', path: /v3\/contacts$/, skip: 200 },
  'orders are written': { api: 'brevo', method: 'POST', path: /orders\/status\/batch/ },
} as const satisfies Readonly<Record<string, Moment>>;

interface Outcome {
  readonly differences: readonly string[];
  /** Requests by list; a page each. */
  readonly reads: Readonly<Record<keyof typeof LISTS, number>>;
  readonly subscribers: number;
  readonly imports: number;
}

/** Whole lists: neither a closing read nor a question about single ids, nor a mere total. */
const LISTS = {
  customers: /v3\/customers\?(?!.*(date_modified|id(:|%3A)in|limit=1$|limit=1&))/,
  subscribers: /customers\/subscribers\?(?!.*(date_modified|limit=1$|limit=1&))/,
  orders: /v2\/orders\?(?!.*date_modified)/,
  products: /catalog\/products\?(?!.*(date_modified|id(:|%3A)in|limit=1$|limit=1&))/,
  contacts: /^\/v3\/contacts\?/,
  brevoProducts: /^\/v3\/products\?(?!.*limit=1(&|$))/,
} as const;

function outcomeOf({ sandbox }: Stage): Outcome {
  const all = [...sandbox.bigcommerce.ledger.entries, ...sandbox.brevo.ledger.entries];
  const pages = (list: RegExp): number =>
    all.filter(({ method, path }) => method === 'GET' && list.test(path)).length;
  return {
    differences: differences(sandbox),
    reads: {
      customers: pages(LISTS.customers),
      subscribers: pages(LISTS.subscribers),
      orders: pages(LISTS.orders),
      products: pages(LISTS.products),
      contacts: pages(LISTS.contacts),
      brevoProducts: pages(LISTS.brevoProducts),
    },
    subscribers: sandbox.shop.subscribers.size,
    imports: sandbox.brevo.state.processes.size,
  };
}

async function syncWithDeath(moment: Moment, side: number): Promise<Outcome> {
  const namespace = sideNamespace(side);
  const stage = await openStage({ worker: false, namespace, sandbox: SIZE });
  const first = await startWorkerProcess(stage, namespace);
  try {
    const dead = reached(stage.sandbox, moment);
    at(stage.sandbox, moment, first.kill);
    const sync = await stage.start();
    await dead;
    await stage.addWorker();
    await sync.result();
    return outcomeOf(stage);
  } finally {
    await first.close();
    await stage.close();
  }
}

describe('a sync whose worker is killed', () => {
  let outcomes: Readonly<Partial<Record<keyof typeof DEATHS, Outcome>>> = {};
  const pages = (records: number): number => Math.ceil(records / A_PAGE);

  beforeAll(async () => {
    const [customers, orders] = await Promise.all([
      syncWithDeath(DEATHS['customers are written'], 1),
      syncWithDeath(DEATHS['orders are written'], 2),
    ]);
    outcomes = { 'customers are written': customers, 'orders are written': orders };
  }, 120_000);

  test.each(['customers are written', 'orders are written'] as const)(
    'is finished by another worker, and nothing is lost: while %s',
    (death) => {
      expect(outcomes[death]?.differences).toEqual([]);
    },
  );

  test('repeats one chunk of customers, and reads Brevo anew once', () => {
    const outcome = outcomes['customers are written'];

    // One page of the dead chunk, and all of them once more for the ids that only the dead worker knew.
    expect(outcome?.reads.customers).toBeLessThanOrEqual(2 * pages(SIZE.customers) + 1);
    expect(outcome?.reads.orders).toBe(pages(SIZE.orders));
    expect(outcome?.reads.subscribers).toBe(pages(outcome?.subscribers ?? 0));
    // The index twice; metrics, the count of joins and the joins a page each.
    expect(outcome?.reads.contacts).toBeLessThanOrEqual(5);
    expect(outcome?.reads.brevoProducts).toBeLessThanOrEqual(2);
  });

  test('repeats one chunk of orders, and reads once more what only memory held', () => {
    const outcome = outcomes['orders are written'];

    // The index of contacts names everybody who was written.
    expect(outcome?.reads.customers).toBeLessThanOrEqual(2 * pages(SIZE.customers));
    expect(outcome?.reads.orders).toBeLessThanOrEqual(2 * pages(SIZE.orders));
    expect(outcome?.reads.subscribers).toBeLessThanOrEqual(2 * pages(outcome?.subscribers ?? 0));
    expect(outcome?.reads.contacts).toBeLessThanOrEqual(5);
    expect(outcome?.reads.brevoProducts).toBeLessThanOrEqual(2);
  });
});
