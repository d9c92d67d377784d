// What a webhook costs at the API's door: kept on the disk, not kept at all, and at the same door before BullMQ and Redis.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createStoreCache } from '../../src/api/webhooks/store-cache';
import { freePorts } from '../../src/temporal/free-ports';
import { startEntryPoint } from './entry-point';
import { cpuMs } from './idle-worker';
import {
  createSigner,
  newAmong,
  postAtOnce,
  postSteadily,
  type Sender,
  type Signer,
} from './signed-deliveries';
import { API_KEY, benchSealer, isUp, KEY } from './status';
import { jobsAt } from './peer-door';
import { startRedisPeer, type RedisPeer } from './redis-peer';
import { median, pause, percentile, table, type Row } from './table';

const TURNS = 9;
const AT_ONCE = 5_000;
const PER_SECOND = 500;
const STEADY = 1_500;

const SENDER: Sender = {
  storeHash: 'abc123',
  hookToken: 'the-random-value-that-bigcommerce-sends-back',
  clientSecret: 'the-client-secret-of-an-api-account',
};

const KEPT = 'store/customer/updated';
/** Proven, counted and answered like any other, and not kept. */
const UNKEPT = 'store/channel/updated';

interface Door {
  readonly title: string;
  readonly url: string;
  readonly pid: number;
  readonly scope: string;
  readonly sign: Signer;
}

interface Turn {
  readonly perSecond: number;
  readonly cpuUs: number;
  readonly ms: readonly number[];
}

/** Temporal is away: what is kept stays where it is, and is counted there at the end. */
export async function benchWebhooks(path: string | undefined): Promise<string> {
  const dataDir = await folderOfStore();
  const peerDir = await folderOfStore();
  const [port] = await freePorts();
  const api = await startEntryPoint('api/main.js', {
    TEMPORAL_ADDRESS: '127.0.0.1:9',
    TAJO_API_KEY: API_KEY,
    TAJO_ENCRYPTION_KEYS: KEY,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  });
  const told = { dataDir: peerDir, encryptionKeys: KEY, apiKey: API_KEY };
  const peer = await startRedisPeer(told, path);
  try {
    const ours = { url: `http://127.0.0.1:${port}`, pid: api.pid, sign: createSigner(SENDER) };
    const doors: readonly Door[] = [
      { ...ours, title: 'without storage', scope: UNKEPT },
      { ...ours, title: 'flushed to the disk', scope: KEPT },
      ...(peer === undefined ? [] : [doorOf(peer)]),
    ];
    for (const { url } of doors) while (!(await isUp(url))) await pause(25);
    const turns = await byTurns(doors);
    assertKept('inbox', await waitingAt(ours.url));
    if (peer !== undefined) assertKept('queue of BullMQ', await jobsAt(peer.redisPort));
    return report(turns);
  } finally {
    await peer?.close();
    await api.close();
    await Promise.all([dataDir, peerDir].map((folder) => rm(folder, { recursive: true })));
  }
}

const PEER = 'BullMQ, appendfsync always';

const doorOf = ({ url, pid }: RedisPeer): Door => ({
  title: PEER,
  url,
  pid,
  scope: KEPT,
  sign: createSigner(SENDER),
});

function assertKept(where: string, found: number): void {
  const expected = (TURNS + 1) * (newAmong(AT_ONCE) + newAmong(STEADY));
  if (found !== expected)
    throw new Error(`The ${where} has ${found} deliveries instead of ${expected}.`);
}

/** Holds what an API before this one would have left behind. */
async function folderOfStore(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-bench-inbox-'));
  const { storeHash, hookToken, clientSecret } = SENDER;
  const seal = (plain: string, field: string): string =>
    benchSealer().seal(plain, { store: storeHash, field });
  const store = {
    storeHash,
    name: 'main',
    signatureRequired: true,
    hookSecret: seal(hookToken, 'hookSecret'),
    clientSecret: seal(clientSecret, 'clientSecret'),
  };
  await createStoreCache(join(dataDir, 'stores.json')).write([store]);
  return dataDir;
}

/** Each in its turn, so that what the machine does meanwhile meets all of them. */
type Turns = ReadonlyMap<string, readonly Turn[]>;

async function byTurns(doors: readonly Door[]): Promise<Turns> {
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

async function oneTurn({ url, pid, sign, scope }: Door): Promise<Turn> {
  const crowd = sign(scope, AT_ONCE);
  const before = await cpuMs(pid);
  const perSecond = await postAtOnce(url, crowd);
  const used = (await cpuMs(pid)) - before;
  const ms = await postSteadily(url, sign(scope, STEADY), PER_SECOND);
  return { perSecond, cpuUs: (used * 1000) / AT_ONCE, ms };
}

const inboxAnswer = z.object({ waiting: z.number() });

async function waitingAt(url: string): Promise<number> {
  const answer = await fetch(`${url}/inbox`, { headers: { authorization: `Bearer ${API_KEY}` } });
  return inboxAnswer.parse(await answer.json()).waiting;
}

function report(turns: Turns): string {
  const [unkept = [], kept = [], peer] = [...turns.values()];
  const head = [
    `${TURNS} turns, a fifth repeated`,
    `a second (${AT_ONCE} at once)`,
    'processor time of each',
    `p50 at ${PER_SECOND} a second`,
    'p99',
  ];
  const rows = [...turns].map(([title, some]): Row => [title, ...figures(some)]);
  return [
    table(head, rows),
    '',
    `The inbox against no storage: ${ratioOf(kept, unkept)}`,
    peer === undefined
      ? 'BullMQ: no redis-server on the PATH, not measured'
      : `The inbox against ${PEER}: ${ratioOf(kept, peer)}`,
  ].join('\n');
}

function ratioOf(some: readonly Turn[], others: readonly Turn[]): string {
  const ratios = some.map(({ perSecond }, turn) => perSecond / (others[turn]?.perSecond ?? 0));
  return `${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`;
}

function figures(turns: readonly Turn[]): Row {
  const ms = turns.flatMap((turn) => turn.ms);
  return [
    Math.round(median(turns.map(({ perSecond }) => perSecond))),
    `${Math.round(median(turns.map(({ cpuUs }) => cpuUs)))} µs`,
    `${median(ms).toFixed(1)} ms`,
    `${percentile(ms, 99).toFixed(1)} ms`,
  ];
}
