// A shop whose merchant has decided `consent: all`: it speaks for those who were never asked, and for nobody else.
import type { ConnectedShop } from '../stores/connected-shop';
import { isListed, mailsTo, openCartShop, untilMails, untilQuiet } from './left-carts';

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop({ side: 5, settings: { consent: 'all' } });
}, 60_000);

afterAll(async () => {
  shop.sandbox.faults.clear();
  await shop.close();
});

const fill = (email: string, customerId = 0) =>
  shop.sandbox.shop.fillCart({ email, customer_id: customerId });

test('a guest whom nobody has asked is mailed and listed', async () => {
  const cart = fill('never.asked@example.com');

  const mails = await untilMails(shop, cart.email, 3);

  expect(mails.map(({ templateId }) => templateId)).toEqual([101, 102, 103]);
  expect(isListed(shop, cart.email)).toBe(true);
}, 60_000);

test.each([
  [
    'has said no to such mails as a customer',
    () => {
      const { id, email } = shop.sandbox.shop.addCustomer({
        accepts_product_review_abandoned_cart_emails: false,
      });
      return fill(email, id);
    },
  ],
  [
    'has subscribed to the newsletter and not to mails about carts',
    () => fill(shop.sandbox.shop.addSubscriber().email),
  ],
])(
  'who %s is neither mailed nor listed',
  async (_what, fillCart) => {
    const cart = fillCart();

    const view = await untilQuiet(shop, cart.id);

    expect(view).toMatchObject({ stopped: 'no consent', mails: [] });
    expect(mailsTo(shop, cart.email)).toEqual([]);
    expect(isListed(shop, cart.email)).toBe(false);
  },
  60_000,
);

test('nobody is mailed or listed who was not asked once the shop itself asks for consent', async () => {
  const change = () => ({
    data: { enable_notification: false, marketing_emails_require_customer_consent: true },
    meta: {},
  });
  shop.sandbox.faults.add({
    api: 'bigcommerce',
    path: /abandoned-carts\/settings/,
    times: Infinity,
    fault: { kind: 'reshape', change },
  });
  const cart = fill('not.asked.either@example.com');

  const view = await untilQuiet(shop, cart.id);

  expect(view).toMatchObject({ stopped: 'no consent', mails: [] });
  expect(mailsTo(shop, cart.email)).toEqual([]);
  expect(isListed(shop, cart.email)).toBe(false);
}, 60_000);
