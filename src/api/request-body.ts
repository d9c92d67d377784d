// Reads the body of a request: JSON in UTF-8 and at most 64 KB.
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { ConnectorProblem } from './connector';
import { TOO_LARGE, UNREADABLE, UNSUPPORTED_TYPE } from './problem';

const LIMIT_BYTES = 64 * 1024;

/** Up to here a refused body is read to its end, so that its sender hears the refusal and not a broken connection. */
const PATIENCE_BYTES = 8 * 1024 * 1024;

const JSON_TYPE = 'application/json';

/** `request.body` is then an object, an array, or undefined when there was no body; a bad one is passed on as an error. */
export function bodyReaders(): readonly RequestHandler[] {
  return [
    (request, _response, next) => {
      // Null when there is no body, false when it is of another type.
      const wrongType = hasBody(request) && request.is(JSON_TYPE) === false;
      next(wrongType ? new ConnectorProblem({ status: 415, ...UNSUPPORTED_TYPE }) : undefined);
    },
    refuseEndless,
    express.json({ limit: LIMIT_BYTES, inflate: false, type: JSON_TYPE }),
  ];
}

/** The same for a body of any type: `request.body` is then a Buffer, or undefined when there was none. */
export function rawBodyReaders(): readonly RequestHandler[] {
  return [refuseEndless, express.raw({ limit: LIMIT_BYTES, inflate: false, type: () => true })];
}

/** Can be read by `readBytes`: sent as it is, and not announced as longer than allowed. */
export const isPlain = (request: IncomingMessage): boolean =>
  request.headers['content-encoding'] === undefined && lengthOf(request) <= LIMIT_BYTES;

/** The whole body, whatever its type. Rejects with a ConnectorProblem when it is too long or breaks off. */
export function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= LIMIT_BYTES) return;
      request.pause();
      reject(new ConnectorProblem({ status: 413, ...TOO_LARGE }));
    });
    request.on('end', () => {
      const [only, another] = chunks;
      resolve(only !== undefined && another === undefined ? only : Buffer.concat(chunks));
    });
    request.on('error', (cause) => {
      reject(new ConnectorProblem({ status: 400, ...UNREADABLE }, { cause }));
    });
  });
}

/** The rest of this request is not worth waiting for: close the connection with the answer. */
export const isEndless = (request: IncomingMessage): boolean =>
  !request.complete && (isChunked(request) || lengthOf(request) > PATIENCE_BYTES);

const refuseEndless: RequestHandler = (request, _response, next) => {
  const endless = lengthOf(request) > PATIENCE_BYTES;
  next(endless ? new ConnectorProblem({ status: 413, ...TOO_LARGE }) : undefined);
};

const hasBody = (request: IncomingMessage): boolean => isChunked(request) || lengthOf(request) > 0;

const isChunked = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined;

const lengthOf = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);
