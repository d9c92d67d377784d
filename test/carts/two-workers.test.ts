// Two worker processes and persons who leave two carts in the same moment: each gets the mails of one.
import type { ConnectedShop } from '../stores/connected-shop';
import { fillConsentedCart, mailsTo, openCartShop, untilQuiet } from './left-carts';

const PERSONS = 24;
/** Whoever has to wait for the turn of the other asks again after a quarter of a minute. */
const PATIENCE_MS = 120_000;

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop({ side: 6 });
  await shop.startWorker({ publicUrl: shop.apiUrl });
  // The store's own quota would make this test wait for minutes.
  shop.sandbox.bigcommerce.setQuota(100_000);
}, 60_000);

afterAll(async () => {
  await shop.close();
});

test(`of ${PERSONS} persons who leave two carts at once each gets the mails of one cart`, async () => {
  const persons = Array.from({ length: PERSONS }, () => {
    const one = fillConsentedCart(shop);
    const { customer_id, email } = one;
    return { email, carts: [one.id, shop.sandbox.shop.fillCart({ customer_id, email }).id] };
  });

  const ends = [];
  for (const { email, carts } of persons) {
    const views = [];
    for (const cartId of carts) views.push(await untilQuiet(shop, cartId, PATIENCE_MS));
    ends.push({
      stopped: views.flatMap((view) => view?.stopped ?? []),
      mails: mailsTo(shop, email).map(({ templateId }) => templateId),
    });
  }

  const one = { stopped: ['other sequence'], mails: [101, 102, 103] };
  expect(ends).toEqual(persons.map(() => one));
}, 180_000);
