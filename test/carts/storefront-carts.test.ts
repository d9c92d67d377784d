// Carts of a store with storefronts: each is told of, listed and mailed about in its storefront's Brevo account alone.
import { randomUUID } from 'node:crypto';
import type { BrevoSandbox } from '../../src/sandbox/brevo/sandbox';
import type { ConnectedShop } from '../stores/connected-shop';
import { fillConsentedCart, openCartShop, until, untilPhase, untilQuiet } from './left-carts';

const OUTLET = 2;
const OUTLET_KEY = `xkeysib-${randomUUID()}`;

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop({
    side: 3,
    sandbox: {
      channels: [1, OUTLET],
      brevo: {
        apiKey: `xkeysib-${randomUUID()}`,
        neighbours: [{ apiKey: OUTLET_KEY, organization: 'outlet' }],
      },
    },
    settings: { storefronts: [{ channel_id: OUTLET, lists: { abandoned_cart: 42 } }] },
    storefrontBrevoApiKeys: { [OUTLET]: OUTLET_KEY },
  });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const main = (): BrevoSandbox => shop.sandbox.brevo;

function outlet(): BrevoSandbox {
  const [account] = shop.sandbox.brevo.neighbours;
  if (account === undefined) throw new Error('There is one account alone.');
  return account;
}

const heardBy = ({ state }: BrevoSandbox, cartId: string, email: string) => ({
  events: state.events
    .filter(({ properties }) => properties.cart_id === cartId)
    .map(({ name }) => name),
  mails: state.mails.filter((mail) => mail.email === email).map(({ templateId }) => templateId),
  isListed: state.contactByEmail(email)?.listIds.has(42) === true,
});

const ALL = {
  events: ['cart_created', 'cart_updated', 'cart_abandoned'],
  mails: [101, 102, 103],
  isListed: true,
};
const NOTHING = { events: [], mails: [], isListed: false };

const untilMailed = (account: BrevoSandbox, cartId: string, email: string) =>
  until(
    () => heardBy(account, cartId, email),
    ({ mails }) => mails.length === 3,
  );

test.each([
  ['of a storefront', OUTLET],
  ['of the shop itself', 1],
])(
  'a cart %s is seen by its own account alone',
  async (_whose, channel) => {
    const { id, email } = fillConsentedCart(shop, { channel_id: channel });
    const [own, other] = channel === OUTLET ? [outlet(), main()] : [main(), outlet()];

    await untilMailed(own, id, email);
    await untilQuiet(shop, id);

    expect(heardBy(own, id, email)).toEqual(ALL);
    expect(heardBy(other, id, email)).toEqual(NOTHING);
  },
  60_000,
);

test('a purchase is told to the account of the cart, and its list is left there', async () => {
  const { id, email } = fillConsentedCart(shop, { channel_id: OUTLET });
  await untilMailed(outlet(), id, email);

  const order = shop.sandbox.shop.buyCart(id);
  const view = await untilPhase(shop, id, 'recovered');
  const heard = await until(
    () => heardBy(outlet(), id, email),
    ({ events, isListed }) => events.includes('cart_recovered') && !isListed,
  );

  expect(view).toMatchObject({ order: { orderId: order.id } });
  expect(heard).toEqual({ ...ALL, events: [...ALL.events, 'cart_recovered'], isListed: false });
  expect(heardBy(main(), id, email).events).toEqual([]);
}, 60_000);

test('who is blocked in one account is still written to by the other, whose word it was not', async () => {
  const first = fillConsentedCart(shop, { channel_id: OUTLET });
  outlet().state.block(first.email);
  const { customer_id, email } = first;
  const second = shop.sandbox.shop.fillCart({ customer_id, email, channel_id: 1 });

  await untilMailed(main(), second.id, email);
  const view = await untilQuiet(shop, first.id);

  expect(view).toMatchObject({ stopped: 'blocked', mails: [] });
  expect(heardBy(outlet(), first.id, email)).toMatchObject({ mails: [], isListed: false });
}, 60_000);
