// Live changes under stress: bursts, lost answers, refused tokens, a killed worker, a full sync beside them.
import { at, reached, until } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, sideNamespace, type Stage } from '../support/stage';
import { startWorkerProcess } from '../support/worker-process';
import { happened, say, wrong } from './changes';

const stages: Stage[] = [];

async function openOne(side: number, options: Parameters<typeof openStage>[0] = {}) {
  const stage = await openStage({ namespace: sideNamespace(side), ...options });
  stages.push(stage);
  return stage;
}

afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
});

const CLEAN = { customers: 40, orders: 40, products: 20 };

const idReads = ({ sandbox }: Stage, list: string): number =>
  sandbox.bigcommerce.ledger.count(
    ({ path }) => path.includes(`/v3/${list}?`) && /id(:|%3A)in/.test(path),
  );

const contactWrites = ({ sandbox }: Stage): number =>
  sandbox.brevo.writes().filter(({ path }) => path.startsWith('/v3/contacts')).length;

const eventsOf = async (handle: Awaited<ReturnType<typeof say>>) =>
  (await handle.fetchHistory()).events ?? [];

test('a burst of a thousand customers costs a read for each 250, and only who changed is written', async () => {
  const stage = await openOne(1, { sandbox: { customers: 1000, orders: 20, products: 10 } });
  await stage.sync();
  const { shop, bigcommerce, brevo } = stage.sandbox;
  const ids = [...shop.customers.keys()];
  const edited = ids.slice(300, 340);
  for (const id of edited) shop.editCustomer(id, { company: 'Burst Ltd' });
  bigcommerce.ledger.clear();
  const writes = contactWrites(stage);

  const timing = { windowMs: 500 };
  const handle = await say(stage, {
    kind: 'customers',
    hint: { changed: ids.slice(0, 50) },
    timing,
  });
  for (let from = 50; from < ids.length; from += 190)
    await say(stage, { kind: 'customers', hint: { changed: ids.slice(from, from + 190) } });
  const result = await handle.result();

  expect(result.read).toBe(ids.length);
  expect(idReads(stage, 'customers')).toBe(Math.ceil(ids.length / 250) * result.windows);
  expect(contactWrites(stage) - writes).toBe(edited.length);
  expect(result.eventsSent).toBe(brevo.state.events.length);
  expect(wrong(stage.sandbox)).toEqual([]);
  // Six for an event, and few for all the rest.
  expect((await eventsOf(handle)).length).toBeLessThanOrEqual(60 + 6 * edited.length);
}, 120_000);

test('whoever is deleted is erased where the merchant wants it, and comes back by nothing', async () => {
  const stage = await openOne(2, {
    sandbox: CLEAN,
    connector: '    lists: { all_customers: 40, buyers: 41 }\n    deleted_customers: hard',
  });
  await stage.sync();
  const { shop, brevo } = stage.sandbox;
  const buyer = [...shop.customers.values()].find(({ id }) =>
    [...shop.orders.values()].some(({ customer_id }) => customer_id === id),
  );
  const { id = 0, email = '' } = buyer ?? {};
  const order = [...shop.orders.values()].find(({ customer_id }) => customer_id === id);
  shop.deleteCustomer(id);

  const result = await happened(stage, { kind: 'customers', hint: { deleted: [id] } });
  await happened(stage, { kind: 'customers', hint: { orders: [order?.id ?? 0], changed: [id] } });

  expect(result.removed).toBe(1);
  expect(brevo.state.contactByEmail(email)).toBeUndefined();
}, 120_000);

test.each([
  ['making a contact', { method: 'POST', path: /\/v3\/contacts$/ }],
  ['changing a contact', { method: 'PUT', path: /\/v3\/contacts\/[^/]+\?/ }],
  ['joining a list', { method: 'POST', path: /\/lists\/40\/contacts\/add/ }],
] as const)(
  'an answer that is lost when %s changes nothing in the end',
  async (_what, call) => {
    const stage = await openOne(3, { sandbox: CLEAN });
    await stage.sync();
    const { shop, faults, brevo } = stage.sandbox;
    const made = shop.addCustomer();
    const said = shop.addSubscriber({ email: made.email });
    const mover = [...shop.customers.keys()][5] ?? 0;
    const before = brevo.state.contacts.size;
    shop.editCustomer(mover, { email: 'lost-and-found@post.example' });
    faults.add({ api: 'brevo', ...call, times: 2, fault: { kind: 'lost' } });

    await happened(stage, {
      kind: 'customers',
      hint: { changed: [made.id, mover], subscribers: [said.id] },
    });

    expect(brevo.state.contacts.size).toBe(before + 1);
    expect(wrong(stage.sandbox)).toEqual([]);
  },
  120_000,
);

test('a refused token is waited out, what came meanwhile is not lost, and the details say what to do', async () => {
  const stage = await openOne(4, { sandbox: CLEAN });
  await stage.sync();
  const { shop, faults, bigcommerce } = stage.sandbox;
  const made = shop.addCustomer();
  const path = /v3\/customers\?.*id(:|%3A)in/;
  faults.add({
    api: 'bigcommerce',
    path,
    times: 3,
    fault: { kind: 'status', status: 401, body: {} },
  });

  const timing = { pauseMs: 1_000 };
  const handle = await say(stage, { kind: 'customers', hint: { changed: [made.id] }, timing });
  const paused = async (): Promise<boolean> => {
    const about: unknown = await handle.query('__temporal_workflow_metadata');
    return /Paused: BigCommerce refuses the access token .* make a new store-level API account/.test(
      JSON.stringify(about),
    );
  };
  await until('the details say why it waits', paused);
  const other = shop.addCustomer();
  await say(stage, { kind: 'customers', hint: { changed: [other.id] } });
  await handle.result();

  expect(bigcommerce.ledger.count((entry) => path.test(entry.path) && entry.status === 401)).toBe(
    3,
  );
  expect(wrong(stage.sandbox)).toEqual([]);
}, 120_000);

