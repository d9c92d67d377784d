// Turns a vendor's refusal into the failure it means; total over every HTTP status.
import { z } from 'zod';
import type { Api, ApiFailureDetail } from './failures';
import { readRetryAfterMs } from './rate-headers';
import type { Headers } from './rate-headers';

export interface Answer {
  readonly api: Api;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when the body is empty or something else, an HTML page for instance. */
  readonly body: unknown;
  /** What a 403 is taken to miss. */
  readonly scope?: string;
}

// Brevo gives some reasons only in a sentence, which may quote a person: a word of ours is kept instead.
// The sentences were seen in public issues of Brevo's own SDKs and of integrations built on its API.
const sentences: readonly (readonly [RegExp, string])[] = [
  [/already in list/i, 'already_in_list'],
  [/already removed from list|not in list/i, 'not_in_list'],
  [/invalid phone number/i, 'invalid_phone'],
];

// Field names like SMS, EXT_ID or duplicate_parameter: nothing that could hold a person's data.
const plainWord = /^[A-Za-z_]{1,40}$/;

const errorBody = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  metadata: z
    .object({ duplicate_identifiers: z.array(z.string()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The scope of a 403 that means Brevo's e-commerce is off. */
export const ecommerceScope = 'ecommerce';

/** Undefined when the answer is no failure (2xx). Nothing of the vendor's text is kept. */
export function failureFrom(answer: Answer): ApiFailureDetail | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return unauthorized(answer);
  if (status === 403) return { kind: 'MissingScope', scope: missingScope(answer) };
  if (status === 429) return limited(answer);
  if (status >= 500 || passing.has(status)) return { kind: 'Unavailable' };
  return rejected(answer);
}

// Timeouts, locks and "too early" pass by themselves; 499 is BigCommerce's closed connection.
const passing: ReadonlySet<number> = new Set([408, 423, 425, 499]);

function unauthorized(answer: Answer): ApiFailureDetail {
  const { message = '' } = reasonOf(answer);
  const ipBlocked = answer.api === 'brevo' && /unrecogni[sz]ed ip/i.test(message);
  return ipBlocked ? { kind: 'Unauthorized', ipBlocked } : { kind: 'Unauthorized' };
}

function missingScope(answer: Answer): string {
  const { message = '' } = reasonOf(answer);
  const ecommerceOff = answer.api === 'brevo' && /e-?commerce\b.*\bactiv/i.test(message);
  return ecommerceOff ? ecommerceScope : (answer.scope ?? 'unknown');
}

function limited({ api, headers }: Answer): ApiFailureDetail {
  const retryAfterMs = readRetryAfterMs(api, headers);
  return retryAfterMs === undefined
    ? { kind: 'RateLimited' }
    : { kind: 'RateLimited', retryAfterMs };
}

function rejected(answer: Answer): ApiFailureDetail {
  const { code, message = '', metadata } = reasonOf(answer);
  const word = sentences.find(([sentence]) => sentence.test(message))?.[1] ?? code;
  const duplicates = (metadata?.duplicate_identifiers ?? []).filter((name) => plainWord.test(name));
  return {
    kind: 'Rejected',
    ...(word !== undefined && plainWord.test(word) ? { code: word } : {}),
    ...(duplicates.length > 0 ? { duplicates } : {}),
  };
}

// BigCommerce's bodies have a title and free text only: no code, no field worth keeping.
function reasonOf({ api, body }: Answer): Partial<z.infer<typeof errorBody>> {
  if (api === 'bigcommerce') return {};
  const read = errorBody.safeParse(body);
  return read.success ? read.data : {};
}
