// A shop does not stand still while it is synced: whatever happens in it meanwhile is in Brevo at the end.
import { busyHour } from '../support/busy-hour';
import { at, type Moment } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';

const MOMENTS: Readonly<Record<string, Moment>> = {
  'products are read': { api: 'bigcommerce', path: /catalog\/products\?(?!.*limit=1&).*include/ },
  'customers are read': { api: 'bigcommerce', path: /v3\/customers\?.*include/, skip: 1 },
  'customers are imported': { api: 'brevo', method: 'POST', path: /contacts\/import/ },
  'subscribers are read': { api: 'bigcommerce', path: /customers\/subscribers\?.*limit=250/ },
  'orders are read': { api: 'bigcommerce', path: /v2\/orders\?.*include/ },
  'orders are written': { api: 'brevo', method: 'POST', path: /orders\/status\/batch/ },
  'people join a list': { api: 'brevo', method: 'POST', path: /lists\/40\/contacts\/add/ },
  'the shop is read once more': { api: 'bigcommerce', path: /date_modified/ },
};

describe('a shop in which something happens during the sync', () => {
  let stage: Stage;

  afterEach(async () => {
    await stage.close();
  });

  test.each(Object.entries(MOMENTS).map(([name, moment], seed) => ({ name, moment, seed })))(
    'loses nothing of what happens while $name',
    async ({ moment, seed }) => {
      stage = await openStage({ sandbox: { seed: seed + 1 } });
      const hour = busyHour(stage.sandbox.shop, seed);
      let happened = 0;
      at(stage.sandbox, moment, () => {
        hour.everything();
        happened += 1;
      });

      await stage.sync();

      expect(happened).toBe(1);
      expect(differences(stage.sandbox)).toEqual([]);
    },
  );
});
