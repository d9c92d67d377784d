// Looks at one order, one after the other, and what each leads to: for tests of its pure decisions.
import type { OrderFacts } from '../../src/contracts/order-deeds';
import type { OrderState } from '../../src/workflows/order/state';
import { workDone } from '../../src/workflows/order/moves';
import { freshOrder, rulesOf } from '../../src/workflows/order/rules';
import { orderStepFor } from '../../src/workflows/order/step';

export const T0 = Date.parse('2026-03-01T10:00:00Z');
export const DAY = 86_400_000;
export const rules = rulesOf({ storeHash: 'abc123', orderId: 7 });
export const step = orderStepFor(rules);

export const IS = {
  incomplete: 0,
  pending: 1,
  shipped: 2,
  partlyShipped: 3,
  refunded: 4,
  cancelled: 5,
  declined: 6,
  unpaid: 7,
  completed: 10,
  paid: 11,
  partlyRefunded: 14,
  unheardOf: 99,
} as const;

/** Orders change one after the other, each a minute after the one before. */
let minutes = 0;

/** As it is now, a minute after it was the last time. */
export function order(statusId: number, patch: Partial<OrderFacts> = {}): OrderFacts {
  minutes += 1;
  const content = patch.content ?? 'one shirt';
  return {
    statusId,
    createdAt: new Date(T0).toISOString(),
    modifiedAt: new Date(T0 + minutes * 60_000).toISOString(),
    archived: false,
    migrated: false,
    olderThanConnection: false,
    shipped: 'no',
    refunds: 0,
    fullyRefunded: false,
    content,
    fingerprint: `${statusId} ${content}`,
    ...patch,
  };
}

interface Seen {
  readonly facts: OrderFacts;
  readonly baseline?: boolean;
  readonly now?: number;
}

/** The state after these looks, each with its deeds done, and what each of them announces. */
export function after(looks: readonly (OrderFacts | Seen)[], began: OrderState = freshOrder(T0)) {
  let state = began;
  const told = looks.map((look) => {
    const { facts, baseline = false, now = T0 + DAY } = 'facts' in look ? look : { facts: look };
    const looking = { ...state, looking: baseline ? 'baseline' : 'touch' } as const;
    const stepped = step(looking, { kind: 'read', facts }, now);
    state = workDone(stepped.state, { kind: 'written' }, now);
    return stepped;
  });
  const words = told.map(({ deeds }) =>
    deeds.events.map(({ what, from, to }) =>
      what === 'status' ? `${from} > ${to}` : to === undefined ? what : `${what} ${to}`,
    ),
  );
  return { state, words, deeds: told.map(({ deeds }) => deeds.work) };
}

export const placed = (statusId: number) => [`placed ${statusId}`, `bought ${statusId}`];
