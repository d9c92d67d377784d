// A mail that has to wait for Brevo's rate: what happens in that wait counts, because the look is made again.
import { lookAndMail } from '../../src/activities/cart/look-and-mail';
import type { World } from '../../src/activities/world';
import { createBrevo } from '../../src/brevo/account-client';
import { createGate } from '../../src/http/gate';
import type { Sandbox } from '../../src/sandbox/start';
import { openGates } from '../brevo/stub-account';
import { mailsTo } from './left-carts';
import { aWorker, leftCarts, openCartSandbox } from './looking-carts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await openCartSandbox();
  const { requests } = await leftCarts(sandbox, aWorker(sandbox), 1);
  // The note is made by the first look of all, and can then be written.
  for (const request of requests) await lookAndMail(aWorker(sandbox), request);
}, 60_000);

afterAll(async () => {
  await sandbox.close();
});

/** A worker whose bucket of mails is empty for seven seconds; `meanwhile` happens in them. */
async function aWorkerThatWaits(meanwhile: () => void): Promise<World> {
  let waitedMs = 0;
  const clock = { now: () => Date.now() + waitedMs };
  const mail = createGate({
    api: 'brevo',
    windowMs: 1_000,
    reserve: 0,
    maxWaitMs: 10_000,
    clock,
    wait: (ms) => {
      meanwhile();
      waitedMs += ms;
      return Promise.resolve();
    },
  });
  const ticket = await mail.pass({ operation: 'send mail' });
  ticket.settle({ kind: 'answer', reading: { left: 0, resetMs: 7_000 } });
  const world = aWorker(sandbox, { now: clock.now });
  const { brevoUrl: baseUrl, brevoApiKey: apiKey } = sandbox;
  const brevo = createBrevo({ baseUrl, apiKey, gates: { ...openGates(), mail }, clock });
  return { ...world, open: (settings, account) => ({ ...world.open(settings, account), brevo }) };
}

async function aLeftCart() {
  const { email, requests } = await leftCarts(sandbox, aWorker(sandbox), 1);
  const [request] = requests;
  if (request === undefined) throw new Error('A cart was left.');
  return { email, request };
}

test('who buys while the mail waits is not mailed', async () => {
  const { email, request } = await aLeftCart();
  const world = await aWorkerThatWaits(() => sandbox.shop.buyCart(request.cartId));

  const outcome = await lookAndMail(world, request);

  expect(outcome).toMatchObject({ kind: 'bought' });
  expect(mailsTo({ sandbox }, email)).toEqual([]);
});

test('who does nothing meanwhile is looked at again, and then mailed once', async () => {
  const { email, request } = await aLeftCart();
  const world = await aWorkerThatWaits(() => undefined);
  const reads = () =>
    sandbox.bigcommerce.ledger.count(({ path }) => path.includes(`/v3/carts/${request.cartId}`));
  const before = reads();

  const outcome = await lookAndMail(world, request);

  expect(outcome).toEqual({ kind: 'sent' });
  expect(reads() - before).toBe(2);
  expect(mailsTo({ sandbox }, email)).toHaveLength(1);
});
