// The door's short way: a webhook as BigCommerce posts it is read, proven and answered without Express before it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refuse } from '../error-answer';
import { isPlain, readBytes } from '../request-body';
import type { RequestTrace, ServedBy } from '../request-trace';
import { DOOR_PATH, receiveWebhook, type LiveParts } from './door';

export interface ShortWaySources {
  readonly parts: LiveParts;
  readonly trace: RequestTrace;
  readonly refuse: Refuse;
}

/** Answers false, and has done nothing, when the request is none for it. */
export type ShortWay = (request: IncomingMessage, response: ServerResponse) => boolean;

const SERVED_BY: ServedBy = { path: DOOR_PATH, frequent: true };

/** Express would take more of the processor than all the checks. Whatever is odd about a request is left to it. */
export function createShortWay({ parts, trace, refuse }: ShortWaySources): ShortWay {
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> => {
    try {
      await receiveWebhook(parts, await readBytes(request), request.headers);
      response.writeHead(200, ['X-Request-Id', requestId, ...ACCEPTED]).end();
    } catch (thrown) {
      response.setHeader('X-Request-Id', requestId);
      for (const [name, value] of SHIELD) response.setHeader(name, value);
      refuse({ thrown, request, response });
    }
  };
  return (request, response) => {
    if (request.url !== DOOR_PATH || request.method !== 'POST' || !isPlain(request)) return false;
    void answer(request, response, trace.begin(request, response, SERVED_BY));
    return true;
  };
}

// What browsers could be told beyond this is about pages, and here is none.
const SHIELD = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
] as const;

const ACCEPTED = [
  ...SHIELD.flat(),
  ...['Content-Type', 'text/plain; charset=utf-8'],
  ...['Content-Length', '0'],
];
