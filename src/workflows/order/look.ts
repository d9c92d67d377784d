// Pure: whether a look at an order may announce anything, and whether it was placed, has been told or is past.
import type { KnownOrder, LookMode } from './state';
import type { OrderFacts } from '../../contracts/order-deeds';
import { INCOMPLETE } from '../../contracts/order-status';
import { laterNews, placedNews, type OrderNews } from './news';
import type { OrderRules } from './rules';

export interface Look {
  /** What the flow knows; null when it is the first look. */
  readonly known: KnownOrder | null;
  readonly mode: LookMode;
  readonly facts: OrderFacts;
  readonly rules: OrderRules;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Before the first look nothing had happened. */
export const knownBefore = ({ known, facts: { createdAt, content } }: Look): KnownOrder =>
  known ?? {
    statusId: INCOMPLETE,
    createdAt,
    modifiedAt: createdAt,
    archived: false,
    placing: 'open',
    shipped: 'no',
    refunds: 0,
    content,
    written: null,
  };

const isOld = ({ facts, rules, now }: Look): boolean =>
  now - Date.parse(facts.createdAt) >= rules.timing.oldMs &&
  rules.guards.has('an old order is not announced by a new flow');

/** What was made before anybody could know of it is remembered, not told. */
const isBeforeConnection = ({ known, facts, rules: { guards } }: Look): boolean =>
  known === null &&
  facts.olderThanConnection &&
  facts.statusId !== INCOMPLETE &&
  guards.has('the first look at an order older than the connection is silent');

const isForeign = ({ facts, rules: { guards } }: Look): boolean =>
  facts.migrated && guards.has('a migrated order is never announced');

/** As long as nothing was told of the order, a baseline goes on remembering. */
const isBaselined = ({ mode, known, rules: { guards } }: Look): boolean =>
  mode === 'baseline' &&
  (known === null || (known.placing === 'open' && known.statusId !== INCOMPLETE)) &&
  guards.has('a baseline is silent');

/** Nothing is announced of this look. */
export const isSilent = (look: Look): boolean =>
  isForeign(look) ||
  isBaselined(look) ||
  isBeforeConnection(look) ||
  (look.known === null && isOld(look));

export function placingOf(look: Look): KnownOrder['placing'] {
  const { placing } = knownBefore(look);
  if (placing !== 'open')
    return look.rules.guards.has('an order is placed once') ? placing : 'open';
  return isForeign(look) || isPast(look) ? 'past' : 'open';
}

/** Its placing will never be told. */
function isPast(look: Look): boolean {
  const { known, mode, rules } = look;
  // Who was seen incomplete has been followed since; of others a new flow knows nothing.
  if (known?.statusId === INCOMPLETE) return false;
  const keeps = rules.guards.has('a baseline leaves the placing to be announced');
  const isLost = known === null && mode === 'baseline' && !keeps;
  return isOld(look) || isBeforeConnection(look) || isLost;
}

export function newsOf(look: Look, placing: KnownOrder['placing']): readonly OrderNews[] {
  if (isSilent(look)) return [];
  const { facts, rules } = look;
  const seen = { before: knownBefore(look), facts, guards: rules.guards };
  if (placing !== 'open') return laterNews(seen);
  const waits =
    facts.statusId === INCOMPLETE && rules.guards.has('an incomplete order is not placed');
  return waits ? [] : placedNews(seen);
}
