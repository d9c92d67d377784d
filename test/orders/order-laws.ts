// What must hold of every interleaving once the flow has come to rest: each law names what is broken.
import type { OrderEvent } from '../../src/contracts/order-deeds';
import type { Life, Looked, OrderPlayer } from './order-player';
import { DAY } from './order-world';

type Law = (player: OrderPlayer) => readonly string[];

const broken = (isBroken: boolean, what: string): readonly string[] => (isBroken ? [what] : []);

const queuedIn = ({ looks }: Life): readonly OrderEvent[] => looks.flatMap(({ queued }) => queued);

const allQueued = ({ lives }: OrderPlayer): readonly OrderEvent[] => lives.flatMap(queuedIn);

const unknownIn = ({ lives }: OrderPlayer): readonly string[] =>
  lives.flatMap(({ last }) => last.unknownEvents);

const countOf = (events: readonly OrderEvent[], what: OrderEvent['what']): number =>
  events.filter((event) => event.what === what).length;

const once: Law = (player) => {
  const ids = player.world.arrivals.map(({ event }) => event.eventId);
  const queued = allQueued(player);
  return [
    ...broken(new Set(ids).size < ids.length, 'Brevo has an event twice'),
    ...broken(countOf(queued, 'placed') > 1, 'placed twice'),
    ...broken(countOf(queued, 'bought') !== countOf(queued, 'placed'), 'bought without placed'),
  ];
};

/** Every queued event is in Brevo, or named as unknown; nothing else is. */
const accounted: Law = (player) => {
  const { world, lives } = player;
  const arrived = new Set(world.arrivals.map(({ event }) => event.eventId));
  const unknown = new Set(unknownIn(player));
  const queued = allQueued(player);
  const sent = lives.reduce((sum, { last }) => sum + last.eventsSent, 0);
  const missing = queued.filter(({ eventId }) => !arrived.has(eventId) && !unknown.has(eventId));
  return [
    ...broken(missing.length > 0, 'an event is missing'),
    ...broken(sent + unknown.size !== queued.length, 'the counts differ from a recount'),
  ];
};

const inOrder: Law = (player) => {
  const ids = allQueued(player).map(({ eventId }) => eventId);
  const arrived = player.world.arrivals.map(({ event }) => ids.indexOf(event.eventId));
  const jumps = arrived.some((at, index) => index > 0 && at < (arrived[index - 1] ?? 0));
  const goesBack = player.lives.some((life) => {
    const dates = queuedIn(life).map(({ at }) => at);
    return dates.some((at, index) => index > 0 && at < (dates[index - 1] ?? ''));
  });
  return [...broken(jumps, 'events out of order'), ...broken(goesBack, 'dates go back')];
};

/** Nothing is told more often than it happened. */
const truth: Law = (player) => {
  const { world } = player;
  const queued = allQueued(player);
  const tos = new Map<number, number>();
  for (const { what, to } of queued)
    if (what === 'status' && to !== undefined) tos.set(to, (tos.get(to) ?? 0) + 1);
  const tooOften = [...tos].some(([to, count]) => count > (world.entries.get(to) ?? 0));
  const still = queued.some(({ what, from, to }) => what === 'status' && from === to);
  return [
    ...broken(tooOften, 'a status told more often than it was'),
    ...broken(still, 'a change into the same status'),
    ...broken(countOf(queued, 'updated') > world.edits, 'more updates than edits'),
  ];
};

const isStatus = ({ what }: OrderEvent): boolean => what === 'status' || what === 'placed';

/** The told statuses are a chain, and end with the one the order has. */
const chain: Law = ({ lives, world }) =>
  lives.flatMap((life, index) => {
    const told = queuedIn(life).filter(isStatus);
    const gaps = told.some(
      ({ what, from }, at) => at > 0 && what === 'status' && from !== (told[at - 1]?.to ?? 0),
    );
    const last = told.at(-1);
    const isNow = index === lives.length - 1;
    const behind = isNow && last !== undefined && (last.to ?? 0) !== world.status;
    return [...broken(gaps, 'a gap between statuses'), ...broken(behind, 'a status not told')];
  });

