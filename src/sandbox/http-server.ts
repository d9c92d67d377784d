// The HTTP shell of both toy vendors: reads requests, breaks on purpose, writes answers, keeps the ledger.

import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { SandboxClock } from './clock';
import type { Faults } from './faults';
import { bodyOf, deliver, sendFault, type Exchange } from './http-answer';
import type { Ledger } from './ledger';

export interface SandboxRequest {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined when the request has no body. */
  readonly body: unknown;
}

export interface SandboxAnswer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** JSON text that is ready to send; used instead of `body`. */
  readonly json?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SandboxServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface SandboxServerOptions {
  readonly api: 'bigcommerce' | 'brevo';
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly faults: Faults;
  readonly ledger: Ledger;
  /** Another ledger for some requests, told by their headers. */
  readonly ledgerOf?: (headers: IncomingHttpHeaders) => Ledger | undefined;
  readonly clock: SandboxClock;
  /** Synchronous, so that a request changes the state as one step. */
  readonly handle: (request: SandboxRequest) => SandboxAnswer;
}

/** Serves one vendor on 127.0.0.1; rejects when the port is taken. */
export function startSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/' } = request;
      const text = Buffer.concat(chunks).toString('utf8');
      answer(options, { request, response, method, url, text });
    });
  });
  // Longer than any client keeps an idle socket, so that no reuse meets a closing one.
  server.keepAliveTimeout = 120_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('The sandbox needs a TCP port.'));
        return;
      }
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => {
            closed();
          });
          server.closeAllConnections();
        });
      resolve({ url: `http://127.0.0.1:${address.port}`, port: address.port, close });
    });
  });
}

const ledgerFor = (
  { ledger, ledgerOf }: SandboxServerOptions,
  headers: IncomingHttpHeaders,
): Ledger => ledgerOf?.(headers) ?? ledger;

function answer(options: SandboxServerOptions, exchange: Exchange): void {
  const { clock } = options;
  const { method, url, request } = exchange;
  const ledger = ledgerFor(options, request.headers);
  const fault = options.faults.take(options.api, method, url);
  const body = parse(exchange.text);
  const record = (status: number, given?: unknown) => {
    ledger.add({ at: clock.now(), method, path: url, status, body: body.value, answer: given });
  };
  if (fault?.kind === 'reset') {
    record(0);
    request.socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'status') {
    record(fault.status, fault.body);
    sendFault(clock, exchange, fault);
    return;
  }
  const given = body.valid
    ? handled(options, exchange, body.value)
    : refusal(options.api, 400, 'Input is not valid JSON');
  const plain =
    fault?.kind === 'reshape'
      ? { ...given, body: fault.change(bodyOf(given)), json: undefined }
      : given;
  record(plain.status, ledger.keepBodies ? bodyOf(plain) : undefined);
  deliver(clock, exchange, { fault, given: plain });
}

function handled(options: SandboxServerOptions, exchange: Exchange, body: unknown): SandboxAnswer {
  const { method, url, request } = exchange;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  try {
    return options.handle({ method, path, query, headers: request.headers, body });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refusal(options.api, 500, `The sandbox itself failed: ${reason}`);
  }
}

function refusal(api: SandboxServerOptions['api'], status: number, title: string): SandboxAnswer {
  if (api === 'bigcommerce')
    return { status, body: { status, title, type: 'about:blank', errors: {} } };
  return {
    status,
    body: { code: status === 400 ? 'bad_request' : 'internal_error', message: title },
  };
}

function parse(text: string): { readonly valid: boolean; readonly value: unknown } {
  if (text === '') return { valid: true, value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    return { valid: true, value };
  } catch {
    return { valid: false, value: undefined };
  }
}
