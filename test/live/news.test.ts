// What Brevo hears of customers: each piece of news once, also when answers are lost, and only where the merchant wants it.
import { bulkId } from '../../src/contracts/names';
import { connectionId, rejectedQuery, statusQuery } from '../../src/contracts/store-connection';
import { createLog } from '../../src/observability/log';
import type { Fault } from '../../src/sandbox/faults';
import { personalData } from '../../src/sandbox/shop/personal-data';
import { removeSchedules } from '../../src/temporal/store-schedules';
import { startWorker, type RunningWorker } from '../../src/worker';
import {
  openStage,
  SEALER,
  sideNamespace,
  TEMPORAL,
  WORKFLOW_BUNDLE,
  type Stage,
} from '../support/stage';
import { at } from '../support/moments';
import { leaksIn, textOf, type Kept } from '../support/leak-scan';
import { happened, wrong } from './changes';

const CLEAN = { customers: 20, orders: 20, products: 10 };
const namespace = sideNamespace(2);

let stage: Stage;
let worker: RunningWorker;

/** A store that is connected, so that it is known since when. */
beforeAll(async () => {
  stage = await openStage({
    namespace,
    worker: false,
    sandbox: { ...CLEAN, brevo: { displayCurrency: 'USD' } },
    connector: `    lists: { all_customers: 40, buyers: 41 }
    webhooks:
      - { scope: "store/customer/created", destination: "shop_customer_made" }
      - { scope: "store/customer/updated", destination: "shop_customer_changed" }`,
  });
  worker = await startWorker({
    temporal: { ...TEMPORAL, namespace },
    vendors: { bigcommerce: stage.sandbox.bigcommerceUrl, brevo: stage.sandbox.brevoUrl },
    sealer: SEALER,
    log: createLog({ level: 'fatal' }),
    workflowBundle: WORKFLOW_BUNDLE,
  });
  const [store] = stage.stores;
  if (store === undefined) throw new Error('There is no store.');
  expect((await worker.connect(store)).missing).toEqual([]);
  await stage.sync({ store: stage.sandbox.storeHash });
}, 120_000);

afterAll(async () => {
  const { storeHash } = stage.sandbox;
  await removeSchedules(stage.client, storeHash);
  for (const id of [connectionId(storeHash), bulkId(storeHash)])
    await stage.client.workflow
      .getHandle(id)
      .terminate()
      .catch(() => undefined);
  await worker.stop();
  await stage.close();
});

const customers = (hint: Parameters<typeof happened>[1]['hint']) =>
  happened(stage, { kind: 'customers', hint });

/** Names of the events of a contact, in order of arrival. */
function heardOf(extId: string): readonly string[] {
  const { state } = stage.sandbox.brevo;
  const id = state.contactByExtId(extId)?.id;
  return state.events.filter(({ contactId }) => contactId === id).map(({ name }) => name);
}

/** A date that is certainly after the store was connected: dates in the shop have whole seconds. */
const later = (): string => new Date(Date.now() + 2_000).toISOString().replace(/\.\d+/, '');

test('a new customer is news once, and each change to one afterwards', async () => {
  const { shop } = stage.sandbox;
  const made = shop.addCustomer({ date_created: later() });
  const extId = `abc123-${made.id}`;

  await customers({ changed: [made.id, made.id] });
  await customers({ changed: [made.id] });
  shop.editCustomer(made.id, { company: 'News Ltd' });
  await customers({ changed: [made.id] });
  const result = await customers({ changed: [made.id] });

  expect(result.eventsSent).toBe(0);
  expect(heardOf(extId)).toEqual(['shop_customer_made', 'shop_customer_changed']);
  expect(wrong(stage.sandbox)).toEqual([]);
});

test('who was a customer before the store was connected is not announced as new', async () => {
  const { shop } = stage.sandbox;
  const old = shop.addCustomer({ date_created: '2024-01-01T00:00:00Z' });

  await customers({ changed: [old.id] });

  expect(heardOf(`abc123-${old.id}`)).toEqual(['shop_customer_changed']);
});

test('an event carries ids alone, and the contact was there before it', async () => {
  const { shop, brevo } = stage.sandbox;
  const made = shop.addCustomer({ date_created: later() });

  await customers({ changed: [made.id] });

  const event = brevo.state.events.at(-1);
  expect(event?.properties).toEqual({
    event_id: `abc123-customer-${made.id}-created`,
    customer_id: made.id,
    store_hash: 'abc123',
  });
  expect(event?.contactId).toBe(brevo.state.contactByExtId(`abc123-${made.id}`)?.id);
});

