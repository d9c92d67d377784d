// What a webhook costs at the API's door, kept on the disk, and beside it at the same door one that nothing follows from.
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

/** The first is proven, counted and answered like any other, and not kept. */
const SCOPES = { unkept: 'store/shipment/updated', kept: 'store/customer/updated' } as const;

interface Door {
  readonly url: string;
  readonly pid: number;
  readonly sign: Signer;
}

interface Turn {
  readonly perSecond: number;
  readonly cpuUs: number;
  readonly ms: readonly number[];
}

/** Temporal is away: what is kept stays in the inbox, and is counted there at the end. */
export async function benchWebhooks(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-bench-inbox-'));
  await knowTheStore(dataDir);
  const [port] = await freePorts();
  const api = await startEntryPoint('api/main.js', {
    TEMPORAL_ADDRESS: '127.0.0.1:9',
    TAJO_API_KEY: API_KEY,
    TAJO_ENCRYPTION_KEYS: KEY,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  });
  try {
    const door = { url: `http://127.0.0.1:${port}`, pid: api.pid, sign: createSigner(SENDER) };
    while (!(await isUp(door.url))) await pause(25);
    const { unkept, kept } = await byTurns(door);
    const waiting = await waitingAt(door.url);
    const expected = (TURNS + 1) * (newAmong(AT_ONCE) + newAmong(STEADY));
    if (waiting !== expected)
      throw new Error(`The inbox has ${waiting} deliveries instead of ${expected}.`);
    return report(unkept, kept);
  } finally {
    await api.close();
    await rm(dataDir, { recursive: true });
  }
}

/** What an API before this one would have left behind. */
function knowTheStore(dataDir: string): Promise<void> {
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
  return createStoreCache(join(dataDir, 'stores.json')).write([store]);
}

type Scope = keyof typeof SCOPES;

async function byTurns(door: Door): Promise<Readonly<Record<Scope, readonly Turn[]>>> {
  const turns: Record<Scope, Turn[]> = { unkept: [], kept: [] };
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const order: readonly Scope[] = turn % 2 === 0 ? ['unkept', 'kept'] : ['kept', 'unkept'];
    for (const scope of order) {
      const measured = await oneTurn(door, SCOPES[scope]);
      // The first finds code and disk cold.
      if (turn > 0) turns[scope].push(measured);
    }
  }
  return turns;
}

async function oneTurn({ url, pid, sign }: Door, scope: string): Promise<Turn> {
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

function report(unkept: readonly Turn[], kept: readonly Turn[]): string {
  const ratios = kept.map(({ perSecond }, turn) => perSecond / (unkept[turn]?.perSecond ?? 0));
  const rows: readonly Row[] = [
    ['without storage', ...figures(unkept)],
    ['flushed to the disk', ...figures(kept)],
    ['ratio', median(ratios).toFixed(2)],
  ];
  const head = [
    `${TURNS} turns, a fifth repeated`,
    `a second (${AT_ONCE} at once)`,
    'processor time of each',
    `p50 at ${PER_SECOND} a second`,
    'p99',
  ];
  const all = `All ratios: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`;
  return `${table(head, rows)}\n\n${all}\nBullMQ + Redis: not installed, not measured`;
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
