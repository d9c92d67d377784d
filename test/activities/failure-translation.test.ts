// How a vendor's failure stands in the history: its type, its wait, its cure, and nothing of anybody's data.
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FailureTranslation, translateFailure } from '../../src/activities/failure-translation';
import { FAILURE } from '../../src/contracts/failures';
import { ApiFailure, type ApiFailureDetail } from '../../src/http/failures';

const failed = (
  detail: ApiFailureDetail,
  api: 'bigcommerce' | 'brevo' = 'bigcommerce',
): ApiFailure =>
  new ApiFailure({ api, operation: 'list customers', status: 429, requestId: 'abc-1' }, detail);

function translated(detail: ApiFailureDetail, api?: 'bigcommerce' | 'brevo'): ApplicationFailure {
  const failure = translateFailure(failed(detail, api));
  if (!(failure instanceof ApplicationFailure)) throw new Error('This was not translated.');
  return failure;
}

test('a full rate window is waited for exactly as long as the vendor says, and is no alarm', () => {
  const failure = translated({ kind: 'RateLimited', retryAfterMs: 1234.5 });

  expect(failure.type).toBe(FAILURE.rateLimited);
  expect(failure.nonRetryable).toBe(false);
  expect(failure.nextRetryDelay).toBe(1235);
  expect(failure.category).toBe(ApplicationFailureCategory.BENIGN);
});

test('without a header the usual waits apply', () => {
  const failure = translated({ kind: 'RateLimited' });

  expect(failure.nextRetryDelay).toBeUndefined();
  expect(failure.category).toBe(ApplicationFailureCategory.BENIGN);
});

test.each<[ApiFailureDetail, string, boolean]>([
  [{ kind: 'Unavailable' }, FAILURE.unavailable, true],
  [{ kind: 'Unauthorized' }, FAILURE.unauthorized, false],
  [{ kind: 'MissingScope', scope: 'store_v2_orders' }, FAILURE.missingScope, false],
  [{ kind: 'Rejected', code: 'invalid_parameter' }, FAILURE.rejected, false],
  [
    { kind: 'UnexpectedShape', path: 'data[0].id: expected number' },
    FAILURE.unexpectedShape,
    false,
  ],
])('%j is %s', (detail, type, again) => {
  const failure = translated(detail);

  expect(failure.type).toBe(type);
  expect(failure.nonRetryable).toBe(!again);
  expect(failure.category).not.toBe(ApplicationFailureCategory.BENIGN);
  expect(failure.nextRetryDelay).toBeUndefined();
  expect(failure.details).toEqual([
    { api: 'bigcommerce', operation: 'list customers', status: 429, requestId: 'abc-1' },
  ]);
});

test.each<[ApiFailureDetail, 'bigcommerce' | 'brevo', RegExp]>([
  [{ kind: 'RateLimited' }, 'brevo', /Temporal tries again when it opens/],
  [{ kind: 'Unavailable' }, 'brevo', /Temporal tries again/],
  [{ kind: 'Unauthorized' }, 'bigcommerce', /make a new store-level API account/],
  [{ kind: 'Unauthorized' }, 'brevo', /[Mm]ake a new key in Brevo/],
  [{ kind: 'Unauthorized', ipBlocked: true }, 'brevo', /Security > Authorised IPs/],
  [
    { kind: 'MissingScope', scope: 'store_v2_orders' },
    'bigcommerce',
    /lacks the scope store_v2_orders/,
  ],
  [
    { kind: 'MissingScope', scope: 'ecommerce' },
    'brevo',
    /Check the plan of the account: ecommerce/,
  ],
  [{ kind: 'Rejected', code: 'invalid_parameter' }, 'brevo', /code invalid_parameter/],
  [{ kind: 'UnexpectedShape', path: 'data: expected array' }, 'brevo', /at data: expected array/],
])('%j of %s says what to do', (detail, api, sentence) => {
  expect(translated(detail, api).message).toMatch(sentence);
});

test('a mistake in the code passes through untouched', () => {
  const bug = new TypeError('undefined is not a function');

  expect(translateFailure(bug)).toBe(bug);
});

test('an activity that fails is translated on its way out, one that succeeds is left alone', async () => {
  const interceptor = new FailureTranslation();
  const input = { args: [], headers: {} };

  await expect(
    interceptor.execute(input, () => Promise.reject(failed({ kind: 'Unavailable' }))),
  ).rejects.toMatchObject({ type: 'Unavailable' });
  await expect(interceptor.execute(input, () => Promise.resolve('done'))).resolves.toBe('done');
});
