// How long `status` takes on an API that has just been started, in a namespace with a thousand open workflows.
import { createTemporalConnector } from '../../src/api/temporal-connector';
import { newEncryptionKey, parseEncryptionKeys } from '../../src/config/encryption-keys';
import { createSealer, type Sealer } from '../../src/config/sealing';
import { freePorts } from '../../src/temporal/free-ports';
import { connectCounted } from '../support/counted-client';
import { openConnectedStores, openOthers } from '../support/open-workflows';
import { startEntryPoint } from './entry-point';
import { median, pause, percentile, table, type Row } from './table';

const OPEN_WORKFLOWS = 1000;
const CALLS = 20;
export const API_KEY = 'the-key-of-a-benchmark';

export const KEY = newEncryptionKey('bench');

export function benchSealer(): Sealer {
  const reading = parseEncryptionKeys(KEY);
  if (!reading.ok) throw new Error(reading.problem);
  return createSealer(reading.keys);
}

/** One namespace for each number of stores. */
export async function benchStatus(
  address: string,
  namespaces: Readonly<Record<string, number>>,
): Promise<string> {
  const rows: Row[] = [];
  for (const [namespace, stores] of Object.entries(namespaces)) {
    const calls = await fill({ address, namespace, stores });
    const cold: number[] = [];
    const warm: number[] = [];
    for (let call = 0; call < CALLS; call += 1) {
      const { first, second } = await callsOfFreshApi(address, namespace);
      cold.push(first);
      warm.push(second);
    }
    rows.push([stores, calls, ms(cold, 50), ms(cold, 95), ms(warm, 50), ms(warm, 95)]);
  }
  return table(
    ['stores', 'Temporal calls', 'cold median', 'cold p95', 'next median', 'next p95'],
    rows,
  );
}

const ms = (values: readonly number[], percent: number): string =>
  `${Math.round(percent === 50 ? median(values) : percentile(values, percent))} ms`;

/** Answers how many calls one status makes. */
async function fill(place: {
  readonly address: string;
  readonly namespace: string;
  readonly stores: number;
}): Promise<number> {
  const { client, calls, close } = await connectCounted(place);
  const sealer = benchSealer();
  const hashes = Array.from({ length: place.stores }, (_none, index) => `store${index}`);
  await openConnectedStores(client, hashes, sealer);
  const bulk = Math.ceil(place.stores / 10);
  await openOthers(client, OPEN_WORKFLOWS - place.stores - bulk);
  while ((await client.workflow.count()).count < OPEN_WORKFLOWS) await pause(100);
  calls();
  await createTemporalConnector({ client, sealer }).status();
  const made = calls().length;
  await close();
  return made;
}

async function callsOfFreshApi(
  address: string,
  namespace: string,
): Promise<{ readonly first: number; readonly second: number }> {
  const [port] = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  const api = await startEntryPoint('api/main.js', {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TAJO_API_KEY: API_KEY,
    TAJO_ENCRYPTION_KEYS: KEY,
    PORT: String(port),
    LOG_LEVEL: 'fatal',
  });
  try {
    while (!(await isUp(url))) await pause(25);
    return { first: await timedStatus(url), second: await timedStatus(url) };
  } finally {
    await api.close();
  }
}

export const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

async function timedStatus(url: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${url}/connectors/bigcommerce/status`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  });
  await answer.text();
  if (!answer.ok) throw new Error(`The status was answered with ${answer.status}.`);
  return performance.now() - began;
}
