// The orders of a few people, asked for person by person.
import type { Order } from '../bigcommerce/order-records';
import type { ChunkContext } from './chunk-context';
import { customerPerson } from './customer-person';
import { afterOf, contactIndexOf, readAll } from './loaders';
import { OrderLedger } from './memory/order-ledger';
import type { TouchedPerson } from './memory/touched-people';
import { OrderPeople } from './order-people';
import { ledgerLine, nobody } from './order-writer';

interface Addressed {
  readonly person: Pick<TouchedPerson, 'key'>;
  /** In lower case. */
  readonly email: string;
}

/** The orders of these people and of nobody else, by the rules of the whole ledger. */
export async function ledgerOf(
  context: ChunkContext,
  there: readonly Addressed[],
): Promise<OrderLedger> {
  const { bigcommerce, memory, plan } = context;
  if (!plan.resources.includes('orders') || there.length === 0) return new OrderLedger();
  const index = await contactIndexOf(context);
  const emails = there.map(({ email }) => email);
  const customers = await readAll((after) =>
    bigcommerce.listCustomers({ emails, ...afterOf(after) }),
  );
  for (const customer of customers)
    memory.customers.put(customer.id, customerPerson(index, customer));
  const orders = new Map<number, Order>();
  for (const { email, person } of there) {
    const row = index.byEmailHash(person.key);
    const owner = row === undefined ? 0 : index.known(row).customerId;
    const own = customers.filter((one) => one.email.trim().toLowerCase() === email);
    const ids = new Set([...own.map(({ id }) => id), owner].filter((id) => id !== 0));
    const queries = [{ email }, ...[...ids].map((customerId) => ({ customerId }))];
    for (const query of queries) {
      const found = await readAll((after) =>
        bigcommerce.listOrders({ ...query, ...afterOf(after), lines: false }),
      );
      for (const order of found) orders.set(order.id, order);
    }
  }
  return ledgerOfOrders(context, [...orders.values()]);
}

async function ledgerOfOrders(
  context: ChunkContext,
  orders: readonly Order[],
): Promise<OrderLedger> {
  const people = await OrderPeople.of(context, orders);
  const ledger = new OrderLedger();
  const lines = orders.map((order) => {
    const person = order.status_id === 0 ? undefined : people.personOf(order);
    return person === undefined ? nobody(order.id) : ledgerLine(context, order, person);
  });
  ledger.set(undefined, undefined, lines);
  return ledger;
}
