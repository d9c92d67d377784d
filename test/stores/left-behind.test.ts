// What is followed for a store when it is disconnected: open orders and carts end by themselves, and nobody is written to.
import { cartWorkflowId, type CartResult } from '../../src/contracts/cart-recovery';
import { orderFlowId, type OrderResult } from '../../src/contracts/order-flow';
import { leavingId, type LeavingReport } from '../../src/contracts/store-leaving';
import { fillConsentedCart, QUICK_SKILL, untilQuiet } from '../carts/left-carts';
import { openOrderShop, type OrderShop } from '../orders/order-shop';
import { until } from '../support/moments';
import { containing } from './connected-shop';

type Leaving = () => Promise<LeavingReport>;
type OrderFlow = () => Promise<OrderResult>;
type CartRecovery = () => Promise<CartResult>;

let shop: OrderShop;

/** Its first mail would leave after an hour. */
const PATIENT_SKILL = {
  ...QUICK_SKILL,
  sequence: [{ delay: '1h', template_id: 101, subject: 'Forgot something?' }],
};

const SETTINGS = {
  lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 },
  skills: { 'abandoned-cart': PATIENT_SKILL },
};

beforeAll(async () => {
  shop = await openOrderShop(8, { settings: SETTINGS });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const announced = (orderId: number): Promise<void> =>
  until(`order ${orderId} is announced`, () => shop.heard(orderId).length === 2);

const isOpen = async (workflowId: string): Promise<boolean> => {
  try {
    const { status } = await shop.client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch {
    return false;
  }
};

test('orders and carts of a store that is disconnected end, each saying so, and a new connection begins anew', async () => {
  const { client, sandbox, tajo } = shop;
  const { storeHash, shop: toy, brevo, faults } = sandbox;
  const orders = [toy.addOrder().id, toy.addOrder().id];
  await Promise.all(orders.map(announced));
  // One waits for Brevo, which is away.
  faults.add({
    api: 'brevo',
    method: 'POST',
    path: /\/orders\/status$/,
    times: 1_000,
    fault: { kind: 'status', status: 503 },
  });
  const waiting = toy.addOrder().id;
  await until('the order waits', () => isOpen(orderFlowId(storeHash, waiting)));
  const left = [fillConsentedCart(shop).id, fillConsentedCart(shop).id];
  for (const id of left)
    expect(await untilQuiet(shop, id)).toMatchObject({ phase: 'abandoned', mails: [] });
  const flows = [...orders, waiting].map((id) => orderFlowId(storeHash, id));
  const carts = left.map((id) => cartWorkflowId(storeHash, id));

  const report = await tajo.connectors.disconnect('bigcommerce', { store: storeHash });
  const told = await client.workflow.getHandle<Leaving>(leavingId(storeHash)).result();
  faults.clear();

  expect(report.removed).toContainEqual(containing('being left (leaving/abc123)'));
  expect(told.orders).toBeGreaterThanOrEqual(orders.length);
  expect(told.carts).toBe(carts.length);
  for (const id of flows) {
    const result = await client.workflow.getHandle<OrderFlow>(id).result();
    expect(result.outcome).toBe('store not connected');
  }
  for (const id of carts) {
    const result = await client.workflow.getHandle<CartRecovery>(id).result();
    expect(result).toMatchObject({ outcome: 'store not connected', mails: [] });
  }
  expect(brevo.state.mails).toEqual([]);

  await shop.connect({ settings: SETTINGS });
  const fresh = toy.addOrder().id;
  await announced(fresh);

  expect(await isOpen(orderFlowId(storeHash, fresh))).toBe(true);
  expect(await isOpen(leavingId(storeHash))).toBe(false);
  for (const id of orders) expect(shop.heard(id)).toEqual(['order_placed', 'order_completed']);
}, 120_000);
