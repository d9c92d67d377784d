// Live changes whose history gets heavy go on in a fresh one: no id is lost on the way.
import { changesId } from '../../src/contracts/record-changes';
import type { DevServer } from '../../src/temporal/dev-server';
import { startHeavyServer } from '../support/heavy-server';
import { openStage, type Stage } from '../support/stage';
import { say, wrong } from './changes';

/** A server of its own, which finds a history heavy after this many events (usually 4,096). */
const HEAVY = 20;

let server: DevServer;
let stage: Stage;

beforeAll(async () => {
  server = await startHeavyServer({ heavy: HEAVY });
  stage = await openStage({
    address: server.address,
    sandbox: { customers: 600, orders: 20, products: 10 },
  });
  await stage.sync();
}, 120_000);

afterAll(async () => {
  await stage.close();
  await server.stop();
});

test('three batches, signals in between and the news of all of them survive fresh histories', async () => {
  const { shop, storeHash, brevo } = stage.sandbox;
  const ids = [...shop.customers.keys()];
  const edited = ids.filter((_id, at) => at % 30 === 0);
  for (const id of edited) shop.editCustomer(id, { company: 'Heavy Ltd' });
  const made = shop.addCustomer();
  const order = shop.addOrder({ customer_id: made.id });

  const timing = { windowMs: 200 };
  await say(stage, { kind: 'customers', hint: { changed: ids }, timing });
  for (const hint of [{ changed: [made.id] }, { orders: [order.id] }, { changed: [made.id] }])
    await say(stage, { kind: 'customers', hint, timing });
  await stage.client.workflow.getHandle(changesId(storeHash, 'customers')).result();

  const runs: string[] = [];
  for await (const { status } of stage.client.workflow.list({
    query: `WorkflowId = "${changesId(storeHash, 'customers')}"`,
  }))
    runs.push(status.name);
  expect(runs.filter((name) => name === 'CONTINUED_AS_NEW').length).toBeGreaterThanOrEqual(2);
  expect(runs.filter((name) => name === 'COMPLETED')).toHaveLength(1);
  // As the connection is not known, nobody is announced as new: one change each.
  expect(brevo.state.events).toHaveLength(edited.length + 1);
  expect(new Set(brevo.state.events.map(({ contactId }) => contactId)).size).toBe(
    edited.length + 1,
  );
  expect(wrong(stage.sandbox)).toEqual([]);
}, 120_000);
