// Webhooks about carts: each is for its cart's own workflow, and one signal says what a batch says.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupOf, targetOf } from '../../src/api/dispatcher/target';
import { openInbox, type Delivery } from '../../src/api/inbox/inbox';
import { readHint } from '../../src/contracts/webhooks';

const ID = '09346904-4175-44fd-be53-f7e598531b6c';
const OTHER = '3cae6525-d0e8-4252-afec-0890fbb710c5';

const about = (what: string, more: Partial<Delivery> = {}): Delivery => ({
  store: 'abc123',
  scope: `store/cart/${what}`,
  id: ID,
  ...more,
});

test.each([
  ['updated', { type: 'cart', id: ID.toUpperCase() }, { id: ID }],
  ['converted', { type: 'cart', id: ID, orderId: 250 }, { id: ID, orderId: 250 }],
  ['lineItem/updated', { type: 'cart_line_item', id: OTHER, cartId: ID }, { id: ID }],
])('%s names its cart', (what, data, hint) => {
  expect(readHint(`store/cart/${what}`, data)).toEqual({
    ok: true,
    hint: { scope: `store/cart/${what}`, ...hint },
  });
});

test.each([{}, { id: 7 }, { id: 'a-b-c' }, { id: `${ID}/../x` }, null])(
  'a cart without an id of its kind is not followed: %j',
  (data) => {
    expect(readHint('store/cart/updated', data)).toEqual({ ok: false, reason: 'no id' });
  },
);

test('a cart has a workflow of its own', () => {
  expect(groupOf(about('updated'))).toBe(`cart/abc123/${ID}`);
  expect(targetOf([about('updated')])).toEqual({
    workflowId: `cart/abc123/${ID}`,
    workflowType: 'cartRecovery',
    taskQueue: 'bigcommerce-brevo',
    input: { storeHash: 'abc123', cartId: ID },
    signalName: 'cartTouched',
  });
});

test('of several deliveries the one that says most speaks', () => {
  const signalOf = (...batch: readonly [Delivery, ...Delivery[]]) => {
    const { signalName, signalInput } = targetOf(batch);
    return [signalName, signalInput];
  };

  expect(signalOf(about('updated'), about('abandoned'))).toEqual(['cartAbandoned', undefined]);
  expect(
    signalOf(about('converted', { orderId: 250 }), about('deleted'), about('abandoned')),
  ).toEqual(['cartConverted', { orderId: 250 }]);
  // The order is looked for by the cart's id.
  expect(signalOf(about('converted'))).toEqual(['cartTouched', undefined]);
});

test('the inbox gives back a cart and its order as they came', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-carts-'));
  const inbox = openInbox({ folder, groupOf });
  const delivery = about('converted', { orderId: 250, deliveryId: 'one' });

  await inbox.append(delivery);
  const batch = await inbox.nextBatch(groupOf(delivery));
  await inbox.close();
  await rm(folder, { recursive: true });

  expect(batch?.entries).toMatchObject([delivery]);
});
