// Nobody is written to or listed without consent, and nobody who has bought, whatever got lost on the way.
import type { ConnectedShop } from '../stores/connected-shop';
import {
  eventNames,
  fillConsentedCart,
  isListed,
  mailsTo,
  openCartShop,
  untilMails,
  untilPhase,
  untilQuiet,
} from './left-carts';

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop();
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const untilStopped = async (cartId: string) => (await untilQuiet(shop, cartId))?.stopped;

test('without consent the cart is told of, and nobody is mailed or listed', async () => {
  const { id, email } = shop.sandbox.shop.addCustomer({
    accepts_product_review_abandoned_cart_emails: false,
  });
  const cart = shop.sandbox.shop.fillCart({ customer_id: id, email });

  expect(await untilStopped(cart.id)).toBe('no consent');

  expect(eventNames(shop, cart.id)).toContain('cart_abandoned');
  expect(mailsTo(shop, email)).toEqual([]);
  expect(isListed(shop, email)).toBe(false);
}, 60_000);

test('a newsletter alone is no consent for carts', async () => {
  const { email } = shop.sandbox.shop.addSubscriber();
  const cart = shop.sandbox.shop.fillCart({ email });

  expect(await untilStopped(cart.id)).toBe('no consent');

  expect(mailsTo(shop, email)).toEqual([]);
  expect(isListed(shop, email)).toBe(false);
}, 60_000);

test.each([
  [
    'unsubscribes in Brevo',
    (email: string) => {
      shop.sandbox.brevo.state.blocklist(email);
    },
  ],
  [
    'is blocked by Brevo',
    (email: string) => {
      shop.sandbox.brevo.state.block(email);
    },
  ],
])(
  'who %s between two mails gets no second one',
  async (_what, leave) => {
    const cart = fillConsentedCart(shop);
    await untilMails(shop, cart.email, 1);

    leave(cart.email);
    const before = mailsTo(shop, cart.email).length;

    expect(await untilStopped(cart.id)).toBe('blocked');
    expect(mailsTo(shop, cart.email).length - before).toBeLessThanOrEqual(1);
  },
  60_000,
);

test('a purchase of which no webhook told is found by the last look', async () => {
  const cart = fillConsentedCart(shop);
  await untilMails(shop, cart.email, 1);
  shop.sandbox.bigcommerce.webhooks.disturb({ drop: 1 });

  const order = shop.sandbox.shop.buyCart(cart.id);
  const before = mailsTo(shop, cart.email).length;
  const view = await untilPhase(shop, cart.id, 'recovered');
  shop.sandbox.bigcommerce.webhooks.disturb({});

  expect(view).toMatchObject({ order: { orderId: order.id } });
  expect(mailsTo(shop, cart.email).length - before).toBeLessThanOrEqual(1);
}, 60_000);

test('an order under the address, made elsewhere, ends the mails too', async () => {
  const cart = fillConsentedCart(shop);
  await untilMails(shop, cart.email, 1);

  const order = shop.sandbox.shop.addOrder({ customer_id: cart.customer_id });
  const view = await untilPhase(shop, cart.id, 'recovered');

  expect(view).toMatchObject({ order: { orderId: order.id } });
}, 60_000);

test('a mail whose answer was lost is sent once', async () => {
  const cart = fillConsentedCart(shop);
  shop.sandbox.faults.add({ api: 'brevo', path: /\/smtp\/email$/, fault: { kind: 'lost' } });

  await untilMails(shop, cart.email, 1);

  expect(mailsTo(shop, cart.email).filter(({ templateId }) => templateId === 101)).toHaveLength(1);
}, 60_000);
