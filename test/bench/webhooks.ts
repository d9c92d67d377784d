// What a webhook costs at the API's door: kept on the disk, not kept at all, and at the same door before BullMQ and Redis.
import { cpuMs } from './idle-worker';
import { jobsAt } from './peer-door';
import { postAtOnce, postSteadily } from './posting';
import { newAmong } from './signed-deliveries';
import { API_KEY } from './status';
import { median, percentile, table, type Row } from './table';
import { connectSender, openOwnDoor, openRedisDoor, type Door } from './webhook-doors';

const TURNS = 9;
const AT_ONCE = 5_000;
const PER_SECOND = 500;
const STEADY = 1_500;

const KEPT = 'store/customer/updated';
/** Proven, counted and answered like any other, and not kept. */
const UNKEPT = 'store/channel/updated';

const PEER = 'BullMQ, appendfsync always';

interface Measured extends Pick<Door, 'url' | 'pid' | 'sign'> {
  readonly title: string;
  readonly scope: string;
}

interface Turn {
  readonly perSecond: number;
  readonly doorUs: number;
  readonly senderUs: number;
  readonly ms: readonly number[];
}

/** At a door without Temporal behind it what is kept stays where it is; everywhere it is counted at the end. */
export async function benchWebhooks(address: string, path: string | undefined): Promise<string> {
  await connectSender(address);
  const alone = await openOwnDoor();
  const behind = await openOwnDoor(address);
  const peer = await openRedisDoor(path);
  try {
    const turns = await byTurns([
      { ...alone, title: 'without storage', scope: UNKEPT },
      { ...alone, title: 'flushed to the disk', scope: KEPT },
      ...(peer === undefined ? [] : [{ ...peer, title: PEER, scope: KEPT }]),
      { ...behind, title: 'flushed, Temporal there', scope: KEPT },
    ]);
    for (const { url } of [alone, behind]) assertKept('inbox', await acceptedAt(url));
    if (peer !== undefined) assertKept('queue of BullMQ', await jobsAt(peer.redisPort));
    return report(turns);
  } finally {
    for (const door of [alone, behind, peer]) await door?.close();
  }
}

function assertKept(where: string, found: number): void {
  const expected = (TURNS + 1) * (newAmong(AT_ONCE) + newAmong(STEADY));
  if (found !== expected)
    throw new Error(`The ${where} took ${found} deliveries instead of ${expected}.`);
}

/** Each in its turn, so that what the machine does meanwhile meets all of them. */
type Turns = ReadonlyMap<string, readonly Turn[]>;

async function byTurns(doors: readonly Measured[]): Promise<Turns> {
  const turns = new Map(doors.map(({ title }): [string, Turn[]] => [title, []]));
  for (let turn = 0; turn <= TURNS; turn += 1) {
    for (const door of turn % 2 === 0 ? doors : doors.toReversed()) {
      const measured = await oneTurn(door);
      // The first finds code and disk cold.
      if (turn > 0) turns.get(door.title)?.push(measured);
    }
  }
  return turns;
}

async function oneTurn({ url, pid, sign, scope }: Measured): Promise<Turn> {
  const crowd = sign(scope, AT_ONCE);
  const before = await cpuMs(pid);
  const { perSecond, senderUs } = await postAtOnce(url, crowd);
  const used = (await cpuMs(pid)) - before;
  const ms = await postSteadily(url, sign(scope, STEADY), PER_SECOND);
  return { perSecond, doorUs: (used * 1000) / AT_ONCE, senderUs, ms };
}

async function acceptedAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${API_KEY}` } });
  return Number(/^tajo_webhooks_total{outcome="accepted"} (\d+)$/m.exec(await answer.text())?.[1]);
}

function report(turns: Turns): string {
  const rows = [...turns].map(([title, some]): Row => [title, ...figures(some)]);
  const against = (one: string, other: string): string =>
    ratioOf(turns.get(one) ?? [], turns.get(other) ?? []);
  return [
    table(HEAD, rows),
    '',
    `The inbox against no storage: ${against('flushed to the disk', 'without storage')}`,
    turns.has(PEER)
      ? `The inbox against ${PEER}: ${against('flushed to the disk', PEER)}`
      : 'BullMQ: no redis-server on the PATH, not measured',
  ].join('\n');
}

const HEAD = [
  `${TURNS} turns, a fifth repeated`,
  `a second (${AT_ONCE} at once)`,
  'CPU of the door',
  'of the sender',
  `p50 at ${PER_SECOND} a second`,
  'p99',
  'p99 of each turn',
];

function ratioOf(some: readonly Turn[], others: readonly Turn[]): string {
  const ratios = some.map(({ perSecond }, turn) => perSecond / (others[turn]?.perSecond ?? 0));
  return `${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`;
}

function figures(turns: readonly Turn[]): Row {
  const ms = turns.flatMap((turn) => turn.ms);
  const micros = (each: (turn: Turn) => number): string =>
    `${Math.round(median(turns.map(each)))} µs`;
  return [
    Math.round(median(turns.map(({ perSecond }) => perSecond))),
    micros(({ doorUs }) => doorUs),
    micros(({ senderUs }) => senderUs),
    `${median(ms).toFixed(1)} ms`,
    `${percentile(ms, 99).toFixed(1)} ms`,
    turns.map((turn) => percentile(turn.ms, 99).toFixed(0)).join(' '),
  ];
}
