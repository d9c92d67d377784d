// One HTTP client per vendor: a request goes through its gate and comes back as a checked value or a typed failure.
import type { z } from 'zod';
import { addressOf } from './address';
import type { Query } from './address';
import { readJson, readShape } from './answer-body';
import type { Reading } from './answer-body';
import { failureFrom } from './classify';
import { ApiFailure, TooLate } from './failures';
import type { Api, ApiFailureDetail } from './failures';
import type { Gate } from './gate';
import type { Ending } from './gate-state';
import { readQuota } from './rate-headers';
import type { Headers } from './rate-headers';
import { createTransport } from './transport';
import type { Delivery, Letter, Transport } from './transport';

export interface HttpOptions {
  readonly api: Api;
  readonly baseUrl: string;
  /** The vendor's token among them. */
  readonly headers: Headers;
  /** 30,000 by default. */
  readonly timeoutMs?: number;
  /** The gate a request must pass. */
  readonly gateFor: (method: Letter['method'], path: string) => Gate;
  /** Read at each request: the signal of the work that is going on. */
  readonly currentSignal?: (() => AbortSignal | undefined) | undefined;
  /** Read at each request: whether somebody waits for the work that is going on. */
  readonly isLive?: (() => boolean) | undefined;
  readonly clock?: { now(): number };
}

export interface Call<T> {
  /** Our name for the call, e.g. `list customers`. */
  readonly operation: string;
  readonly method: Letter['method'];
  /** Encoded, without query. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly schema: z.ZodType<T>;
  /** The value of an answer without a body; without it such an answer is an UnexpectedShape. */
  readonly empty?: { readonly value: T };
  /** The value of a 404; without it a 404 is Rejected. */
  readonly missing?: { readonly value: T };
  /** What a 403 is taken to miss. */
  readonly scope?: string;
  /** Epoch milliseconds: once the gate has opened later than this, nothing is sent. */
  readonly notAfter?: number | undefined;
}

export interface Reply<T> {
  readonly value: T;
  readonly status: number;
  /** The vendor's clock: the `Date` header as ISO time. Undefined when it was not sent. */
  readonly date: string | undefined;
}

export interface Http {
  /** One request, no retry. Throws ApiFailure, TooLate, or the signal's reason when it aborts. */
  request<T>(call: Call<T>): Promise<Reply<T>>;
}

type Answered = Extract<Delivery, { kind: 'answer' }>;

export function createHttp(options: HttpOptions): Http {
  const { api, baseUrl, headers, timeoutMs = 30_000 } = options;
  const transport = createTransport({ baseUrl, headers, timeoutMs });
  return {
    async request(call) {
      const delivery = await deliver(options, transport, call);
      const fail = (detail: ApiFailureDetail) => failure(api, call.operation, { delivery, detail });
      if (delivery.kind === 'lost') throw fail({ kind: 'Unavailable' });
      return reply(delivery, { api, call, fail });
    },
  };
}

async function deliver<T>(
  { api, gateFor, currentSignal, isLive, clock = Date }: HttpOptions,
  transport: Transport,
  { operation, method, path, query, body, notAfter = Infinity }: Call<T>,
): Promise<Delivery> {
  const signal = currentSignal?.();
  const gate = gateFor(method, path);
  const live = isLive?.() ?? false;
  const ticket = await gate.pass({ operation, live, ...(signal === undefined ? {} : { signal }) });
  let ending: Ending = { kind: 'unsent' };
  try {
    if (clock.now() > notAfter) throw new TooLate(operation);
    ending = { kind: 'lost' };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const delivery = await transport({ method, address: addressOf(path, query), ...text }, signal);
    ending = endingOf(api, delivery);
    return delivery;
  } finally {
    ticket.settle(ending);
  }
}

function endingOf(api: Api, delivery: Delivery): Ending {
  if (delivery.kind === 'lost') return delivery;
  return {
    kind: delivery.status === 429 ? 'limited' : 'answer',
    reading: readQuota(api, delivery.headers),
  };
}

interface Context<T> {
  readonly api: Api;
  readonly call: Call<T>;
  readonly fail: (detail: ApiFailureDetail) => ApiFailure;
}

function reply<T>(answer: Answered, { api, call, fail }: Context<T>): Reply<T> {
  const { status, headers, text } = answer;
  const known = (value: T): Reply<T> => ({ value, status, date: dateOf(headers) });
  if (status === 404 && call.missing !== undefined) return known(call.missing.value);

  const json = readJson(text, headers['content-type']);
  const body = json.ok ? json.value : undefined;
  const { scope } = call;
  const refusal = failureFrom({
    api,
    status,
    headers,
    body,
    ...(scope === undefined ? {} : { scope }),
  });
  if (refusal !== undefined) throw fail(refusal);

  if (text.trim() === '' && call.empty !== undefined) return known(call.empty.value);
  if (!json.ok) throw fail(unreadable(json));
  const shape = readShape(json.value, call.schema);
  if (!shape.ok) throw fail({ kind: 'UnexpectedShape', path: shape.path });
  return known(shape.value);
}

// Half an answer is a lost one: the effect may have happened, and asking again helps.
const unreadable = ({
  path,
  damaged,
}: Extract<Reading<unknown>, { ok: false }>): ApiFailureDetail =>
  damaged === true ? { kind: 'Unavailable' } : { kind: 'UnexpectedShape', path };

function failure(
  api: Api,
  operation: string,
  { delivery, detail }: { readonly delivery: Delivery; readonly detail: ApiFailureDetail },
): ApiFailure {
  if (delivery.kind === 'lost') return new ApiFailure({ api, operation, status: 0 }, detail);
  const { status, headers } = delivery;
  const requestId = headers['sib-request-id'] ?? headers['x-request-id'];
  const named = requestId !== undefined && /^[\w-]{1,100}$/.test(requestId) ? { requestId } : {};
  return new ApiFailure({ api, operation, status, ...named }, detail);
}

function dateOf(headers: Headers): string | undefined {
  const time = Date.parse(headers.date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
