// Pure: what a look at an order has to announce, in the order in which it happened.
import type { KnownOrder } from './state';
import type { OrderEvent, OrderFacts } from '../../contracts/order-deeds';
import { INCOMPLETE, statusIdOf } from '../../contracts/order-status';
import type { OrderGuards } from './guards';

/** An event before it has an id. */
export type OrderNews = Pick<OrderEvent, 'what' | 'at' | 'from' | 'to'>;

export interface Sight {
  /** What was known; of the first look: nothing had happened yet. */
  readonly before: KnownOrder;
  readonly facts: OrderFacts;
  readonly guards: OrderGuards;
}

/** Into these an order is placed; `placed` says as much as a change of status would. */
const ENTRIES = new Set(
  (
    [
      'pending',
      'awaiting_payment',
      'awaiting_pickup',
      'awaiting_shipment',
      'awaiting_fulfillment',
      'manual_verification_required',
    ] as const
  ).map(statusIdOf),
);

const SHIPPED = statusIdOf('shipped');
const PARTLY_SHIPPED = statusIdOf('partially_shipped');
const REFUNDED = statusIdOf('refunded');
const PARTLY_REFUNDED = statusIdOf('partially_refunded');

const EXTENT = { no: 0, partly: 1, fully: 2 } as const;

export const furtherShipped = (
  one: OrderFacts['shipped'],
  other: OrderFacts['shipped'],
): OrderFacts['shipped'] => (EXTENT[one] >= EXTENT[other] ? one : other);

/** As far as the status alone says it. */
export const shippedBy = (statusId: number): OrderFacts['shipped'] =>
  statusId === SHIPPED ? 'fully' : statusId === PARTLY_SHIPPED ? 'partly' : 'no';

interface Passed {
  readonly to: number;
  readonly at: string;
}

/** A shipment that left no trace in the status is known by its evidence alone. */
function shipmentPassed({ before, facts, guards }: Sight): readonly Passed[] {
  const { shipped, statusId, shippedAt, modifiedAt } = facts;
  const isNew =
    EXTENT[shipped] > EXTENT[before.shipped] || !guards.has('a shipment is inferred once');
  if (shipped === 'no' || !isNew || shippedBy(statusId) !== 'no') return [];
  return [{ to: shipped === 'fully' ? SHIPPED : PARTLY_SHIPPED, at: shippedAt ?? modifiedAt }];
}

function refundPassed({ before, facts, guards }: Sight): readonly Passed[] {
  const { refunds, fullyRefunded, statusId, refundedAt, modifiedAt } = facts;
  const isNew = refunds > before.refunds || !guards.has('a refund is inferred once');
  if (refunds === 0 || !isNew || statusId === REFUNDED || statusId === PARTLY_REFUNDED) return [];
  return [{ to: fullyRefunded ? REFUNDED : PARTLY_REFUNDED, at: refundedAt ?? modifiedAt }];
}

/** Statuses since the last look: those that left evidence, then the present one. */
function passedStatuses(look: Sight): readonly Passed[] {
  const { statusId, modifiedAt } = look.facts;
  const between = [...shipmentPassed(look), ...refundPassed(look)];
  const [first, second] = between;
  if (first !== undefined && second !== undefined && second.at < first.at) between.reverse();
  return [...between, { to: statusId, at: modifiedAt }];
}

/** `from`: where the story stands before this look. */
function changesFrom(from: number, look: Sight): readonly OrderNews[] {
  const changes: OrderNews[] = [];
  let at = from;
  for (const passed of passedStatuses(look)) {
    if (passed.to === at && look.guards.has('a status that stays is no change')) continue;
    changes.push({ what: 'status', at: passed.at, from: at, to: passed.to });
    at = passed.to;
  }
  return changes;
}

/** What was bought differs from what has been told. */
function updateOf({ before, facts, guards }: Sight): readonly OrderNews[] {
  const same = before.content === facts.content && guards.has('content that stays is no update');
  return same ? [] : [{ what: 'updated', at: facts.modifiedAt }];
}

/** The first time that an order is not incomplete. */
export function placedNews(look: Sight): readonly OrderNews[] {
  const { before, facts } = look;
  const at = before.statusId === INCOMPLETE ? facts.createdAt : before.modifiedAt;
  const entry = entryOf(look);
  const placed = entry === INCOMPLETE ? { at } : { at, to: entry };
  return [
    { what: 'placed', ...placed },
    { what: 'bought', ...placed },
    ...changesFrom(entry, look),
  ];
}

/** The status into which the order was placed; `incomplete` when it is one that comes later. */
function entryOf(look: Sight): number {
  const { before, facts } = look;
  if (before.statusId !== INCOMPLETE) return before.statusId;
  return ENTRIES.has(facts.statusId) && passedStatuses(look).length === 1
    ? facts.statusId
    : INCOMPLETE;
}

/** Of an order whose placing is told or past. */
export const laterNews = (look: Sight): readonly OrderNews[] => [
  ...changesFrom(look.before.statusId, look),
  ...updateOf(look),
];
