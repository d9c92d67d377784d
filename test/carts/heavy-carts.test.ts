// A cart whose history gets heavy goes on in a fresh one: what waits, what was sent and what was lost go with it.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { cartConverted, linkClicked } from '../../src/contracts/cart-recovery';
import { findDevServer } from '../../src/temporal/dev-server';
import { eventually } from '../stores/connected-shop';
import { openToldShop, there, type ToldCart, type ToldShop } from './told-shop';

/** A server of its own, which finds a history heavy after this many events (usually 4,096). */
const HEAVY = 10;

let server: TestWorkflowEnvironment;
let shop: ToldShop;

beforeAll(async () => {
  const executable = await findDevServer({ env: process.env, report: () => undefined });
  server = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: executable },
      extraArgs: [
        ...['--output', 'none'],
        '--dynamic-config-value',
        `limit.historyCount.suggestContinueAsNew=${HEAVY}`,
      ],
    },
  });
  shop = await openToldShop({ address: server.address });
}, 120_000);

afterAll(async () => {
  await shop.close();
  await server.teardown();
});

const steps = [{ delayMs: 200 }, { delayMs: 200, variant: 'friendly' }, { delayMs: 200 }];

const asked = (cart: ToldCart, deed: string) =>
  eventually(
    () => Promise.resolve(cart.asked),
    (all) => all.includes(deed),
    30_000,
  );

async function runsOf(workflowId: string) {
  const runs: string[] = [];
  for await (const { status } of shop.client.workflow.list({
    query: `WorkflowId = "${workflowId}"`,
  }))
    runs.push(status.name);
  return runs;
}

const counted = ({ asked: all }: ToldCart) => ({
  mails: all.filter((deed) => deed.startsWith('mail')),
  abandoned: all.filter((deed) => deed === 'abandoned').length,
  lookedFor: all.filter((deed) => deed === 'look for abandoned').length,
});

test('mails, an event and a mail whose answers were lost, and a wait survive fresh histories', async () => {
  const cart = shop.open(there('a', { steps }), [{ kind: 'lost' }, { kind: 'unknown' }]);
  cart.events.push({ kind: 'lost' });

  const handle = await shop.touch(cart.cartId);
  const result = await handle.result();

  expect(result).toMatchObject({ outcome: 'expired', abandonments: 1, unknownEvents: [] });
  expect(result.mails.map(({ step, state }) => [step, state])).toEqual([
    [0, 'unknown'],
    [1, 'sent'],
    [2, 'sent'],
  ]);
  expect(counted(cart)).toEqual({
    mails: ['mail 0', 'mail 0 after lost', 'mail 1', 'mail 2'],
    // Sent, not found, sent again.
    abandoned: 2,
    lookedFor: 1,
  });
  const runs = await runsOf(handle.workflowId);
  expect(runs.filter((name) => name === 'CONTINUED_AS_NEW').length).toBeGreaterThanOrEqual(3);
  expect(runs.filter((name) => name === 'COMPLETED')).toHaveLength(1);
}, 120_000);

test('a click and a purchase are counted for the mail that a history before has sent', async () => {
  const cart = shop.open(there('a', { steps: [...steps, { delayMs: 3_600_000 }] }));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'mail 2');

  await handle.signal(linkClicked, { episode: 1, step: 1 });
  await handle.signal(cartConverted, { orderId: 12 });
  const result = await handle.result();

  expect(result).toMatchObject({
    outcome: 'recovered',
    order: { orderId: 12 },
    led: { by: 'click', step: 1, variant: 'friendly' },
  });
  expect(result.mails).toHaveLength(3);
  expect(cart.asked.filter((deed) => deed === 'leave')).toHaveLength(1);
  expect(cart.asked.filter((deed) => deed === 'recovered')).toHaveLength(1);
}, 120_000);

test('a shopper who stays is waited for across fresh histories, one wait at a time', async () => {
  const cart = shop.open(there('a'));
  cart.isBusy = true;
  const handle = await shop.touch(cart.cartId);
  for (const content of ['b', 'c', 'd', 'e']) {
    const before = cart.asked.filter((deed) => deed === 'follow').length;
    cart.found = there(content);
    await shop.touch(cart.cartId);
    await eventually(
      () => Promise.resolve(cart.asked.filter((deed) => deed === 'follow').length),
      (follows) => follows > before,
      30_000,
    );
  }
  cart.isBusy = false;

  const result = await handle.result();

  expect(result).toMatchObject({ outcome: 'expired', abandonments: 1, mails: [] });
  expect(counted(cart)).toEqual({ mails: [], abandoned: 1, lookedFor: 0 });
  expect(await runsOf(handle.workflowId)).toContain('CONTINUED_AS_NEW');
}, 120_000);
