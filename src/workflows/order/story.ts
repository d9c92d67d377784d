// Pure: an order's story in plain words, for whoever opens its flow.
import type { KnownOrder, OrderState } from './state';
import type { OrderEvent, OrderEventKind } from '../../contracts/order-deeds';
import type { OrderResult, OrderStage } from '../../contracts/order-flow';
import { INCOMPLETE, orderStatusWord, statusIdOf } from '../../contracts/order-status';

/** The first lines tell how it began; of a very long story the middle is left out. */
const MOST_LINES = 100;
const FIRST_LINES = 10;
/** So many unknown or refused events are named. */
const MOST_NAMED = 100;

const wordOf = (statusId: number): string => orderStatusWord(statusId) ?? `status_${statusId}`;

/** BigCommerce's definition: the payment is confirmed (support.bigcommerce.com, Order Statuses). */
const PAID = statusIdOf('awaiting_fulfillment');

/** For reading: `awaiting fulfillment (paid)`. */
const said = (statusId: number): string =>
  `${wordOf(statusId).replaceAll('_', ' ')}${statusId === PAID ? ' (paid)' : ''}`;

const isoOf = (ms: number): string => new Date(ms).toISOString();

export function withLine(state: OrderState, now: number, what: string): OrderState {
  const { story } = state;
  const kept =
    story.length < MOST_LINES
      ? story
      : [...story.slice(0, FIRST_LINES), ...story.slice(FIRST_LINES + 1)];
  return { ...state, story: [...kept, { at: isoOf(now), what }] };
}

interface Seen {
  readonly before: KnownOrder | null;
  readonly after: KnownOrder;
  /** Nothing is announced of it. */
  readonly silent: boolean;
  readonly now: number;
}

/** What the last look has seen, if it is another state than before. */
export function seen(state: OrderState, { before, after, silent, now }: Seen): OrderState {
  const what = [...statusSeen(before, after), ...othersSeen(before, after)];
  if (what.length === 0) return state;
  return withLine(state, now, `${what.join(', ')}${silent ? ' (nothing is announced)' : ''}`);
}

function statusSeen(before: KnownOrder | null, after: KnownOrder): readonly string[] {
  const word = said(after.statusId);
  if (before === null) return [`${after.placing === 'told' ? 'placed' : 'first seen'}: ${word}`];
  if (before.statusId === after.statusId) return [];
  return [
    before.statusId === INCOMPLETE ? `placed: ${word}` : `${said(before.statusId)} → ${word}`,
  ];
}

const refundsSeen = (count: number): string => (count === 1 ? 'a refund' : `${count} refunds`);

function othersSeen(before: KnownOrder | null, after: KnownOrder): readonly string[] {
  return [
    ...(after.refunds > (before?.refunds ?? 0) ? [refundsSeen(after.refunds)] : []),
    ...(after.archived && before?.archived !== true ? ['archived in the shop'] : []),
    ...(before !== null && before.content !== after.content ? ['lines or amount changed'] : []),
  ];
}

const NAMES: Readonly<Record<OrderEventKind, string>> = {
  placed: 'order placed',
  bought: 'bought (order_completed)',
  status: 'status changed',
  updated: 'order updated',
};

/** Such as `status changed: shipped → completed`. */
export function titleOf({ what, from, to }: OrderEvent): string {
  if (from === undefined || to === undefined) return NAMES[what];
  return `${NAMES[what]}: ${said(from)} → ${said(to)}`;
}

export const announcing = (
  state: OrderState,
  events: readonly OrderEvent[],
  now: number,
): OrderState => withLine(state, now, `to announce: ${events.map(titleOf).join('; ')}`);

interface Heard {
  readonly event: OrderEvent;
  readonly as: 'sent' | 'not wanted' | 'refused' | 'unknown';
  readonly now: number;
}

const WORDS: Readonly<Record<Heard['as'], string>> = {
  sent: 'announced to Brevo',
  'not wanted': 'not announced, the settings leave it out',
  refused: 'not announced, Brevo refuses it or has no such contact',
  unknown: 'nobody knows whether Brevo has it, not sent again',
};

const named = (ids: readonly string[], id: string): readonly string[] =>
  [...ids, id].slice(0, MOST_NAMED);

/** An event is settled. */
export function heard(state: OrderState, { event, as, now }: Heard): OrderState {
  const told = withLine(state, now, `${WORDS[as]}: ${titleOf(event)}`);
  switch (as) {
    case 'sent':
      return { ...told, eventsSent: told.eventsSent + 1 };
    case 'refused':
      return { ...told, refusedEvents: named(told.refusedEvents, event.eventId) };
    case 'unknown':
      return { ...told, unknownEvents: named(told.unknownEvents, event.eventId) };
    case 'not wanted':
      return told;
  }
}

export function stageOf(state: OrderState, followedUntilMs: number): OrderStage {
  const { known, gone, rejected, eventsSent, events, story } = state;
  const { unknownEvents, refusedEvents } = state;
  return {
    stage: gone ? 'gone' : known === null ? 'not read yet' : wordOf(known.statusId),
    placed: known !== null && known.statusId !== INCOMPLETE,
    archived: known?.archived ?? false,
    ...(rejected === null ? {} : { rejected }),
    eventsSent,
    waitingEvents: events.map(({ eventId }) => eventId),
    unknownEvents,
    refusedEvents,
    story,
    ...(known === null ? {} : { followedUntil: isoOf(followedUntilMs) }),
  };
}

export function outcomeOf({ known, gone, rejected }: OrderState): OrderResult['outcome'] {
  if (gone) return 'gone';
  if (rejected !== null) return 'rejected';
  return known === null || (known.statusId === INCOMPLETE && known.placing === 'open')
    ? 'never placed'
    : 'followed to the end';
}

/** For the Temporal UI, in Markdown: how it stands, then the story. */
export function storyText(state: OrderState, followedUntilMs: number): string {
  const lines = state.story.map(
    ({ at, what }) => `- ${at.slice(0, 19).replace('T', ' ')} UTC: ${what}`,
  );
  return [standing(state, followedUntilMs).join(' · '), '', ...lines].join('\n');
}

function standing(state: OrderState, followedUntilMs: number): readonly string[] {
  const { known, gone, rejected, eventsSent, events, unknownEvents, refusedEvents } = state;
  const counts: readonly (readonly [number, string])[] = [
    [eventsSent, 'announced to Brevo'],
    [events.length, 'waiting to be'],
    [refusedEvents.length, 'not announced'],
    [unknownEvents.length, 'that nobody knows of'],
  ];
  return [
    `**${gone ? 'gone' : known === null ? 'not read yet' : said(known.statusId)}**`,
    ...(rejected === null ? [] : [`not in Brevo: ${rejected}`]),
    ...counts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])),
    ...(known === null ? [] : [`followed until ${isoOf(followedUntilMs).slice(0, 10)}`]),
  ];
}
