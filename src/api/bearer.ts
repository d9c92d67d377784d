// Lets in who has the key of this API.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ConnectorProblem } from './connector';

/** Passes a 401 problem on for a missing or wrong key. Digests are compared, in constant time. */
export function requireKey(apiKey: string): RequestHandler {
  if (apiKey === '') throw new Error('The API needs a key: set TAJO_API_KEY.');
  const wanted = digest(apiKey);
  return (request, response, next) => {
    const given = /^bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) {
      next();
      return;
    }
    const fault = given === undefined ? '' : ', error="invalid_token"';
    response.setHeader('WWW-Authenticate', `Bearer realm="tajo"${fault}`);
    next(given === undefined ? MISSING : WRONG);
  };
}

const refused = (kind: string, title: string): ConnectorProblem =>
  new ConnectorProblem({
    status: 401,
    kind,
    title,
    detail: 'Send `Authorization: Bearer <key>` with the TAJO_API_KEY that this API runs with.',
  });

const MISSING = refused('missing-key', 'The key of the API is missing');
const WRONG = refused('wrong-key', 'The key of the API is wrong');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
