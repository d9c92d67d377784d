// A hundred shoppers with dropped, doubled and late webhooks, lost answers and sudden purchases: the mail ledger decides.
import { createRandom, type Random } from '../../src/sandbox/shop/random';
import type { ConnectedShop } from '../stores/connected-shop';
import { fillConsentedCart, mailsTo, openCartShop, QUICK_SKILL, untilQuiet } from './left-carts';

const SEED = 7;
const SHOPPERS = 100;
/** Everything that a shopper does, happens within this. */
const ALL_WITHIN_MS = 6_000;

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop({ skill: QUICK_SKILL });
  // The store's own quota would make this test wait for minutes.
  shop.sandbox.bigcommerce.setQuota(100_000);
}, 60_000);

afterAll(async () => {
  await shop.close();
});

interface Shopper {
  readonly cartId: string;
  readonly email: string;
  /** Epoch milliseconds, as the shop has it. */
  boughtAt?: number;
  leftAt?: number;
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Leaves the cart, and then perhaps buys, signs off, buys elsewhere or fills the cart up. */
async function live(random: Random): Promise<Shopper> {
  await later(random.next() * ALL_WITHIN_MS * 0.4);
  const cart = fillConsentedCart(shop);
  const shopper: Shopper = { cartId: cart.id, email: cart.email };
  const { shop: toy, brevo } = shop.sandbox;
  await later(700 + random.next() * ALL_WITHIN_MS * 0.6);
  const fate = random.next();
  if (fate < 0.35) {
    shopper.boughtAt = Date.now();
    toy.buyCart(cart.id);
  } else if (fate < 0.55) {
    shopper.boughtAt = Date.now();
    toy.addOrder({ customer_id: cart.customer_id });
  } else if (fate < 0.7) {
    if (brevo.state.contactByEmail(cart.email) === undefined) return shopper;
    shopper.leftAt = Date.now();
    brevo.state.blocklist(cart.email);
  } else if (fate < 0.8) {
    toy.editCart(cart.id, { lines: cart.lines.slice(0, 1) });
  }
  return shopper;
}

/** The reading of the cart that a mail goes back to. */
function lookBefore({ cartId }: Shopper, at: number): number {
  const reads = shop.sandbox.bigcommerce.ledger.entries.filter(
    (entry) => entry.path.includes(`/v3/carts/${cartId}`) && entry.at <= at,
  );
  return reads.at(-1)?.at ?? -Infinity;
}

test('of a hundred carts nobody is mailed who had bought or signed off when the look began', async () => {
  const random = createRandom(SEED);
  const { webhooks } = shop.sandbox.bigcommerce;
  webhooks.disturb({ drop: 0.15, duplicate: 0.2, delayMs: 400 });
  shop.sandbox.faults.add({
    api: 'brevo',
    path: /\/smtp\/email$/,
    skip: 5,
    times: 5,
    fault: { kind: 'lost' },
  });

  const shoppers = await Promise.all(
    Array.from({ length: SHOPPERS }, () => live(createRandom(random.int(1, 1e9)))),
  );
  webhooks.disturb({});
  await webhooks.settled();
  for (const { cartId } of shoppers) await untilQuietOrUnheard(cartId);

  const wrong: string[] = [];
  let mails = 0;
  for (const shopper of shoppers) {
    const sent = mailsTo(shop, shopper.email);
    mails += sent.length;
    for (const { at, templateId } of sent) {
      const look = lookBefore(shopper, at);
      if (shopper.boughtAt !== undefined && look > shopper.boughtAt)
        wrong.push(`mail ${templateId} after the purchase, cart ${shopper.cartId}`);
      if (shopper.leftAt !== undefined && look > shopper.leftAt)
        wrong.push(`mail ${templateId} after signing off, cart ${shopper.cartId}`);
    }
    const steps = sent.map(({ templateId }) => templateId);
    if (sent.some(({ key }, place) => sent.findIndex((one) => one.key === key) !== place))
      wrong.push(`a mail went twice, cart ${shopper.cartId}: ${steps.join(' ')}`);
  }

  expect(wrong).toEqual([]);
  expect(mails).toBeGreaterThan(SHOPPERS / 2);
}, 180_000);

/** All deliveries of a cart may have been dropped. */
const untilQuietOrUnheard = async (cartId: string): Promise<void> => {
  const workflowId = `cart/${shop.sandbox.storeHash}/${cartId}`;
  try {
    await shop.client.workflow.getHandle(workflowId).describe();
  } catch {
    return;
  }
  await untilQuiet(shop, cartId);
};
