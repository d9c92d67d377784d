// A bad record never stops a sync: it is counted by reason, and its id is shown. An answer of an unknown shape does.
import type { FullSyncResult } from '../../src/contracts/sync-progress';
import type { ReasonGroup } from '../../src/contracts/tally';
import type { ShopOrder } from '../../src/sandbox/shop/order-records';
import type { Patch } from '../../src/sandbox/shop/shop-state';
import type { FaultRule } from '../../src/sandbox/faults';
import { openStage, type Stage } from '../support/stage';
import { verdictOf } from './verdict';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ sandbox: { customers: 30, orders: 30, products: 8 } });
});
afterAll(async () => {
  await stage.close();
});

type Kind = 'rejected' | 'dropped' | 'skipped';

function groupsOf(result: FullSyncResult, phase: string, kind: Kind): readonly ReasonGroup[] {
  return result.phases.find((line) => line.phase === phase)?.tally[kind] ?? [];
}

test('broken customers and orders are counted by reason with their first ids, the rest arrives', async () => {
  const { shop, brevo } = stage.sandbox;
  for (const customer of shop.customers.values())
    if (customer.phone !== '') shop.editCustomer(customer.id, { phone: '', addresses: [] });
  const edit = (id: number, patch: Patch<ShopOrder>): void => {
    // Not modified just now: such an order is written again for a while.
    const { date_modified } = shop.orders.get(id) ?? shop.addOrder();
    shop.editOrder(id, { date_modified, ...patch });
  };
  for (const { id } of shop.orders.values()) edit(id, { status_id: 11 });
  shop.editCustomer(1, { email: '' });
  shop.editCustomer(2, { email: 'not-an-address' });
  shop.editCustomer(3, { first_name: 'x'.repeat(256) });
  shop.editCustomer(4, { phone: '12345' });
  shop.editCustomer(5, { phone: '+49 151 20406080' });
  shop.editCustomer(6, { phone: '0049 (151) 204 060 80' });
  shop.editCustomer(7, { date_created: 'soon' });
  const euros = { default_currency_code: 'EUR' };
  edit(101, { ...euros, store_default_to_transactional_exchange_rate: '' });
  edit(102, { ...euros, store_default_to_transactional_exchange_rate: '0' });
  edit(103, { date_created: 'Wed, 30 Nov -0001 00:00:00 +0000' });
  edit(104, { total_inc_tax: '1e999' });
  edit(105, { total_inc_tax: '-5.0000' });
  const [billing] = [...shop.orders.values()].map((order) => order.billing_address);
  if (billing === undefined) throw new Error('The shop has no orders.');
  const guest = { customer_id: 0, default_currency_code: 'USD' };
  edit(106, { ...guest, billing_address: { ...billing, email: '' } });
  edit(107, { ...guest, billing_address: { ...billing, email: 'n/a' } });
  edit(108, { status_id: 0 });

  const result = await stage.sync();

  const customers = result.phases.find(({ phase }) => phase === 'customers')?.tally;
  expect(groupsOf(result, 'customers', 'rejected')).toEqual([
    { reason: 'no e-mail', count: 1, ids: ['1'] },
    { reason: 'invalid e-mail', count: 1, ids: ['2'] },
  ]);
  expect(groupsOf(result, 'customers', 'dropped')).toEqual([
    { reason: 'too long', count: 1, ids: ['3'] },
    { reason: 'invalid phone', count: 1, ids: ['4'] },
    { reason: 'phone used by another contact', count: 1, ids: ['6'] },
    { reason: 'broken date', count: 1, ids: ['7'] },
  ]);
  expect(customers).toMatchObject({ read: 30, written: 28, unchanged: 0 });
  expect(groupsOf(result, 'orders', 'rejected')).toEqual(
    expect.arrayContaining([
      { reason: 'no exchange rate', count: 2, ids: ['order:101', 'order:102'] },
      { reason: 'broken date', count: 1, ids: ['order:103'] },
      { reason: 'absurd amount', count: 2, ids: ['order:104', 'order:105'] },
      { reason: 'no e-mail', count: 1, ids: ['order:106'] },
      { reason: 'invalid e-mail', count: 1, ids: ['order:107'] },
    ]),
  );
  expect(groupsOf(result, 'orders', 'skipped')).toEqual([
    { reason: 'never placed (status Incomplete)', count: 1, ids: ['order:108'] },
  ]);
  expect(brevo.state.orders.size).toBe(30 - 8);
  expect(JSON.stringify(result)).not.toMatch(/@/);
});

