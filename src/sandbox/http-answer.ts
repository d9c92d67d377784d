// How a toy vendor's answer goes over the wire: whole, late, cut in half, or not at all.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxClock } from './clock';
import type { Fault } from './faults';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: string;
  readonly text: string;
}

export interface ReadyAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly json?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Sendable {
  readonly status: number;
  readonly bytes: Buffer;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** As the fault wants it. */
export function deliver(
  clock: SandboxClock,
  exchange: Exchange,
  { given, fault }: { readonly given: ReadyAnswer; readonly fault: Fault | undefined },
): void {
  const plain = sendable(given);
  if (fault?.kind === 'lost') {
    exchange.request.socket.resetAndDestroy();
  } else if (fault?.kind === 'slow') {
    const timer = setTimeout(() => {
      send(clock, exchange, plain);
    }, fault.ms);
    exchange.response.on('close', () => {
      clearTimeout(timer);
    });
  } else if (fault?.kind === 'held') {
    // Who asked may have given up meanwhile.
    void fault.until.then(() => {
      if (!exchange.response.destroyed) send(clock, exchange, plain);
    });
  } else if (fault?.kind === 'truncated') {
    send(clock, exchange, {
      ...plain,
      bytes: plain.bytes.subarray(0, Math.floor(plain.bytes.length / 2)),
    });
  } else {
    send(clock, exchange, plain);
  }
}

/** What is sent, as a value. */
export function bodyOf(given: ReadyAnswer): unknown {
  if (given.json === undefined) return given.body;
  const body: unknown = JSON.parse(given.json);
  return body;
}

function sendable(given: ReadyAnswer): Sendable {
  const text = given.json ?? (given.body === undefined ? '' : JSON.stringify(given.body));
  const bytes = Buffer.from(text);
  return { status: given.status, bytes, type: 'application/json', headers: given.headers ?? {} };
}

type StatusFault = Extract<Fault, { kind: 'status' }>;

/** Instead of an answer. */
export function sendFault(clock: SandboxClock, exchange: Exchange, fault: StatusFault): void {
  send(clock, exchange, faultAnswer(fault));
}

function faultAnswer(fault: StatusFault): Sendable {
  const headers = fault.headers ?? {};
  if (fault.html === true) {
    const text = `<html><head><title>${fault.status}</title></head><body><h1>${fault.status}</h1></body></html>`;
    return { status: fault.status, bytes: Buffer.from(text), type: 'text/html', headers };
  }
  return sendable({ status: fault.status, body: fault.body, headers });
}

function send(clock: SandboxClock, exchange: Exchange, ready: Sendable): void {
  const { response } = exchange;
  const content = ready.bytes.length === 0 ? {} : { 'content-type': ready.type };
  const length = ready.status === 204 ? {} : { 'content-length': String(ready.bytes.length) };
  response.writeHead(ready.status, {
    date: new Date(clock.now()).toUTCString(),
    ...content,
    ...length,
    ...ready.headers,
  });
  response.end(ready.status === 204 ? undefined : ready.bytes);
}
