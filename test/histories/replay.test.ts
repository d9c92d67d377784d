// Histories recorded with `npm run histories` are replayed against today's workflows: a change of commands shows here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { personalData } from '../../src/sandbox/shop/personal-data';
import { createShop } from '../../src/sandbox/shop/shop';
import { WORKFLOW_BUNDLE } from '../support/stage';

const files = readdirSync(__dirname).filter((name) => name.endsWith('.json'));
const workflowBundle = { codePath: WORKFLOW_BUNDLE };
const read = (name: string) => readFileSync(join(__dirname, name), 'utf8');

test('there is a history of a connected store, its hooks, its live changes, an order, carts, and of every way a sync can go', () => {
  const ways = ['approved', 'broken', 'good', 'paused'];
  expect(files).toEqual([
    ...['bought', 'expired', 'recovered'].map((end) => `cart-recovery-${end}.json`),
    ...[...ways, 'refused'].map((way) => `full-sync-${way}.json`),
    'hook-keeper-repaired.json',
    'mail-turn-held.json',
    'order-flow-refunded.json',
    'record-changes-customers.json',
    'record-changes-products.json',
    'store-connection-connected.json',
    ...ways.map((way) => `store-sync-${way}.json`),
  ]);
});

test.each(files)('%s is replayed by the workflows of today', async (name) => {
  const replay = Worker.runReplayHistory({ workflowBundle }, JSON.parse(read(name)), name);

  await expect(replay).resolves.toBeUndefined();
});

test('a history whose commands differ is refused', async () => {
  const changed = read('full-sync-good.json').replaceAll('"planSync"', '"planAnother"');

  const replay = Worker.runReplayHistory({ workflowBundle }, JSON.parse(changed), 'changed');

  await expect(replay).rejects.toThrow(DeterminismViolationError);
});

test.each(files)('%s holds no person of the toy shop', (name) => {
  const people = personalData(
    createShop({ seed: 1, customers: 60, orders: 120, products: 20, now: () => Date.UTC(2026, 10, 25) }),
  );
  const payloads = [...read(name).matchAll(/"data": "([^"]*)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );
  const text = `${read(name)}\n${payloads.join('\n')}`;

  expect(payloads.length).toBeGreaterThan(0);
  expect(people.filter((found) => text.includes(found))).toEqual([]);
});
