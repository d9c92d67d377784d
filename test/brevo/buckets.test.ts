// Which rate bucket a call spends from.
import { createBrevo } from '../../src/brevo/account-client';
import { bucketOf } from '../../src/brevo/buckets';
import { startHttpStub } from '../support/http-stub';
import { openGates } from './stub-account';

test.each([
  ['POST', '/contacts', 'contacts'],
  ['GET', '/contacts', 'contacts'],
  ['PUT', '/contacts/jane%40example.com', 'contacts'],
  ['POST', '/contacts/lists/40/contacts/add', 'contacts'],
  ['POST', '/contacts/import', 'contacts'],
  ['POST', '/events', 'events'],
  ['POST', '/events/batch', 'hourly'],
  ['POST', '/orders/status', 'orders'],
  ['POST', '/orders/status/batch', 'hourly'],
  ['POST', '/products', 'products'],
  ['GET', '/products', 'hourly'],
  ['POST', '/products/batch', 'hourly'],
  ['POST', '/smtp/email', 'mail'],
  ['GET', '/processes/1', 'hourly'],
  ['GET', '/account', 'hourly'],
])('%s %s spends from %s', (method, path, bucket) => {
  expect(bucketOf(method, path)).toBe(bucket);
});

test('an import spends from the bucket the account was seen to use', () => {
  expect(bucketOf('POST', '/contacts/import', 'hourly')).toBe('hourly');
});

test("a bucket shows what the last answer's headers said, and the others stay unknown", async () => {
  const headers = { 'x-sib-ratelimit-remaining': '93', 'x-sib-ratelimit-reset': '1800' };
  const stub = await startHttpStub({ headers, json: {} });
  const client = createBrevo({ baseUrl: stub.url, apiKey: 'k', gates: openGates() });

  await client.readAccount();

  expect(client.bucket('hourly').left).toBe(93);
  expect(client.bucket('hourly').resetMs).toBeGreaterThan(1_790_000);
  expect(client.bucket('contacts').left).toBeUndefined();
});
