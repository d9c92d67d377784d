// A shop does not stand still while it is synced: whatever happens in it meanwhile is in Brevo at the end.
import { busyHour } from '../support/busy-hour';
import { at, type Moment } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, sideNamespace } from '../support/stage';

const MOMENTS = {
  'products are read': { api: 'bigcommerce', path: /catalog\/products\?.*include/ },
  'customers are read': { api: 'bigcommerce', path: /v3\/customers\?.*limit=250/ },
  'customers are imported': { api: 'brevo', method: 'POST', path: /contacts\/import/ },
  'subscribers are read': { api: 'bigcommerce', path: /customers\/subscribers\?.*limit=250/ },
  'orders are read': { api: 'bigcommerce', path: /v2\/orders\?.*include/ },
  'orders are written': { api: 'brevo', method: 'POST', path: /orders\/status\/batch/ },
  'people join a list': { api: 'brevo', method: 'POST', path: /lists\/40\/contacts\/add/ },
  'the shop is read once more': { api: 'bigcommerce', path: /date_modified/ },
} as const satisfies Readonly<Record<string, Moment>>;

/** Which moments are busy in which shop; each shop is another one. */
const SHOPS: readonly (readonly (keyof typeof MOMENTS)[])[] = [
  ['products are read', 'orders are read'],
  ['customers are read', 'people join a list'],
  ['customers are imported', 'the shop is read once more'],
  ['subscribers are read', 'orders are written'],
  ['customers are imported', 'orders are written', 'people join a list'],
  ['products are read', 'customers are read', 'subscribers are read', 'orders are read'],
  ['the shop is read once more'],
];

interface Outcome {
  readonly happened: readonly string[];
  readonly differences: readonly string[];
}

async function syncBusyShop(seed: number, moments: readonly (keyof typeof MOMENTS)[]) {
  const stage = await openStage({ sandbox: { seed }, namespace: sideNamespace(seed) });
  try {
    const hour = busyHour(stage.sandbox.shop, seed);
    const happened: string[] = [];
    for (const name of moments) {
      at(stage.sandbox, MOMENTS[name], () => {
        hour.everything();
        happened.push(name);
      });
    }
    await stage.sync();
    return { happened, differences: differences(stage.sandbox) };
  } finally {
    await stage.close();
  }
}

describe('a shop in which something happens during the sync', () => {
  let outcomes: readonly Outcome[] = [];

  beforeAll(async () => {
    outcomes = await Promise.all(SHOPS.map((moments, index) => syncBusyShop(index + 1, moments)));
  }, 120_000);

  test.each(SHOPS.map((moments, index) => ({ index, moments, when: moments.join(' and ') })))(
    'loses nothing of what happens while $when',
    ({ index, moments }) => {
      const outcome = outcomes[index];

      expect([...(outcome?.happened ?? [])].sort()).toEqual([...moments].sort());
      expect(outcome?.differences).toEqual([]);
    },
  );
});
