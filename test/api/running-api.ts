// The API on a free port of this machine, with a connector in memory and its log in a list; stopped after the test.
import { createApp } from '../../src/api/app';
import { startApi, type ApiServer } from '../../src/api/server';
import { openLiveParts, type TestLive, type TestLiveOptions } from './live-parts';
import { createLog } from '../../src/observability/log';
import { createMemoryConnector, type MemoryConnector } from './memory-connector';

export const KEY = 'a-key-of-sufficient-length';

export const STORE = {
  storeHash: 'abc123',
  accessToken: 'token-of-the-shop',
  brevoApiKey: 'key-of-the-account',
};

export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  /** The usual one when left out; none when null. */
  readonly key?: string | null;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined when the answer is no JSON. */
  readonly json: unknown;
}

export interface RunningApi extends ApiServer {
  readonly connector: MemoryConnector;
  readonly live: TestLive;
  readonly logged: readonly string[];
  readonly ask: (path: string, sending?: Sending) => Promise<Answered>;
}

const open: RunningApi[] = [];

afterEach(async () => {
  for (const { stop, live } of open.splice(0)) {
    await stop();
    await live.close();
  }
});

export async function startTestApi(options: TestLiveOptions = {}): Promise<RunningApi> {
  const connector = createMemoryConnector();
  const logged: string[] = [];
  const destination = { write: (line: string) => void logged.push(line) };
  const log = createLog({ level: 'debug', destination });
  const live = await openLiveParts(options);
  const app = createApp({ connector, live, apiKey: KEY, log, version: '1.2.3' });
  const server = await startApi({ app, port: 0, host: '127.0.0.1', log });
  const api = {
    ...server,
    connector,
    live,
    logged,
    ask: (path: string, sending: Sending = {}) => ask(server.url + path, sending),
  };
  open.push(api);
  return api;
}

async function ask(url: string, sending: Sending): Promise<Answered> {
  const { method = 'GET', key = KEY, json } = sending;
  const body = json === undefined ? sending.text : JSON.stringify(json);
  const answer = await fetch(url, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...sending.headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
