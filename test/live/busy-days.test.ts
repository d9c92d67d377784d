// Whole days in a shop, at random: whatever happens, and in whatever order it is told, Brevo ends with the shop's truth.
import { createRandom } from '../../src/sandbox/shop/random';
import type { RecordsChanged } from '../../src/contracts/record-changes';
import { openStage, sideNamespace, type Stage } from '../support/stage';
import { happened, wrong } from './changes';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({
    namespace: sideNamespace(3),
    sandbox: { customers: 30, orders: 30, products: 15 },
  });
  await stage.sync();
}, 120_000);

afterAll(async () => {
  await stage.close();
});

type Random = ReturnType<typeof createRandom>;

const oneOf = <T>(random: Random, records: ReadonlyMap<number, T>): T => {
  const all = [...records.values()];
  const found = all[random.int(0, all.length - 1)];
  if (found === undefined) throw new Error('Nothing is left of this kind.');
  return found;
};

/** Each deed answers what a webhook would say of it. */
const customerDeeds = ({ sandbox: { shop } }: Stage, random: Random) => [
  (): RecordsChanged => ({ changed: [shop.addCustomer().id] }),
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.customers);
    shop.editCustomer(id, { company: `Company ${random.int(1, 99)}` });
    return { changed: [id] };
  },
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.customers);
    shop.editCustomer(id, { email: `mover${id}-${random.int(1, 9999)}@post.example` });
    return { changed: [id] };
  },
  (): RecordsChanged => {
    const { email } = oneOf(random, shop.customers);
    return { changed: [shop.addCustomer({ email }).id] };
  },
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.customers);
    shop.deleteCustomer(id);
    return { deleted: [id] };
  },
];

const peopleDeeds = ({ sandbox: { shop } }: Stage, random: Random) => [
  (): RecordsChanged => ({ subscribers: [shop.addSubscriber().id] }),
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.subscribers);
    shop.editSubscriber(id, { consents: random.int(0, 1) === 0 ? [] : ['marketing_newsletter'] });
    return { subscribers: [id] };
  },
  (): RecordsChanged => ({
    orders: [shop.addOrder({ is_email_opt_in: random.int(0, 1) === 0 }).id],
  }),
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.customers);
    return { orders: [shop.addOrder({ customer_id: id }).id] };
  },
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.orders);
    shop.editOrder(id, { status_id: [1, 4, 10, 11][random.int(0, 3)] ?? 11 });
    return { orders: [id] };
  },
];

const productDeeds = ({ sandbox: { shop } }: Stage, random: Random) => [
  (): RecordsChanged => ({ changed: [shop.addProduct().id] }),
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.products);
    shop.editProduct(id, { price: random.int(1, 99), inventory_level: random.int(0, 3) });
    return { changed: [id] };
  },
  (): RecordsChanged => {
    const { id, variants } = oneOf(random, shop.products);
    if (variants.length > 1) shop.editProduct(id, { variants: variants.slice(1) });
    return { changed: [id] };
  },
  (): RecordsChanged => {
    const { id, is_visible } = oneOf(random, shop.products);
    shop.editProduct(id, { is_visible: !is_visible });
    return { changed: [id] };
  },
  (): RecordsChanged => {
    const { id } = oneOf(random, shop.products);
    shop.deleteProduct(id);
    return { deleted: [id] };
  },
];

const LISTS = ['changed', 'deleted', 'orders', 'subscribers'] as const;

/** In another order, some of them twice. */
function toldBadly(random: Random, hints: readonly RecordsChanged[]): RecordsChanged {
  const told: Record<(typeof LISTS)[number], number[]> = {
    changed: [],
    deleted: [],
    orders: [],
    subscribers: [],
  };
  for (const hint of [...hints].reverse()) {
    for (const list of LISTS) {
      const ids = hint[list] ?? [];
      told[list].push(...ids, ...(random.int(0, 2) === 0 ? ids : []));
    }
  }
  return told;
}

const SEEDS = (process.env.BUSY_DAYS ?? '1,2,3').split(',').map(Number);

test.each(SEEDS)('after the busy day %d everything is right', async (seed) => {
  const random = createRandom(seed);
  const kinds = {
    customers: [...customerDeeds(stage, random), ...peopleDeeds(stage, random)],
    products: productDeeds(stage, random),
  };
  for (const kind of ['customers', 'products'] as const) {
    const deeds = kinds[kind];
    const hints: RecordsChanged[] = [];
    for (let deed = 0; deed < 12; deed += 1) {
      const hint = deeds[random.int(0, deeds.length - 1)]?.();
      if (hint !== undefined) hints.push(hint);
    }
    await happened(stage, { kind, hint: toldBadly(random, hints) });
    // Late ones come once more when all is done.
    await happened(stage, { kind, hint: toldBadly(random, hints) });
  }

  expect(wrong(stage.sandbox)).toEqual([]);
});
