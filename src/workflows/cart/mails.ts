// Pure: the mails of an abandonment; each step is sent once or not at all.
import type { CartMail } from '../../contracts/cart-recovery';
import type { MailOutcome, MailRequest } from '../../contracts/cart-deeds';
import { bought, stopped } from './ends';
import type { Moment } from './events';
import type { Abandonment, CartState } from './state';

/** The cart is read again by then. */
const LOOK_AGAIN_MS = 900_000;

export interface Mailed {
  readonly episode: number;
  readonly step: number;
  readonly outcome: MailOutcome;
}

export function mailRequest(
  { storeHash, cartId, episode }: CartState,
  { step, plan, told, changedAt, lost }: Abandonment,
): MailRequest {
  const variant = plan.steps[step]?.variant;
  return {
    storeHash,
    cartId,
    episode,
    step,
    ...(variant === undefined ? {} : { variant }),
    told,
    changedAt,
    ...(lost ? { after: 'lost' } : {}),
  };
}

export function afterMailing(state: CartState, mailed: Mailed, moment: Moment): CartState {
  if (mailed.step !== state.abandonment?.step) return state;
  const { outcome } = mailed;
  if (outcome.kind === 'skipped') return afterDeciding(state, outcome, moment);
  if (outcome.kind === 'bought') return bought(settled(state), outcome.order, moment);
  if (outcome.kind === 'stopped') return stopped(settled(state), outcome.why, moment);
  if (outcome.kind === 'later') return withTry(state, { dueAt: moment.now + outcome.afterMs });
  return afterWord(state, outcome.kind, moment);
}

type Word = 'sent' | 'unknown' | 'lost' | 'changed' | 'gone';

function afterWord(state: CartState, kind: Word, moment: Moment): CartState {
  switch (kind) {
    case 'sent':
    case 'unknown':
      return afterDeciding(state, { kind }, moment);
    case 'lost':
      return afterLosing(state, moment);
    case 'changed':
    case 'gone': {
      const dueAt = moment.now + LOOK_AGAIN_MS;
      return withTry(settled({ ...state, hints: state.hints + 1 }), { dueAt });
    }
  }
}

interface Decided {
  readonly kind: 'sent' | 'skipped' | 'unknown';
  readonly why?: string;
}

function afterDeciding(state: CartState, { kind, why }: Decided, moment: Moment): CartState {
  if (kind === 'unknown' && !moment.on('unknown is over'))
    return withTry(state, { dueAt: moment.now + LOOK_AGAIN_MS, lost: false });
  return advanced(state, { state: kind, ...(why === undefined ? {} : { why }) }, moment);
}

const afterLosing = (state: CartState, { now, on }: Moment): CartState =>
  withTry(state, { dueAt: now + state.timing.mailLookMs, lost: on('lost looks first') });

/** The look that found this has found no mail of an attempt before. */
const settled = (state: CartState): CartState => withTry(state, { lost: false });

function withTry(state: CartState, change: Partial<Abandonment>): CartState {
  const { abandonment } = state;
  return abandonment === undefined
    ? state
    : { ...state, abandonment: { ...abandonment, ...change } };
}

/** On to the next mail, so long after this one. */
function advanced(
  state: CartState,
  result: Pick<CartMail, 'state' | 'why'>,
  { now }: Moment,
): CartState {
  const { abandonment, episode } = state;
  if (abandonment === undefined) return state;
  const { step, plan } = abandonment;
  const variant = plan.steps[step]?.variant;
  const mail: CartMail = {
    episode,
    step,
    ...(variant === undefined ? {} : { variant }),
    at: new Date(now).toISOString(),
    ...result,
  };
  const next = plan.steps[step + 1];
  const dueAt = now + (next?.delayMs ?? 0);
  return {
    ...state,
    mails: [...state.mails, mail],
    abandonment: {
      ...abandonment,
      step: step + 1,
      plannedAt: next === undefined ? undefined : dueAt,
      dueAt,
      lost: false,
      quietSince: now,
    },
  };
}

/** What should have left more than two days ago is not sent any more. */
export function withoutLateMail(state: CartState, moment: Moment): CartState {
  const plannedAt = state.abandonment?.plannedAt;
  const isLate = plannedAt !== undefined && moment.now - plannedAt > state.timing.tooLateMs;
  return isLate && moment.on('not too late') ? stopped(state, 'too late', moment) : state;
}
