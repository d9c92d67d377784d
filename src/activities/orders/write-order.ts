// The deeds of one look at an order that may be repeated: the person's records follow, and Brevo keeps the order.
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { OrderUpsert } from '../../brevo/commerce-records';
import { FAILURE } from '../../contracts/failures';
import type { OrderRef, OrderWork, OrderWritten } from '../../contracts/order-deeds';
import { INCOMPLETE } from '../../contracts/order-status';
import { isFailure } from '../../http/failures';
import type { World } from '../world';
import { payloadOf, printsOf, type OrderAtHand } from './order-at-hand';
import { contactOf } from './order-contact';
import { atHandAgain } from './order-memory';

/** Live changes read two seconds after they hear; when they have much to do it takes longer. */
const WAITS_MS = [3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000] as const;

export async function writeOrder(
  world: World,
  ref: OrderRef,
  { people, upsert }: OrderWork,
): Promise<OrderWritten> {
  if (people) await world.tellPeople(ref, requestIdOf());
  if (upsert === undefined) return { kind: 'written' };
  const at = await atHandAgain(world, ref, (held) => held.print === upsert.fingerprint);
  if (at === null) return { kind: 'rejected', reason: 'the order is gone' };
  await tellCart(world, ref, at);
  const contact = await contactOf(at.shop, at.order);
  if (contact.kind === 'nobody') return { kind: 'rejected', reason: contact.reason };
  if (contact.kind === 'not yet' && isRefused(world, ref, contact.identifiers))
    return { kind: 'rejected', reason: 'contact refused by Brevo' };
  if (contact.kind === 'not yet') waitForContact();
  else world.live.orders.note(ref, { contactId: contact.contactId });
  return send(at, contact.identifiers, upsert.quiet);
}

/** The cart would hear of it by its own webhook, and asks itself before each mail; this is the quickest. */
async function tellCart(world: World, ref: OrderRef, { order }: OrderAtHand): Promise<void> {
  const { cart_id: cartId, status_id: status } = order;
  if (cartId == null || cartId === '' || status === INCOMPLETE) return;
  await world.tellCart(ref, cartId);
}

/** The same at every attempt: Temporal takes the repeat of a signal for what it is. */
function requestIdOf(): string {
  const { workflowExecution, activityId } = activityInfo();
  return `${workflowExecution?.runId ?? ''}-${activityId}`;
}

/** As live changes have heard a moment ago: nobody will come. */
const isRefused = (
  world: World,
  { storeHash }: OrderRef,
  whose: OrderUpsert['identifiers'],
): boolean => 'email_id' in whose && world.live.refused.has(storeHash, whose.email_id, world.now());

/** Brevo links an order to a contact that is there. After some minutes the order goes without: nobody will come. */
function waitForContact(): void {
  const wait = WAITS_MS[activityInfo().attempt - 1];
  if (wait === undefined) return;
  throw ApplicationFailure.create({
    type: FAILURE.contactNotYet,
    message: 'The contact of this order is still to be made in Brevo.',
    nextRetryDelay: wait,
    category: ApplicationFailureCategory.BENIGN,
  });
}

async function send(
  at: OrderAtHand,
  identifiers: OrderUpsert['identifiers'],
  quiet: boolean,
): Promise<OrderWritten> {
  const prints = printsOf(at);
  const mapped = payloadOf(at, identifiers);
  if (!prints.ok) return { kind: 'rejected', reason: prints.reason };
  if (!mapped.ok) return { kind: 'rejected', reason: mapped.reason };
  const { brevo } = at.shop;
  try {
    await (quiet ? brevo.upsertOrders([mapped.order]) : brevo.upsertOrder(mapped.order));
  } catch (error) {
    if (isFailure(error, 'Rejected')) return { kind: 'rejected', reason: 'refused by Brevo' };
    throw error;
  }
  return { kind: 'written', fingerprint: prints.print };
}
