// What the doctor learns by asking: is it our API, has it the same key, does it reach Temporal, how are the stores.
import type { Environment } from '../config/environment';
import type { StoreWords } from '../config/load';
import type { ExaminationReport, Finding } from '../contracts/examination';
import { TajoError } from '../sdk/sdk';
import { connectClient, connectionSettings } from '../temporal/connect';
import { examineTemporal } from '../temporal/examination';
import { apiClient } from './api-client';
import type { Ward } from './doctor-report';
import { failureText } from './failure-text';

const LOOK_MS = 5_000;

export interface Question {
  readonly environment: Environment;
  /** Those of connector.yml. */
  readonly stores: readonly StoreWords[];
  /** Only this one, by name or hash. */
  readonly store?: string | undefined;
}

export async function lookThere(question: Question): Promise<readonly Ward[]> {
  const { environment } = question;
  const door = await doorFindings(environment);
  if (door.some(({ state }) => state === 'wrong')) {
    return [connector([...door, ...(await temporalFromHere(environment))])];
  }
  if (environment.api.key === undefined) return [connector(door)];
  try {
    const client = apiClient(environment);
    const report = await client.connectors.examine('bigcommerce', { store: question.store });
    return wardsOf(report, door, question);
  } catch (error) {
    if (!(error instanceof TajoError)) throw error;
    return [connector([...door, refusal(error, environment.api.url)])];
  }
}

const connector = (findings: readonly Finding[]): Ward => ({ title: 'Connector', findings });

/** The API, and Temporal as it sees it. */
async function doorFindings({ api: { url } }: Environment): Promise<readonly Finding[]> {
  const health = await look(`${url}/healthz`);
  if (health === undefined)
    return [
      {
        row: 'API',
        state: 'wrong',
        sentence: `Nothing answers at ${url}.`,
        cure: 'Start it (`npm start`, or `npm run api`), or set TAJO_API_URL (or PORT) to where it runs.',
      },
    ];
  if (health.status !== 200 || !health.text.startsWith('{"status":"ok"'))
    return [
      {
        row: 'API',
        state: 'wrong',
        sentence: `Something else than the connector's API answers at ${url} (status ${health.status}).`,
        cure: 'Set TAJO_API_URL to where the API runs, or PORT to a free port for it.',
      },
    ];
  const answers: Finding = { row: 'API', state: 'ok', sentence: `It answers at ${url}.` };
  const ready = await look(`${url}/readyz`);
  return [answers, readyFinding(ready?.status === 200)];
}

const readyFinding = (isReady: boolean): Finding =>
  isReady
    ? { row: 'Temporal', state: 'ok', sentence: 'The API reaches it.' }
    : {
        row: 'Temporal',
        state: 'wrong',
        sentence: 'The API does not reach it.',
        cure: 'Start Temporal, or start the API with the TEMPORAL_ADDRESS of one that runs.',
      };

interface Seen {
  readonly status: number;
  readonly text: string;
}

/** Undefined when nobody answers in time. */
async function look(url: string): Promise<Seen | undefined> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(LOOK_MS) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}

/** Where the API cannot say, this machine may see for itself. */
async function temporalFromHere({ temporal, variables }: Environment): Promise<readonly Finding[]> {
  const settings = { ...temporal, variables };
  const { address } = connectionSettings(settings).options;
  const row = 'Temporal';
  try {
    const server = await connectClient(settings);
    try {
      const found = await examineTemporal(server.client);
      return [{ row, state: 'ok', sentence: `It answers at ${address} from here.` }, ...found];
    } finally {
      await server.close();
    }
  } catch (error) {
    return [
      {
        row,
        state: 'wrong',
        sentence: firstLine(failureText(error)),
        cure: 'Start one (`temporal server start-dev`), or set TEMPORAL_ADDRESS to the host:port of one that runs.',
      },
    ];
  }
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;

function wardsOf(
  report: ExaminationReport,
  door: readonly Finding[],
  { stores, store }: Question,
): readonly Ward[] {
  const connected = new Set(report.stores.map((one) => one.store));
  const wanted = stores.filter(
    ({ name, identity }) => store === undefined || store === name || store === identity.store_hash,
  );
  const left = wanted.filter(({ identity }) => !connected.has(identity.store_hash));
  return [
    connector([...door, ...report.connector, ...storesFindings(left, report.stores.length)]),
    ...report.stores.map((one) => ({
      title: `Store ${one.name} (${one.store})`,
      store: one.store,
      findings: one.findings,
    })),
  ];
}

function storesFindings(left: readonly StoreWords[], connected: number): readonly Finding[] {
  const row = 'stores';
  if (left.length === 0 && connected === 0)
    return [
      {
        row,
        state: 'wrong',
        sentence: 'No store is connected.',
        cure: 'Write one into connector.yml (`tajo-bigcommerce init` makes the file), then `tajo-bigcommerce connect`.',
      },
    ];
  if (left.length === 0) return [{ row, state: 'ok', sentence: `${connected} connected.` }];
  return left.map(({ name, identity }) => ({
    row,
    state: 'wrong',
    sentence: `${name} (${identity.store_hash}) is in connector.yml and not connected.`,
    cure: `tajo-bigcommerce connect --store ${name}`,
  }));
}

function refusal({ status, type, message }: TajoError, url: string): Finding {
  if (status === 401)
    return {
      row: 'API',
      state: 'wrong',
      sentence: `The API at ${url} refuses the key: it was started with another TAJO_API_KEY.`,
      cure: 'Set TAJO_API_KEY here to the same one.',
    };
  if (type.endsWith(':unknown-store') || type.endsWith(':which-store'))
    return {
      row: 'stores',
      state: 'wrong',
      sentence: message,
      cure: '`tajo-bigcommerce status` shows what is connected, `tajo-bigcommerce connect` connects what connector.yml names.',
    };
  if (status === 404 || type.endsWith(':unexpected-answer'))
    return {
      row: 'API',
      state: 'wrong',
      sentence: `The API at ${url} is of another version than this command: it cannot examine stores in a way known here.`,
      cure: 'Bring both to the same version and restart the API.',
    };
  return { row: 'API', state: 'wrong', sentence: message };
}
