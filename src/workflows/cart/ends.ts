// Pure: how an abandonment begins and how a cart's story ends.
import type { CartLead, CartOrder, CartOutcome, StopReason } from '../../contracts/cart-recovery';
import type { CartThere } from '../../contracts/cart-deeds';
import type { Abandonment, CartState } from './state';
import { withEvent, withoutStale, type Moment } from './events';

/** The cart as it was left; what happens to it from here on is one episode. */
export function abandoned(state: CartState, found: CartThere, { now }: Moment): CartState {
  const { content, person, changedAt, plan } = found;
  if (person === undefined) return state;
  const first = plan.steps[0];
  const abandonment: Abandonment = {
    at: now,
    told: { content, person },
    changedAt,
    plan,
    step: 0,
    ...(first === undefined ? {} : { plannedAt: now + first.delayMs }),
    dueAt: now + (first?.delayMs ?? 0),
    lost: false,
    quietSince: now,
  };
  return withEvent(
    {
      ...state,
      stopped: undefined,
      phase: 'abandoned',
      episode: state.episode + 1,
      abandonment,
      listWanted: true,
      listRefused: false,
    },
    'abandoned',
    now,
  );
}

/** No further mail of this abandonment. A mail that nobody knows of stays so. */
export function stopped(state: CartState, why: StopReason, { now }: Moment): CartState {
  const { abandonment } = state;
  if (abandonment === undefined) return state;
  const known = withUndecided(state, now);
  const refused = why === 'no consent' || why === 'blocked';
  return {
    ...known,
    stopped: why,
    abandonment: { ...abandonment, plannedAt: undefined, lost: false, quietSince: now },
    listWanted: known.listWanted && !refused,
    listRefused: known.listRefused || refused,
  };
}

/** A mail whose answer was lost and that is not looked for any more. */
function withUndecided(state: CartState, now: number): CartState {
  const { abandonment, episode } = state;
  if (abandonment?.lost !== true) return state;
  const { step, plan } = abandonment;
  const variant = plan.steps[step]?.variant;
  const mail = {
    episode,
    step,
    ...(variant === undefined ? {} : { variant }),
    at: new Date(now).toISOString(),
    state: 'unknown',
  } as const;
  return { ...state, mails: [...state.mails, mail] };
}

/** The shopper is back. */
export function cameBack(state: CartState, { now, on }: Moment): CartState {
  const open = {
    ...withUndecided(state, now),
    abandonment: undefined,
    outcome: undefined,
    endAt: undefined,
    listWanted: false,
  };
  return withoutStale({ ...open, phase: 'watching' }, on);
}

export function bought(state: CartState, order: CartOrder, moment: Moment): CartState {
  const before = state.outcome;
  if (before === 'bought' || before === 'recovered') return { ...state, order };
  const known = { ...state, order };
  const isRecovered = state.episode > 0 || !moment.on('abandoned before');
  const led = isRecovered ? leadOf(known, moment.now) : undefined;
  const ended = resting(known, isRecovered ? 'recovered' : 'bought', moment);
  if (!isRecovered) return ended;
  return withEvent(led === undefined ? ended : { ...ended, led }, 'recovered', moment.now);
}

export function closed(state: CartState, moment: Moment): CartState {
  const ended = resting(state, 'closed', moment);
  return state.told === undefined || state.outcome === 'closed'
    ? ended
    : withEvent(ended, 'deleted', moment.now);
}

/** Nothing more is to come but late deliveries. */
export function resting(state: CartState, outcome: CartOutcome, moment: Moment): CartState {
  const over = { ...withUndecided(state, moment.now), abandonment: undefined, listWanted: false };
  const endAt = moment.now + state.timing.restMs;
  return withoutStale({ ...over, phase: 'resting', outcome, endAt }, moment.on);
}

/** The last step clicked within the window, else the last one mailed. */
function leadOf({ click, mails, timing }: CartState, now: number): CartLead | undefined {
  const sent = mails.filter(({ state }) => state === 'sent');
  const clicked =
    click !== undefined && now - click.at <= timing.clickWindowMs
      ? sent.find(({ episode, step }) => episode === click.episode && step === click.step)
      : undefined;
  const mail = clicked ?? sent.at(-1);
  if (mail === undefined) return undefined;
  const { step, variant } = mail;
  const by = clicked === undefined ? 'mail' : 'click';
  return { by, step, ...(variant === undefined ? {} : { variant }) };
}