test('a customer who is gone when the write is tried again is no news', async () => {
  const { shop, faults, brevo } = stage.sandbox;
  const [gone, stays] = [later(), later()].map((date_created) =>
    shop.addCustomer({ date_created }),
  );
  const [goneId, staysId] = [gone?.id ?? 0, stays?.id ?? 0];
  at(stage.sandbox, { api: 'bigcommerce', path: /v3\/customers\?.*id:in/ }, () => {
    shop.deleteCustomer(goneId);
  });
  const fault = { kind: 'status', status: 503, body: {} } as const;
  faults.add({ api: 'brevo', method: 'POST', path: /\/v3\/contacts$/, times: 2, fault });

  const result = await customers({ changed: [goneId, staysId] });

  expect(result.eventsSent).toBe(1);
  expect(heardOf(`abc123-${staysId}`)).toEqual(['shop_customer_made']);
  expect(brevo.state.events.filter(({ contactId }) => contactId === undefined)).toEqual([]);
});

test("news of a customer who is another system's contact reach that contact", async () => {
  const { shop, brevo } = stage.sandbox;
  const email = 'known@post.example';
  brevo.state.seedContact({ email, extId: 'crm-7' });
  const made = shop.addCustomer({ email, date_created: later() });

  await customers({ changed: [made.id] });

  expect(brevo.state.contactByEmail(email)?.extId).toBe('crm-7');
  expect(heardOf('crm-7')).toEqual(['shop_customer_changed']);
});

const losses: readonly (readonly [string, Fault])[] = [
  ['was taken and the answer lost', { kind: 'lost' }],
  ['never arrived', { kind: 'reset' }],
  ['met a full window', { kind: 'status', status: 429, body: {} }],
  ['met an error page', { kind: 'status', status: 502, html: true }],
];

test.each(losses)('an event that %s is in Brevo once', async (_what, fault) => {
  const { shop, faults } = stage.sandbox;
  const made = shop.addCustomer({ date_created: later() });
  faults.add({ api: 'brevo', method: 'POST', path: /\/v3\/events$/, fault });

  const result = await customers({ changed: [made.id] });

  expect(heardOf(`abc123-${made.id}`)).toEqual(['shop_customer_made']);
  expect(result).toMatchObject({ eventsSent: 1, unknownEvents: [] });
});

test('an event about which nothing can be found out is named as unknown, and not sent again', async () => {
  const { shop, faults, brevo } = stage.sandbox;
  const made = shop.addCustomer({ date_created: later() });
  faults.add({ api: 'brevo', method: 'POST', path: /\/v3\/events$/, fault: { kind: 'lost' } });
  // Asked for in another shape than we know: no answer that helps.
  faults.add({
    api: 'brevo',
    method: 'GET',
    path: /\/v3\/events\?/,
    times: 99,
    fault: { kind: 'reshape', change: () => ({ events: 'many' }) },
  });

  const result = await happened(stage, {
    kind: 'customers',
    hint: { changed: [made.id] },
    timing: { eventGiveUpMs: 800 },
  });
  faults.clear();

  const eventId = `abc123-customer-${made.id}-created`;
  expect(result.unknownEvents).toEqual([eventId]);
  const connection = stage.client.workflow.getHandle(connectionId('abc123'));
  expect(await connection.query(statusQuery)).toMatchObject({
    unknownEvents: { count: 1, last: [eventId] },
  });
  expect(heardOf(`abc123-${made.id}`)).toEqual(['shop_customer_made']);
  expect(brevo.ledger.count(({ method, path }) => method === 'POST' && path === '/v3/events')).toBe(
    brevo.state.events.length + losses.length - 1,
  );
});

test('a customer with no usable address is remembered, and found by the next sync once corrected', async () => {
  const { shop, storeHash, brevo } = stage.sandbox;
  const long = '2024-01-01T00:00:00Z';
  const made = shop.addCustomer({ email: 'no address' });

  const result = await customers({ changed: [made.id] });

  expect(result.rejected).toMatchObject([{ reason: 'invalid e-mail', ids: [String(made.id)] }]);
  const remembered = await stage.client.workflow
    .getHandle(connectionId(storeHash))
    .query(rejectedQuery);
  expect(remembered.customers).toContain(String(made.id));
  // The date of change says nothing: only the id leads there.
  shop.editCustomer(made.id, { email: 'corrected@post.example', date_modified: long });
  await stage.sync({ store: storeHash, type: 'incremental' });
  expect(brevo.state.contactByEmail('corrected@post.example')).toBeDefined();
}, 120_000);

test('no history of live changes names a person', async () => {
  const { shop } = stage.sandbox;
  const made = shop.addCustomer();
  await customers({ changed: [made.id] });

  const kept: Kept[] = [];
  for await (const { workflowId, runId } of stage.client.workflow.list({
    query: 'WorkflowType = "recordChanges"',
  })) {
    const history = await stage.client.workflow.getHandle(workflowId, runId).fetchHistory();
    kept.push({ where: runId, text: textOf(history) });
  }

  expect(kept.length).toBeGreaterThan(10);
  expect(kept.some(({ text }) => text.includes(`abc123-customer-${made.id}-`))).toBe(true);
  expect(leaksIn(kept, personalData(shop))).toEqual([]);
});
