// A cart's whole story, from the shop's hooks to the shopper's mails and back through the link.
import { containing, type ConnectedShop } from '../stores/connected-shop';
import {
  eventNames,
  eventsOf,
  fillConsentedCart,
  isListed,
  mailsTo,
  openCartShop,
  until,
  untilMails,
  untilPhase,
} from './left-carts';

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop();
}, 60_000);

afterAll(async () => {
  await shop.close();
});

test('a cart that was left is told of, listed and mailed three times', async () => {
  const cart = fillConsentedCart(shop);

  const mails = await untilMails(shop, cart.email, 3);
  await untilPhase(shop, cart.id, 'abandoned');

  expect(mails.map(({ templateId }) => templateId)).toEqual([101, 102, 103]);
  expect(mails[0]).toMatchObject({ subject: 'Forgot something?', delivered: true });
  expect(mails[1]?.params).toMatchObject({ discount_code: 'BACK10', discount_percent: 10 });
  expect(eventNames(shop, cart.id)).toEqual(['cart_created', 'cart_updated', 'cart_abandoned']);
  expect(eventsOf(shop, cart.id)[2]?.properties).toMatchObject({
    items_count: cart.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    recovery_url: containing(`${shop.apiUrl}/r/`),
  });
  expect(isListed(shop, cart.email)).toBe(true);
}, 60_000);

test('the link of a mail leads into the checkout with everything, as often as one likes', async () => {
  const cart = fillConsentedCart(shop);
  const [mail] = await untilMails(shop, cart.email, 1);
  const link = String(mail?.params.recovery_url);

  for (const method of ['GET', 'HEAD', 'GET']) {
    const answer = await fetch(link, { method, redirect: 'manual' });
    expect(answer.status).toBe(302);
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.pathname).toBe('/checkout/');
    expect(target.searchParams.get('products')?.split(',')).toHaveLength(cart.lines.length);
  }
  expect(link).not.toContain(cart.email);
}, 60_000);

test('who buys gets no further mail, and the purchase is counted as recovered', async () => {
  const cart = fillConsentedCart(shop);
  await untilMails(shop, cart.email, 1);

  const order = shop.sandbox.shop.buyCart(cart.id);
  const view = await untilPhase(shop, cart.id, 'recovered');

  expect(view).toMatchObject({ order: { orderId: order.id, amount: order.total_inc_tax } });
  const names = await until(
    () => eventNames(shop, cart.id),
    (seen) => seen.includes('cart_recovered'),
  );
  expect(names.at(-1)).toBe('cart_recovered');
  expect(eventsOf(shop, cart.id).at(-1)?.properties).toMatchObject({
    order_id: `${shop.sandbox.storeHash}-${order.id}`,
    order_number: order.id,
    amount: Number(order.total_inc_tax),
    currency: 'USD',
    led_by: 'mail',
    led_step: mailsTo(shop, cart.email).length,
  });
  expect(isListed(shop, cart.email)).toBe(false);
}, 60_000);
