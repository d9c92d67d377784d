// Each refusal of a vendor means one failure.
import fc from 'fast-check';
import { failureFrom } from '../../src/http/classify';
import type { Api } from '../../src/http/failures';

function refusal(
  api: Api,
  status: number,
  rest: { body?: unknown; headers?: Record<string, string> } = {},
) {
  return failureFrom({
    api,
    status,
    headers: rest.headers ?? {},
    body: rest.body,
    scope: 'a_scope',
  });
}

test.each([
  [301, { kind: 'Rejected' }],
  [400, { kind: 'Rejected' }],
  [401, { kind: 'Unauthorized' }],
  [403, { kind: 'MissingScope', scope: 'a_scope' }],
  [408, { kind: 'Unavailable' }],
  [409, { kind: 'Rejected' }],
  [423, { kind: 'Unavailable' }],
  [425, { kind: 'Unavailable' }],
  [429, { kind: 'RateLimited' }],
  [500, { kind: 'Unavailable' }],
  [503, { kind: 'Unavailable' }],
])('status %d', (status, failure) => {
  expect(refusal('bigcommerce', status)).toEqual(failure);
  expect(refusal('brevo', status)).toEqual(failure);
});

test.each<[Api, Record<string, string>, number]>([
  ['bigcommerce', { 'x-rate-limit-time-reset-ms': '15000', 'x-retry-after': '99' }, 15_000],
  ['bigcommerce', { 'x-retry-after': '12' }, 12_000],
  ['brevo', { 'x-sib-ratelimit-reset': '3' }, 3_000],
  ['brevo', { 'x-sib-ratelimit-reset': '0.25' }, 250],
  ['brevo', { 'retry-after': '2' }, 2_000],
])('%s says by %j when to come back', (api, headers, retryAfterMs) => {
  expect(refusal(api, 429, { headers })).toEqual({ kind: 'RateLimited', retryAfterMs });
});

test('a conflict names the identifiers that are taken', () => {
  const body = {
    code: 'duplicate_parameter',
    message: 'Unable to create contact, SMS is already associated with another Contact',
    metadata: { duplicate_identifiers: ['SMS', 'jane@example.com'] },
  };

  expect(refusal('brevo', 400, { body })).toEqual({
    kind: 'Rejected',
    code: 'duplicate_parameter',
    duplicates: ['SMS'],
  });
});

test('a code that is a sentence is not kept', () => {
  const body = { code: 'Contact jane@example.com not found', message: 'x' };

  expect(refusal('brevo', 400, { body })).toEqual({ kind: 'Rejected' });
});

test.each([
  ['Invalid phone number', 'invalid_phone'],
  ['Contact already in list and/or does not exist', 'already_in_list'],
])('the sentence "%s" becomes a word', (message, code) => {
  const body = { code: 'invalid_parameter', message };

  expect(refusal('brevo', 400, { body })).toEqual({ kind: 'Rejected', code });
});

test('an unknown IP address is told from a wrong key', () => {
  const body = {
    code: 'unauthorized',
    message: 'We have detected you are using an unrecognised IP address 192.0.2.1.',
  };

  expect(refusal('brevo', 401, { body })).toEqual({ kind: 'Unauthorized', ipBlocked: true });
});

test('e-commerce that is off is told from a missing permission', () => {
  const body = {
    code: 'permission_denied',
    message: 'Permission denied. eCommerce is not activated.',
  };

  expect(refusal('brevo', 403, { body })).toEqual({ kind: 'MissingScope', scope: 'ecommerce' });
});

test('there is an answer to every status and body, and it never repeats a sentence', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Api>('bigcommerce', 'brevo'),
      fc.integer({ min: 300, max: 599 }),
      fc.anything(),
      (api, status, noise) => {
        const body = { code: 'Jane Roe lives here', message: 'jane@example.com', metadata: noise };
        const failure = refusal(api, status, { body });

        expect(failure).toBeDefined();
        expect(JSON.stringify(failure)).not.toMatch(/jane/i);
      },
    ),
  );
});
