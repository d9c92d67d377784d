// The API of a few lines, for programs written against the SDK: it remembers what it was told and answers in shape.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connected, started, status } from './api-answers';

export interface ApiBehindPrograms {
  readonly url: string;
  /** The bearer that it takes. */
  readonly apiKey: string;
  /** What it was asked, as `POST /connectors/bigcommerce/sync`, with the body. */
  readonly asked: readonly { readonly what: string; readonly body: unknown }[];
  close(): Promise<void>;
}

const answers: Readonly<Record<string, { readonly status: number; readonly json: unknown }>> = {
  'POST /connectors/bigcommerce/connect': { status: 200, json: connected },
  'POST /connectors/bigcommerce/sync': { status: 202, json: started },
  'POST /connectors/bigcommerce/webhooks': { status: 200, json: { outcome: 'accepted' } },
  'GET /connectors/bigcommerce/status': { status: 200, json: status },
};

const problem = (code: number, title: string) => ({
  status: code,
  json: { type: 'about:blank', title, status: code, detail: `${title}.` },
});

export async function startToyApi(): Promise<ApiBehindPrograms> {
  const apiKey = 'toy-tajo-key';
  const asked: { what: string; body: unknown }[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const what = `${request.method ?? ''} ${request.url ?? ''}`;
      asked.push({ what, body });
      const known = request.headers.authorization === `Bearer ${apiKey}`;
      const answer = known ? (answers[what] ?? problem(404, 'Not found')) : problem(401, 'No key');
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The API has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    apiKey,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
