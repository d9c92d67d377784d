// What merchants and shoppers do in a lively shop: one of each kind of change, to records chosen by a seed.
import { createRandom } from '../../src/sandbox/shop/random';
import type { Sandbox } from '../../src/sandbox/start';

type Shop = Sandbox['shop'];
type Random = ReturnType<typeof createRandom>;

export interface BusyHour {
  people(): void;
  orders(): void;
  products(): void;
  subscribers(): void;
  everything(): void;
}

/** Customers with the same address in every shop of the sandbox. */
const SHARED = [19, 20];

/** The same seed on the same shop makes the same changes. */
export function busyHour(shop: Shop, seed: number): BusyHour {
  const random = createRandom(seed);
  const hour = {
    people: () => {
      changePeople(shop, random);
    },
    orders: () => {
      changeOrders(shop, random);
    },
    products: () => {
      changeProducts(shop, random);
    },
    subscribers: () => {
      changeSubscribers(shop, random);
    },
  };
  return {
    ...hour,
    everything: () => {
      for (const change of Object.values(hour)) change();
    },
  };
}

/** Two different records; the first dozens of a shop are odd on purpose. */
function some(random: Random, records: ReadonlyMap<number, unknown>): readonly [number, number] {
  const ids = [...records.keys()];
  const first = random.int(0, ids.length - 2);
  return [ids[first] ?? 0, ids[first + 1] ?? 0];
}

function changePeople(shop: Shop, random: Random): void {
  const [edited, deleted] = some(random, shop.customers);
  const reachable = new Map([...shop.customers].filter(([, { email }]) => email.includes('@')));
  const [moved, emptied] = some(random, reachable);
  const newcomer = shop.addCustomer();
  shop.editCustomer(edited, { first_name: `Edited ${edited}`, customer_group_id: 2 });
  shop.editCustomer(emptied, { company: '', addresses: [] });
  // Whose orders they are when one of two customers with one address goes is told by the specification nowhere.
  if (!SHARED.includes(deleted)) shop.deleteCustomer(deleted);
  if (shop.customers.has(moved))
    shop.editCustomer(moved, { email: `moved-${moved}-${newcomer.id}@post.example` });
}

function changeOrders(shop: Shop, random: Random): void {
  const open = new Map([...shop.orders].filter(([, { is_deleted }]) => !is_deleted));
  const [moved, archived] = some(random, open);
  shop.editOrder(moved, { status_id: random.pick([2, 4, 5, 10]) });
  shop.archiveOrder(archived);
  shop.addOrder({ is_email_opt_in: true });
  const [customerId] = some(random, shop.customers);
  shop.addOrder({ customer_id: customerId, is_email_opt_in: true });
}

function changeProducts(shop: Shop, random: Random): void {
  const [edited, deleted] = some(random, shop.products);
  const [hidden] = some(random, shop.products);
  shop.editProduct(edited, { price: random.int(100, 9999) / 100, sale_price: 0 });
  shop.editProduct(hidden, { is_visible: false });
  shop.deleteProduct(deleted);
  shop.addProduct();
}

function changeSubscribers(shop: Shop, random: Random): void {
  const [left] = some(random, shop.subscribers);
  // Of a mere reader: of a buyer the checkout says something too.
  const known = new Set(
    [
      ...[...shop.customers.values()].map(({ email }) => email),
      ...[...shop.orders.values()].map(({ billing_address }) => billing_address.email),
    ].map((email) => email.trim().toLowerCase()),
  );
  const readers = new Map([...shop.subscribers].filter(([, { email }]) => !known.has(email)));
  const [deleted] = some(random, readers);
  shop.editSubscriber(left, { consents: [] });
  shop.deleteSubscriber(deleted);
  shop.addSubscriber();
}