const silence: Law = ({ lives }) =>
  lives.flatMap(({ looks }) => [
    ...looks.slice(0, 1).flatMap(firstLook),
    ...broken(looks.some(isForeign), 'a migrated order announced'),
    ...broken(looks.some(isEarly), 'an incomplete order placed'),
  ]);

function firstLook({ facts, mode, ageMs, queued }: Looked): readonly string[] {
  if (queued.length === 0) return [];
  return [
    ...broken(mode === 'baseline', 'a baseline announced'),
    ...broken(facts.olderThanConnection && facts.statusId !== 0, 'an older order announced'),
    ...broken(ageMs >= 45 * DAY, 'an old order announced by a new flow'),
  ];
}

const isForeign = ({ facts, queued }: Looked): boolean => facts.migrated && queued.length > 0;

const isEarly = ({ facts, queued }: Looked): boolean =>
  facts.statusId === 0 && queued.some(({ what }) => what === 'placed');

const isFresh = ({ facts }: Looked): boolean => !facts.migrated && !facts.olderThanConnection;

/** A real touch of a young order that is placed leads to its announcement. */
const placing: Law = (player) => {
  const due = player.lives.some(({ looks }) =>
    looks.some(
      (look) =>
        !look.stale &&
        isFresh(look) &&
        look.mode === 'touch' &&
        look.facts.statusId !== 0 &&
        look.ageMs < 45 * DAY,
    ),
  );
  return broken(due && countOf(allQueued(player), 'placed') === 0, 'placed was never announced');
};

/** Of a flow that could tell everything from its beginning nothing is left out. */
const complete: Law = ({ lives }) =>
  lives.flatMap(({ looks }) => {
    const [first] = looks;
    const last = looks.at(-1);
    if (first === undefined || last === undefined || !tellsAll(first)) return [];
    const good = looks.filter((look, at) => isForward(looks, look, at));
    const queued = good.flatMap((look) => look.queued);
    const edits = good.filter(
      (look, at) => at > 0 && look.facts.content !== good[at - 1]?.facts.content,
    );
    const known = [first.facts.statusId, ...queued.map(({ to }) => to ?? -1)];
    return [
      ...broken(countOf(queued, 'updated') !== edits.length, 'an edit not told'),
      ...broken(hasShipped(first, last) && !includesOne(known, [2, 3]), 'a shipment not told'),
      ...broken(hasRefunded(first, last) && !includesOne(known, [4, 14]), 'a refund not told'),
    ];
  });

const tellsAll = ({ facts, mode }: Looked): boolean =>
  !facts.migrated && mode !== 'baseline' && facts.statusId !== 0;

const hasShipped = (first: Looked, last: Looked): boolean =>
  first.facts.shipped === 'no' && last.facts.shipped !== 'no';

const hasRefunded = (first: Looked, last: Looked): boolean =>
  first.facts.refunds === 0 && last.facts.refunds > 0;

const includesOne = (known: readonly number[], wanted: readonly number[]): boolean =>
  wanted.some((id) => known.includes(id));

/** No server that lags behind has answered. */
const isForward = (looks: readonly Looked[], { facts }: Looked, at: number): boolean =>
  looks.slice(0, at).every((before) => before.facts.modifiedAt <= facts.modifiedAt);

/** What Brevo has of the order is what the shop has. */
const written: Law = ({ world, lives }) => {
  const wasPlaced = lives.some(({ looks }) => looks.some(({ facts }) => facts.statusId !== 0));
  return [
    ...broken(
      wasPlaced && world.status !== 0 && world.upserted !== world.fingerprint(),
      'Brevo has another order',
    ),
    ...broken(!wasPlaced && world.upserted !== undefined, 'an incomplete order written'),
  ];
};

const LAWS: readonly Law[] = [
  once,
  accounted,
  inOrder,
  truth,
  chain,
  silence,
  placing,
  complete,
  written,
];

export const brokenLaws = (player: OrderPlayer): readonly string[] => [
  ...player.wrongs,
  ...LAWS.flatMap((law) => law(player)),
];
