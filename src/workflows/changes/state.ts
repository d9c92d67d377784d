// Pure: which records wait to be read, in windows and batches, and what became of them.
import type {
  ChangesResult,
  ChangesState,
  ChangesTiming,
  ChangesWritten,
  RecordsChanged,
  WaitingIds,
} from '../../contracts/record-changes';
import { USUAL_TIMING } from '../../contracts/record-changes';
import { addTally, EMPTY_TALLY } from '../../contracts/tally';

/** BigCommerce answers so many records a request. */
const IDS_A_BATCH = 250;
/** Orders can only be read one by one, and each asks for more. */
const ORDERS_A_BATCH = 25;
/** A window with more is followed by a longer one. */
const MANY = 100;

const NO_IDS: WaitingIds = {
  changed: [],
  deleted: [],
  orders: [],
  subscribers: [],
  categories: [],
};

export const freshChanges = (): ChangesState => ({
  waiting: NO_IDS,
  open: NO_IDS,
  wide: false,
  events: [],
  counts: {
    ...EMPTY_TALLY,
    windows: 0,
    removed: 0,
    joined: 0,
    eventsSent: 0,
    unknownEvents: [],
  },
});

export const timingOf = (timing?: Partial<ChangesTiming>): ChangesTiming => ({
  ...USUAL_TIMING,
  ...timing,
});

const together = (known: readonly number[], more: readonly number[] = []): readonly number[] =>
  more.length === 0 ? known : [...new Set([...known, ...more])];

export const sizeOf = (ids: WaitingIds): number =>
  Object.values(ids).reduce((sum, some) => sum + some.length, 0);

/** The window opens with its first id; an empty hint opens none. */
export function noted(state: ChangesState, hint: RecordsChanged, now: number): ChangesState {
  const { waiting, since } = state;
  const next: WaitingIds = {
    changed: together(waiting.changed, hint.changed),
    deleted: together(waiting.deleted, hint.deleted),
    orders: together(waiting.orders, hint.orders),
    subscribers: together(waiting.subscribers, hint.subscribers),
    categories: together(waiting.categories, hint.categories),
  };
  return sizeOf(next) === 0 ? state : { ...state, waiting: next, since: since ?? now };
}

/** Epoch milliseconds at which the waiting ids are read; undefined while none waits. */
export const readAt = ({ since, wide }: ChangesState, timing: ChangesTiming): number | undefined =>
  since === undefined ? undefined : since + (wide ? timing.wideWindowMs : timing.windowMs);

/** What waits is now worked off; what comes from here on waits for the next window. */
export function windowClosed(state: ChangesState): ChangesState {
  const { waiting, counts, open, events } = state;
  return {
    waiting: NO_IDS,
    open: {
      changed: together(open.changed, waiting.changed),
      deleted: together(open.deleted, waiting.deleted),
      orders: together(open.orders, waiting.orders),
      subscribers: together(open.subscribers, waiting.subscribers),
      categories: together(open.categories, waiting.categories),
    },
    wide: sizeOf(waiting) > MANY,
    events,
    counts: { ...counts, windows: counts.windows + 1 },
  };
}

/** Records before the orders and subscriptions of their people. */
export type Batch =
  | {
      readonly kind: 'records';
      readonly changed: readonly number[];
      readonly deleted: readonly number[];
      readonly categories: boolean;
    }
  | {
      readonly kind: 'people';
      readonly orders: readonly number[];
      readonly subscribers: readonly number[];
    };

/** The next batch and what is left; an id that is called changed and deleted is asked for once. */
export function nextBatch(
  state: ChangesState,
): { readonly batch: Batch; readonly state: ChangesState } | undefined {
  const { open } = state;
  if (open.changed.length + open.deleted.length + open.categories.length > 0) {
    const gone = new Set(open.deleted);
    const changed = open.changed.filter((id) => !gone.has(id));
    const deleted = open.deleted.slice(0, IDS_A_BATCH);
    const more = changed.slice(0, IDS_A_BATCH - deleted.length);
    const left = {
      ...open,
      deleted: open.deleted.slice(deleted.length),
      changed: changed.slice(more.length),
      categories: [],
    };
    const batch = { kind: 'records', changed: more, deleted } as const;
    return {
      batch: { ...batch, categories: open.categories.length > 0 },
      state: { ...state, open: left },
    };
  }
  if (open.orders.length + open.subscribers.length === 0) return undefined;
  const orders = open.orders.slice(0, ORDERS_A_BATCH);
  const subscribers = open.subscribers.slice(0, IDS_A_BATCH);
  const left = {
    ...open,
    orders: open.orders.slice(orders.length),
    subscribers: open.subscribers.slice(subscribers.length),
  };
  return { batch: { kind: 'people', orders, subscribers }, state: { ...state, open: left } };
}

/** What a batch did, added to the counts. */
export function counted(state: ChangesState, part: Partial<ChangesWritten>): ChangesState {
  const { counts } = state;
  const sums: ChangesResult = {
    ...counts,
    ...addTally(counts, { ...EMPTY_TALLY, ...tallyOf(part) }),
    removed: counts.removed + (part.removed ?? 0),
    joined: counts.joined + (part.joined ?? 0),
  };
  return { ...state, counts: sums };
}

const tallyOf = (part: Partial<ChangesWritten>) => ({
  read: part.read ?? 0,
  written: part.written ?? 0,
  unchanged: part.unchanged ?? 0,
  skipped: part.skipped ?? [],
  rejected: part.rejected ?? [],
  dropped: part.dropped ?? [],
});
