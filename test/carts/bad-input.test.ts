// What shoppers, merchants and vendors do to carts, and what must come of it: a defined outcome each.
import { cartLine } from '../../src/sandbox/shop/cart-changes';
import type { ConnectedShop } from '../stores/connected-shop';
import {
  eventNames,
  eventsOf,
  fillConsentedCart,
  isListed,
  mailsTo,
  openCartShop,
  QUICK_SKILL,
  until,
  untilMails,
  untilPhase,
  untilQuiet,
  viewOf,
} from './left-carts';

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop({
    skill: {
      ...QUICK_SKILL,
      sequence: [
        { delay: '0.5s', template_id: 101 },
        { delay: '0.5s', template_id: 999 },
        {
          delay: '0.5s',
          template_id: 103,
          include_discount: true,
          discount_code: 'OLD',
          discount_valid_until: '2020-01-01',
        },
      ],
    },
  });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const products = () => [...shop.sandbox.shop.products.values()];

const oneLine = (at: number, quantity = 1) => {
  const product = products()[at % products().length];
  if (product === undefined) throw new Error('The shop sells nothing.');
  return cartLine(product, {
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    quantity,
  });
};

test('a cart without an address is watched quietly', async () => {
  const cart = shop.sandbox.shop.fillCart();

  await untilPhase(shop, cart.id, 'watching');
  await untilQuiet(shop, cart.id);

  expect(eventNames(shop, cart.id)).toEqual([]);
  expect((await viewOf(shop, cart.id))?.abandonments).toBe(0);
}, 60_000);

test('an address that is typed late makes the cart count from then on', async () => {
  const { email } = shop.sandbox.shop.addSubscriber({ consents: ['abandoned_cart'] });
  const cart = shop.sandbox.shop.fillCart();
  await untilPhase(shop, cart.id, 'watching');

  shop.sandbox.shop.editCart(cart.id, { email: `  ${email.toUpperCase()} ` });
  await untilMails(shop, email, 1);

  expect(eventNames(shop, cart.id)).toEqual(['cart_created', 'cart_updated', 'cart_abandoned']);
}, 60_000);

test('a changed address: whoever left it first gets nothing more', async () => {
  const other = shop.sandbox.shop.addSubscriber({ consents: ['abandoned_cart'] }).email;
  const first = shop.sandbox.shop.addSubscriber({ consents: ['abandoned_cart'] }).email;
  const cart = shop.sandbox.shop.fillCart({ email: first });
  await untilMails(shop, first, 1);
  shop.sandbox.shop.editCart(cart.id, { email: other });
  const before = mailsTo(shop, first).length;

  await untilMails(shop, other, 1);
  await untilQuiet(shop, cart.id);

  expect(mailsTo(shop, first).length - before).toBeLessThanOrEqual(1);
  expect(eventNames(shop, cart.id).filter((name) => name === 'cart_created')).toHaveLength(1);
}, 60_000);

test('an emptied cart is closed, told of, and off the list', async () => {
  const cart = fillConsentedCart(shop);
  await untilMails(shop, cart.email, 1);

  shop.sandbox.shop.editCart(cart.id, { lines: [] });
  await untilPhase(shop, cart.id, 'closed');
  const names = await until(
    () => eventNames(shop, cart.id),
    (seen) => seen.includes('cart_deleted'),
  );

  expect(names.at(-1)).toBe('cart_deleted');
  expect(isListed(shop, cart.email)).toBe(false);
}, 60_000);

test('a cart that vanishes without a word is not mailed any more', async () => {
  const cart = fillConsentedCart(shop);
  await untilMails(shop, cart.email, 1);

  shop.sandbox.shop.forgetCart(cart.id);
  const before = mailsTo(shop, cart.email).length;
  await untilPhase(shop, cart.id, 'closed');
  await untilQuiet(shop, cart.id);

  expect(mailsTo(shop, cart.email).length - before).toBeLessThanOrEqual(1);
}, 60_000);

test('200 lines fit into an event and a link', async () => {
  const cart = fillConsentedCart(shop, {
    lines: Array.from({ length: 200 }, (_, at) => oneLine(at, 2)),
  });

  const [mail] = await untilMails(shop, cart.email, 1);
  const updated = eventsOf(shop, cart.id).find(({ name }) => name === 'cart_updated');
  const answer = await fetch(String(mail?.params.recovery_url), { redirect: 'manual' });

  expect(updated?.properties).toMatchObject({ items_count: 400 });
  expect(JSON.stringify(updated?.properties).length).toBeLessThan(50_000);
  expect([200, 302]).toContain(answer.status);
}, 60_000);

test('two carts of one person get one sequence of mails', async () => {
  const cart = fillConsentedCart(shop);
  const second = shop.sandbox.shop.fillCart({
    customer_id: cart.customer_id,
    email: cart.email,
    lines: [oneLine(1)],
  });

  await untilMails(shop, cart.email, 2);
  await untilQuiet(shop, cart.id);
  await untilQuiet(shop, second.id);

  const stopped = [await viewOf(shop, cart.id), await viewOf(shop, second.id)].filter(
    (view) => view?.stopped === 'other sequence',
  );
  expect(stopped).toHaveLength(1);
  expect(mailsTo(shop, cart.email).map(({ templateId }) => templateId)).toEqual([101, 103]);
}, 60_000);

test('a guest who signs in is the same person with the same address, and gets the mails of one sequence', async () => {
  const { id, email } = shop.sandbox.shop.addCustomer({
    accepts_product_review_abandoned_cart_emails: true,
  });
  const cart = shop.sandbox.shop.fillCart({ email });
  await until(
    () => eventNames(shop, cart.id),
    (names) => names.includes('cart_updated'),
  );

  shop.sandbox.shop.editCart(cart.id, { customer_id: id });
  await untilMails(shop, email, 2);
  await untilQuiet(shop, cart.id);

  expect(mailsTo(shop, email).map(({ templateId }) => templateId)).toEqual([101, 103]);
}, 60_000);

test('a template that does not exist leaves out its mail, and an expired code its discount', async () => {
  const cart = fillConsentedCart(shop);

  const mails = await untilMails(shop, cart.email, 2);
  const view = await viewOf(shop, cart.id);

  expect(mails.map(({ templateId }) => templateId)).toEqual([101, 103]);
  expect(mails[1]?.params).not.toHaveProperty('discount_code');
  expect(view?.mails[1]).toMatchObject({ step: 1, state: 'skipped' });
}, 60_000);
