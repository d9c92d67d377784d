// Which people a changed record touches, and how a worker that has not read a round finds them again.
import { activityInfo } from '@temporalio/activity';
import type { Customer, Subscriber } from '../bigcommerce/customer-records';
import type { Order } from '../bigcommerce/order-records';
import type { PeopleRequest, Retry } from '../contracts/activities';
import type { ClosingList } from '../contracts/names';
import { toEmail } from '../mapping/email';
import { hash64 } from '../mapping/fingerprint';
import type { ChunkContext } from './chunk-context';
import { afterOf, contactIndexOf, readAll } from './loaders';
import type { TouchedPerson } from './memory/touched-people';
import { OrderPeople } from './order-people';
import { rejectedCustomers, rejectedOrders, rejectedSubscribers } from './rejected-records';

export const roundSource = (round: number, list: ClosingList): string => `${round} ${list}`;
export const retrySource = (list: ClosingList, { ids: [first = ''] }: Pick<Retry, 'ids'>): string =>
  `again ${list} from ${first}`;

const PEOPLE_LISTS = ['customers', 'subscribers', 'orders'] as const;

/** Every source that a request's people come from. */
export const sourcesOf = ({ round, since, retried }: PeopleRequest): readonly string[] => [
  ...PEOPLE_LISTS.filter((list) => since[list] !== undefined).map((list) =>
    roundSource(round, list),
  ),
  ...retried.flatMap((retry) => listsOf(retry).map((list) => retrySource(list, retry))),
];

function listsOf({ resource }: Retry): readonly (typeof PEOPLE_LISTS)[number][] {
  if (resource === 'products') return [];
  return resource === 'orders' ? ['orders'] : ['customers', 'subscribers'];
}

/**
 * Customers who are new or have moved: orders and consent of others stay as they are. Call it before they are
 * written; a second attempt cannot tell what the first one wrote.
 */
export async function newOrMoved(
  context: ChunkContext,
  customers: readonly Customer[],
  since: string,
): Promise<readonly TouchedPerson[]> {
  if (customers.length === 0) return [];
  const index = await contactIndexOf(context);
  const inDoubt = activityInfo().attempt > 1;
  return touchedByCustomers(
    customers.filter(({ id, email, date_created }) => {
      const row = index.byCustomer(id);
      if (inDoubt || row === undefined || Date.parse(date_created) >= Date.parse(since))
        return true;
      const address = toEmail(email);
      return address.ok && hash64(address.email).join() !== index.emailHash(row).join();
    }),
  );
}

export const touchedByCustomers = (customers: readonly Customer[]): readonly TouchedPerson[] =>
  customers.flatMap(({ email }) => personAt(email, { metrics: true, said: false }));

export const touchedBySubscribers = (
  subscribers: readonly Subscriber[],
): readonly TouchedPerson[] =>
  subscribers.flatMap(({ email }) => personAt(email, { metrics: false, said: true }));

function personAt(
  email: string,
  why: Pick<TouchedPerson, 'metrics' | 'said'>,
): readonly TouchedPerson[] {
  const address = toEmail(email);
  return address.ok ? [{ key: hash64(address.email), email: address.email, ...why }] : [];
}

export async function touchedByOrders(
  context: ChunkContext,
  orders: readonly Order[],
): Promise<readonly TouchedPerson[]> {
  if (orders.length === 0) return [];
  const people = await OrderPeople.of(context, orders);
  return orders.flatMap((order) => {
    const person = order.status_id === 0 ? undefined : people.personOf(order);
    if (person === undefined) return [];
    const { key, billingEmail } = person;
    const isAddress = billingEmail !== undefined && hash64(billingEmail).join() === key.join();
    return [{ key, metrics: true, said: false, ...(isAddress ? { email: billingEmail } : {}) }];
  });
}

/** Whatever this worker has not read of the round is read again, and everybody in it is looked at. */
export async function haveTouched(context: ChunkContext, request: PeopleRequest): Promise<void> {
  const { touched } = context.memory;
  for (const list of PEOPLE_LISTS) {
    const since = request.since[list];
    const source = roundSource(request.round, list);
    if (since === undefined || touched.knows(source)) continue;
    touched.note(source, {}, await changedSince(context, list, since));
  }
  for (const retry of request.retried) {
    for (const list of listsOf(retry)) {
      const source = retrySource(list, retry);
      if (!touched.knows(source)) touched.note(source, {}, await again(context, list, retry));
    }
  }
}

async function changedSince(
  context: ChunkContext,
  list: (typeof PEOPLE_LISTS)[number],
  since: string,
): Promise<readonly TouchedPerson[]> {
  const { bigcommerce } = context;
  const query = (after: string | undefined) => ({ modifiedSince: since, ...afterOf(after) });
  switch (list) {
    case 'customers':
      return touchedByCustomers(await readAll((after) => bigcommerce.listCustomers(query(after))));
    case 'subscribers':
      return touchedBySubscribers(
        await readAll((after) => bigcommerce.listSubscribers(query(after))),
      );
    case 'orders':
      return touchedByOrders(
        context,
        await readAll((after) => bigcommerce.listOrders({ ...query(after), lines: false })),
      );
  }
}

async function again(
  context: ChunkContext,
  list: (typeof PEOPLE_LISTS)[number],
  { ids }: Retry,
): Promise<readonly TouchedPerson[]> {
  switch (list) {
    case 'customers':
      return touchedByCustomers(await rejectedCustomers(context, ids));
    case 'subscribers':
      return touchedBySubscribers(await rejectedSubscribers(context, ids));
    case 'orders':
      return touchedByOrders(context, await rejectedOrders(context, ids));
  }
}
