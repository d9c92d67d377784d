// An order's life from checkout to refund: Brevo hears of each step once, in order, and its flow tells the story.
import { orderFlowId } from '../../src/contracts/order-flow';
import { personalData } from '../../src/sandbox/shop/personal-data';
import { leaksIn, textOf, type Kept } from '../support/leak-scan';
import {
  aCustomer,
  atCheckout,
  doubled,
  openOrderShop,
  STATUS,
  type OrderShop,
} from './order-shop';

let shop: OrderShop;

beforeAll(async () => {
  shop = await openOrderShop(1);
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const propertiesOf = (orderId: number, name: string) =>
  shop.sandbox.brevo.state.events.find(
    (event) => event.name === name && event.properties.order_number === orderId,
  )?.properties;

/** For expectations, which Jest types as `any`. */
const matching = (text: RegExp): unknown => expect.stringMatching(text);

/** What Temporal's UI shows of a flow: above it, and in its details, which the server asks the workflow for. */
async function shownOf(orderId: number) {
  const handle = shop.client.workflow.getHandle(orderFlowId('abc123', orderId));
  const { staticSummary } = await handle.describe();
  const { currentDetails } = await handle.query<{ readonly currentDetails: string }>(
    '__temporal_workflow_metadata',
  );
  const [standing, , ...lines] = currentDetails.split('\n');
  const story = lines.map((line) => line.replace(/^- \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: /, ''));
  return { above: await staticSummary(), standing, story };
}

test('an order is announced when it is placed, and at each step that follows', async () => {
  const customer = await aCustomer(shop);
  const { id } = atCheckout(shop, { customer_id: customer });
  await shop.reaching(id, 'incomplete');
  const { shop: toy } = shop.sandbox;

  expect(shop.heard(id)).toEqual([]);
  toy.editOrder(id, { status_id: STATUS.paid });
  await shop.hearing(id, 2);
  toy.editOrder(id, { status_id: STATUS.shipped });
  await shop.hearing(id, 3);
  toy.editOrder(id, { status_id: STATUS.completed });
  await shop.hearing(id, 4);
  toy.refundOrder(id);
  const story = await shop.reaching(id, 'refunded');

  expect(shop.heard(id)).toEqual([
    'order_placed',
    'order_completed',
    'order_status_changed awaiting_fulfillment > shipped',
    'order_status_changed shipped > completed',
    'order_status_changed completed > refunded',
  ]);
  expect(shop.inBrevo(id)).toMatchObject({
    status: 'refunded',
    identifiers: { ext_id: `abc123-${customer}` },
  });
  expect(doubled(shop)).toEqual([]);
  expect(story).toMatchObject({ eventsSent: 5, unknownEvents: [], refusedEvents: [] });
  expect(await shownOf(id)).toEqual({
    above: `Order ${id} of store abc123`,
    standing: matching(
      /^\*\*refunded\*\* · 5 announced to Brevo · followed until \d{4}-\d{2}-\d{2}$/,
    ),
    story: [
      'first seen: incomplete',
      'placed: awaiting fulfillment (paid)',
      'to announce: order placed; bought (order_completed)',
      'announced to Brevo: order placed',
      'announced to Brevo: bought (order_completed)',
      'awaiting fulfillment (paid) → shipped',
      'to announce: status changed: awaiting fulfillment (paid) → shipped',
      'announced to Brevo: status changed: awaiting fulfillment (paid) → shipped',
      'shipped → completed',
      'to announce: status changed: shipped → completed',
      'announced to Brevo: status changed: shipped → completed',
      'completed → refunded, a refund',
      'to announce: status changed: completed → refunded',
      'announced to Brevo: status changed: completed → refunded',
    ],
  });
}, 60_000);

test('an event says what automations ask for, and nothing of the person', async () => {
  const customer = await aCustomer(shop);
  const first = shop.sandbox.shop.addOrder({ customer_id: customer });
  await shop.hearing(first.id, 2);
  const second = shop.sandbox.shop.addOrder({ customer_id: customer });
  await shop.hearing(second.id, 2);

  const placed = propertiesOf(first.id, 'order_placed');
  const items = first.lines.reduce((sum, { quantity }) => sum + quantity, 0);

  expect(placed).toMatchObject({
    order_id: `abc123-${first.id}`,
    order_total: Number(first.total_inc_tax),
    currency: 'USD',
    items_count: items,
    is_first_order: true,
    status: 'awaiting_fulfillment',
    payment_method: first.payment_method,
  });
  expect(placed?.items).toHaveLength(first.lines.length);
  expect(propertiesOf(second.id, 'order_placed')).toMatchObject({ is_first_order: false });
  expect(propertiesOf(first.id, 'order_completed')).toMatchObject({
    id: `abc123-${first.id}`,
    total: Number(first.total_inc_tax),
  });
  const { email } = shop.sandbox.shop.customers.get(customer) ?? { email: '?' };
  expect(JSON.stringify(shop.sandbox.brevo.state.events)).not.toContain(email);
}, 60_000);

test('a guest becomes a contact before Brevo hears of the order', async () => {
  const { id, billing_address } = shop.sandbox.shop.addOrder({ is_email_opt_in: true });
  await shop.hearing(id, 2);

  const { state } = shop.sandbox.brevo;
  const contact = state.contactByEmail(billing_address.email);
  const subjects = state.events
    .filter(({ properties }) => properties.order_number === id)
    .map(({ contactId }) => contactId);

  expect(contact).toBeDefined();
  expect(subjects).toEqual([contact?.id, contact?.id]);
  expect(shop.inBrevo(id)).toMatchObject({
    identifiers: { email_id: billing_address.email.toLowerCase() },
  });
}, 60_000);

test('a changed order is news; a note of the staff is none', async () => {
  const customer = await aCustomer(shop);
  const { shop: toy } = shop.sandbox;
  const { id, lines } = toy.addOrder({ customer_id: customer });
  await shop.hearing(id, 2);

  toy.editOrder(id, { customer_message: 'Please ring twice' });
  toy.editOrder(id, { lines: lines.map((line) => ({ ...line, quantity: line.quantity + 1 })) });
  await shop.hearing(id, 3);
  toy.archiveOrder(id);
  await shop.archived(id);

  expect(shop.heard(id)).toEqual(['order_placed', 'order_completed', 'order_updated']);
  expect(shop.inBrevo(id)).toMatchObject({ status: 'archived' });
}, 60_000);

test('a shipment that the status does not show any more is announced by its evidence', async () => {
  const customer = await aCustomer(shop);
  const { shop: toy, bigcommerce } = shop.sandbox;
  const { id } = toy.addOrder({ customer_id: customer });
  await shop.hearing(id, 2);

  bigcommerce.webhooks.pause();
  toy.editOrder(id, { status_id: STATUS.shipped });
  toy.refundOrder(id);
  bigcommerce.webhooks.resume({ shuffled: true });
  await shop.reaching(id, 'refunded');

  expect(shop.heard(id).slice(2)).toEqual([
    'order_status_changed awaiting_fulfillment > shipped',
    'order_status_changed shipped > refunded',
  ]);
}, 60_000);

test('a checkout that fails is told to nobody', async () => {
  const { id } = atCheckout(shop);
  await shop.reaching(id, 'incomplete');

  expect(shop.heard(id)).toEqual([]);
  expect(shop.inBrevo(id)).toBeUndefined();
});

test('neither a history nor a line of the log has anything of the people who ordered', async () => {
  const { client, sandbox, logged } = shop;
  const kept: Kept[] = [{ where: 'the log', text: logged.join('\n') }];
  for (const { id } of sandbox.shop.orders.values()) {
    const handle = client.workflow.getHandle(orderFlowId(sandbox.storeHash, id));
    const history = await handle.fetchHistory().catch(() => undefined);
    if (history !== undefined) kept.push({ where: `order ${id}`, text: textOf(history) });
  }

  expect(kept.length).toBeGreaterThan(5);
  expect(kept.some(({ text }) => text.includes('awaiting fulfillment'))).toBe(true);
  expect(leaksIn(kept, personalData(sandbox.shop))).toEqual([]);
});