test('a second sync over the same broken records counts them again and writes nothing', async () => {
  const writes = stage.sandbox.brevo.writes().length;

  const result = await stage.sync();

  expect(stage.sandbox.brevo.writes()).toHaveLength(writes);
  expect(groupsOf(result, 'customers', 'rejected')).toHaveLength(2);
  expect(groupsOf(result, 'orders', 'rejected')).not.toHaveLength(0);
});

type Change = (body: unknown) => unknown;

/** Changes the first record of a V2 list, which is bare, or of a V3 one. */
const firstRecord =
  (patch: object): Change =>
  (body) => {
    if (Array.isArray(body)) {
      const list: readonly unknown[] = body;
      return [patched(list[0], patch), ...list.slice(1)];
    }
    return patched(body, { data: firstRecord(patch)(dataOf(body)) });
  };

const patched = (record: unknown, patch: object): object =>
  typeof record === 'object' ? { ...record, ...patch } : patch;

const dataOf = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'data' in body ? body.data : [];

interface Surprise {
  readonly name: string;
  readonly rule: Omit<FaultRule, 'fault'>;
  readonly change: Change;
  readonly place: string;
}

const surprises: readonly Surprise[] = [
  {
    name: 'customers whose e-mail is a number',
    rule: { api: 'bigcommerce', path: /v3\/customers\?.*limit=250/ },
    change: firstRecord({ email: 4711 }),
    place: 'data[0].email: expected string',
  },
  {
    name: 'orders without their money',
    rule: { api: 'bigcommerce', path: /v2\/orders\?.*limit=250/ },
    change: firstRecord({ total_inc_tax: null }),
    place: '[0].total_inc_tax: expected string',
  },
  {
    name: 'products that are no list',
    rule: { api: 'bigcommerce', path: /catalog\/products\?.*limit=250/ },
    change: () => ({ data: { secret: 'jane@example.com' } }),
    place: 'data: expected array',
  },
  {
    name: 'contacts without their lists',
    rule: { api: 'brevo', method: 'GET', path: /\/contacts\?/ },
    change: () => ({ contacts: [{ id: 1, attributes: {} }], count: 1 }),
    place: 'contacts[0].emailBlacklisted: expected boolean',
  },
];

test('an import that Brevo gives up fails the sync with its number', async () => {
  const { shop, faults } = stage.sandbox;
  for (let at = 0; at < 4; at += 1) shop.addCustomer({ phone: '', addresses: [] });
  const change: Change = (body) => patched(body, { status: 'failed' });
  faults.add({ api: 'brevo', path: /\/processes\/\d/, fault: { kind: 'reshape', change } });

  const verdict = await verdictOf(await stage.start());

  expect(verdict).toMatchObject({ type: 'Rejected', failedTasks: 0 });
  expect(verdict.message).toMatch(/Brevo ended import \d+ as failed.*start the sync again/);
});

test.each(surprises)('$name stop the sync, and the place is named, not the value', async (one) => {
  stage.sandbox.faults.add({ ...one.rule, fault: { kind: 'reshape', change: one.change } });

  const verdict = await verdictOf(await stage.start());

  expect(verdict).toMatchObject({ type: 'UnexpectedShape', failedTasks: 0, retries: 0 });
  expect(verdict.message).toContain(`at ${one.place}`);
  expect(verdict.message).not.toMatch(/4711|jane|@/);
});