test('a window that Brevo refuses for an hour keeps no product from being written', async () => {
  const stage = await openOne(5, { sandbox: CLEAN });
  await stage.sync();
  const { shop, faults, brevo } = stage.sandbox;
  const [id = 0] = shop.products.keys();
  shop.editProduct(id, { price: 33.33 });
  faults.add({
    api: 'brevo',
    method: 'GET',
    path: /\/v3\/products\?/,
    fault: {
      kind: 'status',
      status: 429,
      body: {},
      headers: { 'x-sib-ratelimit-remaining': '0', 'x-sib-ratelimit-reset': '1800' },
    },
  });

  await happened(stage, { kind: 'products', hint: { changed: [id] } });

  expect(brevo.state.products.get(`abc123-${id}`)?.price).toBe(33.33);
  expect(wrong(stage.sandbox)).toEqual([]);
}, 120_000);

test('a worker that is killed in the middle of a batch costs nobody a change', async () => {
  const namespace = sideNamespace(5);
  const stage = await openOne(5, { sandbox: CLEAN, worker: false });
  const early = await stage.addWorker();
  await stage.sync();
  await early.stop();
  const first = await startWorkerProcess(stage, namespace);
  try {
    const { shop, brevo } = stage.sandbox;
    const ids = [...shop.customers.keys()].slice(0, 20);
    for (const id of ids) shop.editCustomer(id, { company: 'Killed Ltd' });
    const made = shop.addCustomer();
    const moment = { api: 'brevo', method: 'PUT', path: /\/v3\/contacts\//, skip: 8 } as const;
    const dead = reached(stage.sandbox, moment);
    at(stage.sandbox, moment, first.kill);

    const handle = await say(stage, { kind: 'customers', hint: { changed: [...ids, made.id] } });
    await dead;
    await stage.addWorker();
    const result = await handle.result();

    expect(result.windows).toBe(1);
    expect(wrong(stage.sandbox)).toEqual([]);
    expect(brevo.state.contactByExtId(`abc123-${made.id}`)).toBeDefined();
  } finally {
    await first.close();
  }
}, 180_000);

test('a change overtakes a full sync of the same store, and both end right', async () => {
  const stage = await openOne(7, { sandbox: { customers: 600, orders: 300, products: 100 } });
  const { shop, bigcommerce, brevo } = stage.sandbox;
  const [product = 0] = shop.products.keys();
  // Products are in Brevo, people are on their way: the bulk work has most of its requests before it.
  const underWay = reached(stage.sandbox, {
    api: 'brevo',
    method: 'POST',
    path: /\/v3\/contacts$/,
    skip: 60,
  });
  const sync = await stage.start();
  await underWay;
  shop.editProduct(product, { price: 66.66 });
  const before = brevo.ledger.entries.length;
  const handle = await say(stage, {
    kind: 'products',
    hint: { changed: [product] },
    timing: { windowMs: 0 },
  });
  await handle.result();
  await sync.result();

  const { entries } = brevo.ledger;
  const live = entries.findIndex(
    ({ path }, index) => index >= before && /\/v3\/products\?.*ids=/.test(path),
  );
  const lastOfBulk = entries.findLastIndex(({ path }) => path.endsWith('/orders/status/batch'));
  expect(live).toBeGreaterThan(-1);
  expect(live).toBeLessThan(lastOfBulk);
  expect(idReads(stage, 'catalog/products')).toBeGreaterThan(0);
  expect(differences(stage.sandbox)).toEqual([]);
  expect(bigcommerce.ledger.count(({ status }) => status === 429)).toBe(0);
  const priorities = (await eventsOf(handle)).flatMap(
    ({ activityTaskScheduledEventAttributes: task }) => task?.priority?.priorityKey ?? [],
  );
  expect(new Set(priorities)).toEqual(new Set([1]));
}, 180_000);

test('windows are as long as the merchant has set them', async () => {
  const stage = await openOne(1, {
    sandbox: CLEAN,
    connector: `    lists: { all_customers: 40, buyers: 41 }
    changes: { window: 0, wide_window: 0, quiet: 0.3s }`,
  });
  await stage.sync();
  const { shop } = stage.sandbox;
  const made = shop.addCustomer();

  const handle = await say(stage, {
    kind: 'customers',
    hint: { changed: [made.id] },
    timing: null,
  });
  await handle.result();

  const timers = (await eventsOf(handle)).flatMap(({ timerStartedEventAttributes: timer }) =>
    timer?.startToFireTimeout == null
      ? []
      : Number(timer.startToFireTimeout.seconds) * 1000 +
        (timer.startToFireTimeout.nanos ?? 0) / 1e6,
  );
  // None for the window, one until it is quiet.
  expect(timers).toEqual([300]);
  expect(wrong(stage.sandbox)).toEqual([]);
}, 120_000);

test('the live changes of a store that is not connected end at once', async () => {
  const stage = await openOne(2, { sandbox: CLEAN });

  const result = await happened(
    { client: stage.client, sandbox: { storeHash: 'gone99' } },
    { kind: 'products', hint: { changed: [1] }, timing: null },
  );

  expect(result).toMatchObject({ windows: 0, read: 0 });
}, 60_000);
