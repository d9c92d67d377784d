// One request to the API and its answer: a checked value, or a TajoError that says what to do.
import type { z } from 'zod';
import type { ClientSettings } from './client-options';
import { problemFrom } from './problem-document';
import { PROBLEM_TYPE, TajoError } from './tajo-error';

export interface ApiRequest<T> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the connector, encoded, with its query: `/sync`. */
  readonly path: string;
  /** The path is that of the API itself, not of the connector. */
  readonly above?: true;
  readonly body?: unknown;
  readonly answer: z.ZodType<T>;
}

/** One request, no retry. Rejects with TajoError. */
export type ApiDoor = <T>(request: ApiRequest<T>) => Promise<T>;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
}

const TIMEOUT_MS = 120_000;

export function createApiDoor(settings: ClientSettings): ApiDoor {
  return async (request) => {
    const answer = await ask(settings, request);
    const json = jsonOf(answer.text);
    if (answer.status < 200 || answer.status > 299) {
      throw new TajoError(problemFrom({ ...answer, json, origin: originOf(settings) }));
    }
    const shape = request.answer.safeParse(json);
    if (shape.success) return shape.data;
    const place = shape.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new TajoError({
      status: answer.status,
      type: `${PROBLEM_TYPE}unexpected-answer`,
      title: 'The API answered in an unknown shape',
      detail: `${originOf(settings)} answered in a shape this SDK does not know (${place === '' ? 'no JSON object' : `at ${place}`}). Is baseUrl the address of the API, and is the API of the same version?`,
      requestId: answer.requestId,
    });
  };
}

async function ask<T>(settings: ClientSettings, request: ApiRequest<T>): Promise<Answer> {
  const { method, path, above } = request;
  const place = above === true ? '' : '/connectors/bigcommerce';
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  try {
    const response = await settings.fetch(`${settings.baseUrl}${place}${path}`, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        authorization: `Bearer ${settings.apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      // A redirect would carry the secrets of a connect to an address nobody chose.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const requestId = response.headers.get('x-request-id');
    const named = requestId !== null && /^[\w.-]{1,100}$/.test(requestId) ? requestId : undefined;
    return { status: response.status, text: await response.text(), requestId: named };
  } catch (error) {
    throw noAnswer(originOf(settings), error);
  }
}

function noAnswer(origin: string, error: unknown): TajoError {
  if (isObject(error) && error.name === 'TimeoutError') {
    return new TajoError(
      {
        status: 0,
        type: `${PROBLEM_TYPE}timeout`,
        title: 'The API did not answer in time',
        detail: `${origin} did not answer within ${TIMEOUT_MS / 1000} s. What was asked may have happened: look at the status.`,
      },
      { cause: error },
    );
  }
  const code = codeOf(error);
  return new TajoError(
    {
      status: 0,
      type: `${PROBLEM_TYPE}unreachable`,
      title: 'The API could not be reached',
      detail: `The Tajo API at ${origin} could not be reached${code === undefined ? '' : ` (${code})`}. Is it running (npm run api), and is baseUrl its address?`,
    },
    { cause: error },
  );
}

// The platform's fetch hides the reason: TypeError 'fetch failed' with a cause that has the code.
function codeOf(error: unknown): string | undefined {
  const cause = isObject(error) ? error.cause : undefined;
  const code = isObject(cause) ? cause.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const originOf = ({ baseUrl }: ClientSettings): string => new URL(baseUrl).origin;

// Undefined for what is no JSON, which no answer and no problem document is.
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
