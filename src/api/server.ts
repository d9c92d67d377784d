// Puts the app on a port, and takes it off again without cutting off who is being served.
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../observability/log';
import { ConnectorProblem } from './connector';
import { problemDocument } from './problem';

export interface ApiServerOptions {
  readonly app: RequestListener;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  readonly log: Log;
  /** How long `stop` waits for running requests: 10 s when left out. */
  readonly graceMs?: number;
}

export interface ApiServer {
  /** Without a trailing slash. */
  readonly url: string;
  /** Takes no new requests, lets the running ones end for a while, then cuts them off. May be called again. */
  readonly stop: () => Promise<void>;
}

/** The API cannot listen where it was told to; the message says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

const GRACE_MS = 10_000;

/** Rejects with CannotListen. */
export async function startApi(options: ApiServerOptions): Promise<ApiServer> {
  const { app, port, host, log, graceMs = GRACE_MS } = options;
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, app);
  // Longer than a proxy in front keeps an idle socket, so that no reuse meets a closing one.
  server.keepAliveTimeout = 75_000;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuseUnreadable(error, socket);
  });
  const answering = new Set<ServerResponse>();
  server.on('request', (_request, response: ServerResponse) => {
    answering.add(response);
    response.on('close', () => answering.delete(response));
  });
  const url = await listen(server, { port, host });
  server.on('error', (error: NodeJS.ErrnoException) => {
    log.error({ code: error.code }, 'server error');
  });
  log.info({ url }, 'API listens');
  let stopping: Promise<void> | undefined;
  return {
    url,
    stop: () => {
      stopping ??= close({ server, answering, log, graceMs });
      return stopping;
    },
  };
}

/** Rejects with CannotListen when nobody could listen there now; takes the port for a moment only. */
export async function assertFreePort(at: {
  readonly port: number;
  readonly host: string;
}): Promise<void> {
  const probe = createServer();
  await listen(probe, at);
  await new Promise((resolve) => probe.close(resolve));
}

function listen(
  server: Server,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      reject(new CannotListen(cureFor(error.code, { port, host }), { cause: error }));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      const name = host.includes(':') ? `[${host}]` : host;
      resolve(`http://${name}:${taken}`);
    });
  });
}

function cureFor(
  code: string | undefined,
  { port, host }: { readonly port: number; readonly host: string },
): string {
  const at = `${host}:${port}`;
  if (code === 'EADDRINUSE') {
    return `The API cannot listen on ${at} because another program does: stop it, or set PORT to a free port.`;
  }
  if (code === 'EACCES') {
    return `The API may not listen on ${at}: set PORT to a port from 1024 on.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `The API cannot listen on ${at} because this machine has no such address: take 127.0.0.1 or 0.0.0.0.`;
  }
  return `The API cannot listen on ${at} (${code ?? 'no reason given'}): set PORT to another port.`;
}

function close(api: {
  readonly server: Server;
  readonly answering: ReadonlySet<ServerResponse>;
  readonly log: Log;
  readonly graceMs: number;
}): Promise<void> {
  const { server, answering, log, graceMs } = api;
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      log.warn({ graceMs }, 'requests that were still running are cut off');
      server.closeAllConnections();
    }, graceMs);
    // Closes idle connections itself. The others would stay open for their next request.
    server.close(() => {
      clearTimeout(cut);
      log.info('API stopped');
      resolve();
    });
    for (const response of answering) {
      response.shouldKeepAlive = false;
      response.once('close', () => {
        setImmediate(() => {
          server.closeIdleConnections();
        });
      });
    }
  });
}

// What is no HTTP never reaches the app, so its refusal is written by hand.
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, words, detail } = REFUSALS[error.code ?? ''] ?? UNREADABLE;
  const refusal = new ConnectorProblem({
    status,
    kind: 'unreadable-request',
    title: 'The request cannot be read',
    detail,
  });
  const body = JSON.stringify(problemDocument(refusal, undefined));
  const head = [
    `HTTP/1.1 ${status} ${words}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

interface Unreadable {
  readonly status: number;
  readonly words: string;
  readonly detail: string;
}

const UNREADABLE: Unreadable = {
  status: 400,
  words: 'Bad Request',
  detail: 'This is not HTTP/1.1.',
};

const REFUSALS: Readonly<Record<string, Unreadable>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    words: 'Request Header Fields Too Large',
    detail: 'The address and the headers are too long together.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    words: 'Request Timeout',
    detail: 'The request took too long to arrive.',
  },
};
