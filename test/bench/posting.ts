// Posts prepared deliveries to the door, many at once or at a steady rate: as bytes, because a client of `node:http` would take more of a processor than the door.
import { connect } from 'node:net';
import type { SignedDelivery } from './signed-deliveries';
import { pause } from './table';

/** One connection that stays open; one delivery at a time. */
interface Line {
  /** Resolves with the status; 0 when no answer came that says its length. */
  readonly post: (request: Buffer) => Promise<number>;
  readonly close: () => void;
}

/** So many that nobody waits for the disk alone: each connection waits for one flush at least. */
const CONNECTIONS = 1000;

export interface Crowd {
  readonly perSecond: number;
  /** Of this process, for one delivery: more than the door's would be what limits. */
  readonly senderUs: number;
}

/** Each connection sends its next as soon as it has an answer. Throws when one was not answered with 200. */
export async function postAtOnce(
  url: string,
  deliveries: readonly SignedDelivery[],
): Promise<Crowd> {
  const waiting = deliveries.map((delivery) => bytesOf(url, delivery)).values();
  const lines = Array.from({ length: CONNECTIONS }, () => openLine(url));
  const used = process.cpuUsage();
  const began = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      for (const request of waiting) assertAccepted(await line.post(request));
    }),
  );
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  for (const line of lines) line.close();
  return {
    perSecond: (deliveries.length * 1000) / tookMs,
    senderUs: (user + system) / deliveries.length,
  };
}

/**
 * Answers the milliseconds of each from the moment it was due, so that a late start counts too. Throws when one of
 * them was not answered with 200.
 */
export async function postSteadily(
  url: string,
  deliveries: readonly SignedDelivery[],
  perSecond: number,
): Promise<readonly number[]> {
  const requests = deliveries.map((delivery) => bytesOf(url, delivery));
  const idle: Line[] = [];
  const underWay: Promise<number>[] = [];
  const began = performance.now();
  for (const [at, request] of requests.entries()) {
    const due = began + (at * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const line = idle.pop() ?? openLine(url);
    const posted = line.post(request).then((status) => {
      const ms = performance.now() - due;
      idle.push(line);
      assertAccepted(status);
      return ms;
    });
    underWay.push(posted);
  }
  const all = await Promise.all(underWay);
  for (const line of idle) line.close();
  return all;
}

function assertAccepted(status: number): void {
  if (status !== 200) throw new Error(`A delivery was answered with ${status}.`);
}

function bytesOf(url: string, { body, headers }: SignedDelivery): Buffer {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = [
    'POST /webhooks/bigcommerce HTTP/1.1',
    `host: ${new URL(url).host}`,
    ...head,
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ];
  return Buffer.from(text.join('\r\n'), 'utf8');
}

function openLine(url: string): Line {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let heard = '';
  let tell: ((status: number) => void) | undefined;
  const answer = (status: number): void => {
    heard = '';
    tell?.(status);
  };
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    heard += text;
    const status = statusOf(heard);
    if (status !== undefined) answer(status);
  });
  socket.on('error', () => {
    answer(0);
  });
  socket.on('close', () => {
    answer(0);
  });
  return {
    post: (request) =>
      new Promise((resolve) => {
        tell = resolve;
        if (socket.destroyed) answer(0);
        else socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Undefined until the answer is complete. */
function statusOf(heard: string): number | undefined {
  const headEnd = heard.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = Number(/^content-length: (\d+)/im.exec(heard)?.[1]);
  if (Number.isNaN(length)) return 0;
  return heard.length < headEnd + 4 + length ? undefined : Number(heard.slice(9, 12));
}
