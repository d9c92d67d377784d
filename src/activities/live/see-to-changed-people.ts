// The people behind changed orders and subscriptions: guests and readers become contacts, order sums and lists follow.
import type { Order } from '../../bigcommerce/order-records';
import type { ChangesWritten, PeopleToSee } from '../../contracts/record-changes';
import { toEmail } from '../../mapping/email';
import { Counting } from '../counting';
import { customerPerson } from '../customer-person';
import type { TouchedPerson } from '../memory/touched-people';
import { welcomeGuests } from '../order-writer';
import { writeSubscribers } from '../subscribers-chunk';
import { touchedByOrders, touchedBySubscribers } from '../touched';
import type { World } from '../world';
import { isDefault, writeInEach, type LiveAccount } from './live-accounts';
import { liveWork, type LiveWork } from './live-context';
import { writtenBy } from './live-result';
import { meetPeople } from './meet-people';
import { seeToLivePeople } from './see-to-live-people';

export const seeToChangedPeople = (world: World, request: PeopleToSee): Promise<ChangesWritten> =>
  writeInEach(world, request.storeHash, async (at, joined) => {
    rememberOrders(world, request, at);
    return seeToSome(await liveWork(world, at), { ...request, joined: request.joined + joined });
  });

/** The flow of an order speaks as soon as it has read it. */
function rememberOrders(world: World, { storeHash, orders }: PeopleToSee, at: LiveAccount): void {
  for (const orderId of orders) {
    const held = world.live.orders.find({ storeHash, orderId }, world.now());
    if (held !== undefined && !at.orders.has(orderId))
      at.orders.set(orderId, Promise.resolve(held.order));
  }
}

/** Of one account. */
async function seeToSome(work: LiveWork, request: PeopleToSee): Promise<ChangesWritten> {
  const counting = new Counting();
  const people = [
    ...(await buyersOf(work, request.orders, counting)),
    ...(await readersOf(work, request.subscribers, counting)),
  ];
  const { joined } = request;
  const more = await seeToLivePeople(work, people, { counting, joined });
  return { ...writtenBy(counting), joined: more };
}

async function buyersOf(
  work: LiveWork,
  orderIds: readonly number[],
  counting: Counting,
): Promise<readonly TouchedPerson[]> {
  const { context } = work;
  if (!context.plan.resources.includes('orders')) return [];
  const orders: Order[] = [];
  for (const id of orderIds) {
    const order = await context.bigcommerce.readOrder(id);
    if (order !== null) orders.push(order);
  }
  await meetBuyers(work, orders);
  await welcomeGuests(
    context,
    // An archived order makes nobody a contact.
    orders.filter(({ is_deleted }) => !is_deleted),
    counting,
  );
  const archived = orders.filter(({ is_deleted }) => is_deleted);
  const others = orders.filter(({ is_deleted }) => !is_deleted);
  return [
    ...(await touchedByOrders(context, others)).map((one) => ({ ...one, ordered: true }) as const),
    // With the order goes the word that was given with it.
    ...(await touchedByOrders(context, archived)).map(
      (one) => ({ ...one, ordered: true, said: true }) as const,
    ),
  ];
}

/** A customer's orders belong to the customer's contact, a guest's to the billing address. */
async function meetBuyers(work: LiveWork, orders: readonly Order[]): Promise<void> {
  const { context, contacts } = work;
  const ids = [...new Set(orders.map(({ customer_id }) => customer_id))].filter((id) => id !== 0);
  const { records: customers } =
    ids.length === 0 ? { records: [] } : await context.bigcommerce.listCustomers({ ids });
  await meetPeople(work, [
    ...ids.map((customerId) => {
      const address = toEmail(customers.find(({ id }) => id === customerId)?.email ?? '');
      return { customerId, ...(address.ok ? { email: address.email } : {}) };
    }),
    ...orders.flatMap(({ billing_address: { email } }) => {
      const address = toEmail(email);
      return address.ok ? [{ customerId: 0, email: address.email }] : [];
    }),
  ]);
  for (const customer of customers)
    context.memory.customers.put(customer.id, customerPerson(contacts.index, customer));
}

async function readersOf(
  work: LiveWork,
  subscriberIds: readonly number[],
  counting: Counting,
): Promise<readonly TouchedPerson[]> {
  const { context } = work;
  const { resources } = context.plan;
  const people = resources.includes('customers') || resources.includes('orders');
  if (subscriberIds.length === 0 || !people) return [];
  const { records } = await context.bigcommerce.listSubscribers({ ids: subscriberIds });
  await meetPeople(
    work,
    records.flatMap(({ email }) => {
      const address = toEmail(email);
      return address.ok ? [{ customerId: 0, email: address.email }] : [];
    }),
  );
  // A subscription that is gone names nobody: the next full sync takes that person off the lists.
  const there = new Set(records.map(({ id }) => id));
  const { others } = context.memory.places.subscribers;
  for (const id of isDefault(context) ? subscriberIds : [])
    if (!there.has(id) && !others.has(id))
      counting.note('skipped', 'subscription is gone', `subscriber:${id}`);
  await writeSubscribers(context, records, counting);
  return touchedBySubscribers(records);
}
