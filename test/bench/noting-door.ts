// Stands before the API's door and notes when the webhook of each record was answered with 200.
import { createServer } from 'node:http';
import { z } from 'zod';
import { freePorts } from '../../src/temporal/free-ports';

export interface NotingDoor {
  /** As PUBLIC_URL. */
  readonly url: string;
  /** Epoch milliseconds of the first 200 for `customer/7`. */
  readonly acceptedAt: (record: string) => number | undefined;
  readonly close: () => Promise<void>;
}

const webhook = z.object({ data: z.object({ type: z.string(), id: z.number() }) });

export async function openNotingDoor(apiUrl: string): Promise<NotingDoor> {
  const accepted = new Map<string, number>();
  const note = (text: string): void => {
    const { type, id } = webhook.parse(JSON.parse(text)).data;
    const record = `${type}/${id}`;
    if (!accepted.has(record)) accepted.set(record, Date.now());
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      passOn(`${apiUrl}${incoming.url ?? '/'}`, text, incoming.headers)
        .then((status) => {
          if (status === 200) note(text);
          response.writeHead(status).end();
        })
        // The toy shop takes it for a failed delivery, as its sender would.
        .catch(() => response.destroy());
    });
  });
  const [port] = await freePorts();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    acceptedAt: (record) => accepted.get(record),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Of the connection between toy and door, not of the delivery. */
const HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

async function passOn(
  url: string,
  body: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<number> {
  const passed = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !HOP.has(name) ? [[name, value] as const] : [],
  );
  const answer = await fetch(url, { method: 'POST', body, headers: Object.fromEntries(passed) });
  await answer.arrayBuffer();
  return answer.status;
}
