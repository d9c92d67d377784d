// A vendor of a few lines: a real HTTP server on loopback that gives the answers a test has written down.
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

interface SeenRequest {
  readonly method: string;
  /** Path and query as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export type StubAnswer =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      /** Sent as it is, `text/html` unless the headers say otherwise. */
      readonly text?: string;
    }
  /** Never answers. */
  | 'silence'
  /** Breaks the connection in the middle of the answer. */
  | 'cut';

export interface HttpStub {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Gives the answers in order, the last one again and again. Closed after the test. */
export async function startHttpStub(...answers: readonly StubAnswer[]): Promise<HttpStub> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body });
      give(response, answers[Math.min(seen.length, answers.length) - 1] ?? {});
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
  if (address === null || typeof address === 'string') throw new Error('The stub has no port.');
  return { url: `http://127.0.0.1:${address.port}`, seen };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function give(response: ServerResponse, answer: StubAnswer): void {
  if (answer === 'silence') return;
  if (answer === 'cut') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    response.write('{"data":', () => response.destroy());
    return;
  }
  const { status = 200, headers = {}, json, text } = answer;
  const type = text === undefined ? 'application/json' : 'text/html';
  const empty = json === undefined && text === undefined;
  response.writeHead(status, { ...(empty ? {} : { 'Content-Type': type }), ...headers });
  response.end(empty ? undefined : (text ?? JSON.stringify(json)));
}
