// Brings orders to Brevo as history: batches that start no automation, after their people are contacts.
import type { Order } from '../bigcommerce/order-records';
import type { OrderUpsert } from '../brevo/commerce-records';
import { isFailure } from '../http/failures';

import { hash64 } from '../mapping/fingerprint';
import { extIdOf, guestContactFrom } from '../mapping/contact';
import { orderFrom, type MappedOrder } from '../mapping/order';
import { countsForMetrics, orderMetric } from '../mapping/order-metric';
import type { ChunkContext } from './chunk-context';
import type { Counting } from './counting';
import { mappingContextOf } from './loaders';
import type { LedgerLine } from './memory/order-ledger';
import { OPTED_IN } from './memory/person-sums';
import { OrderPeople, type OrderPerson } from './order-people';
import { writeNewcomers, type Newcomer } from './person-writer';

const ORDERS_A_BATCH = 1000;
/** Brevo takes 5 MB; the margin is for headers and escapes. */
const BATCH_BYTES = 4_500_000;
/** Status 0 is a checkout that was never finished. */
const INCOMPLETE = 0;

/** Guests of these orders whom Brevo does not know yet become contacts. Answers the import to wait for. */
export async function welcomeGuests(
  context: ChunkContext,
  orders: readonly Order[],
  counting: Counting,
): Promise<number | undefined> {
  const people = await OrderPeople.of(context, orders);
  const mapping = await mappingContextOf(context);
  const guests = new Map<string, Newcomer>();
  for (const order of orders) {
    if (order.status_id === INCOMPLETE || isErased(context, order)) continue;
    const person = people.personOf(order);
    if (person === undefined || people.isKnown(person.key)) continue;
    const mapped = guestContactFrom(order.billing_address, mapping);
    if (!mapped.ok || guests.has(mapped.contact.email)) continue;
    guests.set(mapped.contact.email, { recordId: `order:${order.id}`, mapped: mapped.contact });
  }
  return writeNewcomers(context, [...guests.values()], counting);
}

/** BigCommerce keeps the orders of a customer it deletes: they must not bring an erased contact back. */
const isErased = ({ settings, memory }: ChunkContext, { customer_id }: Order): boolean =>
  settings.deletedCustomers === 'hard' &&
  customer_id !== 0 &&
  !memory.customers.has(customer_id) &&
  // A customer of another account is no customer here, and has not been deleted.
  !memory.places.customers.others.has(customer_id);

export interface WrittenOrders {
  readonly lines: readonly LedgerLine[];
  readonly sentBatch: boolean;
}

interface Writing {
  readonly counting: Counting;
  /** Which orders must be written; the others are in Brevo just so. */
  readonly needed: (order: Order) => boolean;
  /** Which orders are written by their own flows. */
  readonly isElsewhere?: (order: Order) => boolean;
}

export async function writeOrders(
  context: ChunkContext,
  orders: readonly Order[],
  { counting, needed, isElsewhere = () => false }: Writing,
): Promise<WrittenOrders> {
  const people = await OrderPeople.of(context, orders);
  const lines: LedgerLine[] = [];
  const upserts: OrderUpsert[] = [];
  for (const order of orders) {
    const person = order.status_id === INCOMPLETE ? undefined : people.personOf(order);
    if (order.status_id === INCOMPLETE)
      counting.note('skipped', 'never placed (status Incomplete)', `order:${order.id}`);
    else if (person === undefined)
      counting.note('rejected', reasonWithoutPerson(order), `order:${order.id}`);
    else prepare(context, { order, person, counting, needed, isElsewhere, upserts, lines });
    if (lines.at(-1)?.orderId !== order.id) lines.push(nobody(order.id));
  }
  for (const batch of batchesOf(upserts)) await sendBatch(context, batch, counting);
  return { lines, sentBatch: upserts.length > 0 };
}

const reasonWithoutPerson = ({ billing_address }: Order): string =>
  billing_address.email.trim() === '' ? 'no e-mail' : 'invalid e-mail';

/** An order that adds to nobody still belongs to the ids that were seen. */
export const nobody = (orderId: number): LedgerLine => ({
  orderId,
  person: [0, 0],
  customerId: 0,
  counts: 0,
  amountMinor: 0,
  marks: 0,
});

interface Preparing {
  readonly order: Order;
  readonly person: OrderPerson;
  readonly counting: Counting;
  readonly needed: (order: Order) => boolean;
  readonly isElsewhere: (order: Order) => boolean;
  readonly upserts: OrderUpsert[];
  readonly lines: LedgerLine[];
}

function prepare(
  context: ChunkContext,
  { order, person, counting, needed, isElsewhere, upserts, lines }: Preparing,
): void {
  const mapped = mappedOrder(context, order, person);
  lines.push(ledgerLine(context, order, person));
  if (!mapped.ok) {
    counting.note('rejected', mapped.reason, `order:${order.id}`);
  } else if (isElsewhere(order)) {
    counting.note('skipped', 'left to the flow of the order', `order:${order.id}`);
  } else if (needed(order)) {
    upserts.push(mapped.order);
  } else {
    counting.unchanged += 1;
  }
}

/** An order whose contact can be named neither by a customer of ours nor by an address is rejected. */
export function mappedOrder(
  { plan }: ChunkContext,
  order: Order,
  { customerId, billingEmail }: OrderPerson,
): MappedOrder {
  const store = { store: plan.storeHash, currency: plan.currency };
  if (customerId !== 0)
    return orderFrom(order, store, { ext_id: extIdOf(plan.storeHash, customerId) });
  if (billingEmail === undefined) return { ok: false, reason: 'no e-mail' };
  return orderFrom(order, store, { email_id: billingEmail });
}

/** What the order adds to its person's metrics, and whether the box at the checkout was ticked. */
export function ledgerLine(
  { settings, plan }: ChunkContext,
  order: Order,
  person: OrderPerson,
): LedgerLine {
  const metric = orderMetric(order, plan.currency);
  const counts = metric.ok && countsForMetrics(order, new Set(settings.countedStatuses));
  // The box belongs to the address typed at the checkout: evidence for that address alone.
  const asked = person.billingEmail === undefined ? undefined : hash64(person.billingEmail);
  const sameAddress = asked?.[0] === person.key[0] && asked[1] === person.key[1];
  return {
    orderId: order.id,
    person: person.key,
    customerId: order.customer_id,
    counts: counts ? 1 : 0,
    amountMinor: metric.ok && counts ? metric.minor : 0,
    marks: order.is_email_opt_in && sameAddress ? OPTED_IN : 0,
  };
}

function* batchesOf(upserts: readonly OrderUpsert[]): Generator<readonly OrderUpsert[]> {
  let batch: OrderUpsert[] = [];
  let bytes = 0;
  for (const upsert of upserts) {
    const size = Buffer.byteLength(JSON.stringify(upsert));
    if (batch.length === ORDERS_A_BATCH || bytes + size > BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(upsert);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** A refused batch is halved until the bad order stands alone: single calls would start automations. */
async function sendBatch(
  context: ChunkContext,
  batch: readonly OrderUpsert[],
  counting: Counting,
): Promise<void> {
  try {
    await context.brevo.upsertOrders(batch);
    counting.written += batch.length;
  } catch (error) {
    if (!isFailure(error, 'Rejected')) throw error;
    const [first] = batch;
    if (batch.length === 1 && first !== undefined) {
      counting.note(
        'rejected',
        'refused by Brevo',
        `order:${first.id.slice(context.plan.storeHash.length + 1)}`,
      );
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await sendBatch(context, batch.slice(0, half), counting);
    await sendBatch(context, batch.slice(half), counting);
  }
}
