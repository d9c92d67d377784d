// A door on this machine that takes webhooks, answers what a test says, and remembers what came.
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: ReceivedBody;
}

export interface ReceivedBody {
  readonly producer: string;
  readonly hash: string;
  readonly created_at: number;
  readonly store_id: string;
  readonly scope: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** The status from now on; 200 at the beginning. */
  answer(status: number): void;
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Closed after the test. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    void textOf(request).then((raw) => {
      received.push({ headers: request.headers, raw, body: bodyOf(raw) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The door has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/bigcommerce`,
    received,
    answer: (next) => {
      status = next;
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function bodyOf(raw: string): ReceivedBody {
  const body: unknown = JSON.parse(raw);
  if (isBody(body)) return body;
  throw new Error('This is no webhook.');
}

const isBody = (body: unknown): body is ReceivedBody =>
  typeof body === 'object' && body !== null && 'scope' in body && 'data' in body;
