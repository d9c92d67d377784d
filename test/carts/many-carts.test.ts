// Forty shoppers with dropped, doubled and late webhooks, lost answers and sudden purchases: the mail ledger decides.
import type { ConnectedShop } from '../stores/connected-shop';
import { openCartShop, QUICK_SKILL } from './left-carts';
import { tellRaces } from './race-story';

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openCartShop({ skill: QUICK_SKILL });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

test('of forty carts nobody is mailed twice, or who had bought or signed off when the look began', async () => {
  const { mails, bought, wrong } = await tellRaces(shop, {
    seed: 7,
    shoppers: 40,
    withinMs: 4_000,
  });

  expect(wrong).toEqual([]);
  expect(bought).toBeGreaterThan(0);
  expect(mails).toBeGreaterThan(20);
}, 240_000);
