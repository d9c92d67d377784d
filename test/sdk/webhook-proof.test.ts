// What lets a webhook in: the secret header, and a Standard Webhooks signature over the bytes as they came.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { verifyWebhook } from '../../src/sdk/sdk';

// Made with the reference implementation (npm `standardwebhooks` 1.0), whose argument was this secret in base64.
const clientSecret = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const nowSeconds = 1735689600;
const body =
  '{"producer":"stores/abc123","hash":"0f1b5800def7b505369b08b4a3503a1db2c4b1a6","created_at":1735689599,"store_id":"1025646","scope":"store/order/created","data":{"type":"order","id":250}}';
const signed = {
  'webhook-id': 'msg_2b6c1a',
  'webhook-timestamp': '1735689600',
  'webhook-signature': 'v1,lZ7li+ue0Jh35lq7AjRMCrgBz+TSZrNosGd4jfSqyJw=',
};
const hookToken = 'b0ad1e6f-a-random-token';

const sign = (secret: string, content: string) =>
  createHmac('sha256', Buffer.from(secret, 'utf8')).update(content, 'utf8').digest('base64');

const refused = (reason: string) => ({ ok: false, reason });

describe('a signed webhook', () => {
  test.each([
    ['text', body],
    ['bytes', Buffer.from(body, 'utf8')],
  ])('passes as %s, and says which delivery it is', (_, raw) => {
    expect(verifyWebhook(raw, signed, { clientSecret, nowSeconds })).toEqual({
      ok: true,
      deliveryId: 'msg_2b6c1a',
    });
  });

  test('passes with the headers of a fetch request, and however they are spelt', () => {
    const spelt = Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name.toUpperCase(), value]),
    );

    expect(verifyWebhook(body, new Headers(signed), { clientSecret, nowSeconds }).ok).toBe(true);
    expect(verifyWebhook(body, spelt, { clientSecret, nowSeconds }).ok).toBe(true);
  });

  test('passes when one of several signatures is right, as while a secret is being changed', () => {
    const several = `v1,${sign('the old secret', 'x')} v2,abc ${signed['webhook-signature']}`;
    const headers = { ...signed, 'webhook-signature': several };

    expect(verifyWebhook(body, headers, { clientSecret, nowSeconds }).ok).toBe(true);
  });

  test('does not pass by the same signature of another version', () => {
    const headers = {
      ...signed,
      'webhook-signature': signed['webhook-signature'].replace('v1,', 'v2,'),
    };

    expect(verifyWebhook(body, headers, { clientSecret, nowSeconds })).toEqual(
      refused('wrong-signature'),
    );
  });

  test.each([
    [-301, 'stale'],
    [-300, undefined],
    [300, undefined],
    [301, 'stale'],
    [Number.NaN, 'stale'],
  ])('of a clock that is %s s away', (away, reason) => {
    const proof = verifyWebhook(body, signed, { clientSecret, nowSeconds: nowSeconds + away });

    expect(proof).toMatchObject(reason === undefined ? { ok: true } : refused(reason));
  });

  test('is as old as the caller allows', () => {
    const late = { clientSecret, nowSeconds: nowSeconds + 3_000 };

    expect(verifyWebhook(body, signed, { ...late, toleranceSeconds: 3_600 }).ok).toBe(true);
    expect(verifyWebhook(body, signed, { ...late, toleranceSeconds: Number.NaN })).toEqual(
      refused('stale'),
    );
  });

  test('is measured by the clock of this machine when no other is given', () => {
    const seconds = String(Math.floor(Date.now() / 1000));
    const fresh = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${sign(clientSecret, `msg_1.${seconds}.${body}`)}`,
    };

    expect(verifyWebhook(body, fresh, { clientSecret }).ok).toBe(true);
    expect(verifyWebhook(body, signed, { clientSecret })).toEqual(refused('stale'));
  });

  test.each([
    ['no id', { 'webhook-id': undefined }],
    ['an empty id', { 'webhook-id': '' }],
    ['no time', { 'webhook-timestamp': undefined }],
    ['a time that is none', { 'webhook-timestamp': '1735689600.0' }],
    ['a negative time', { 'webhook-timestamp': '-1735689600' }],
    ['two times', { 'webhook-timestamp': ['1735689600', '1735689600'] }],
  ])('with %s is malformed', (_, change) => {
    expect(verifyWebhook(body, { ...signed, ...change }, { clientSecret, nowSeconds })).toEqual(
      refused('malformed-signature'),
    );
  });
});

describe('the secret header', () => {
  const headers = { 'x-tajo-hook-token': hookToken };

  test('lets an unsigned webhook in, also when the client secret is known', () => {
    expect(verifyWebhook(body, headers, { hookToken })).toEqual({ ok: true });
    expect(verifyWebhook(body, headers, { hookToken, clientSecret })).toEqual({ ok: true });
  });

  test('does not excuse a wrong signature', () => {
    const forged = { ...headers, ...signed, 'webhook-signature': `v1,${sign('another', body)}` };

    expect(verifyWebhook(body, forged, { hookToken, clientSecret, nowSeconds })).toEqual(
      refused('wrong-signature'),
    );
    expect(
      verifyWebhook(
        body,
        { ...headers, 'webhook-signature': '' },
        { hookToken, clientSecret, nowSeconds },
      ),
    ).toEqual(refused('malformed-signature'));
  });

  test('is needed beside a right signature when its secret is given', () => {
    const secrets = { hookToken, clientSecret, nowSeconds };

    expect(verifyWebhook(body, signed, secrets)).toEqual(refused('missing-token'));
    expect(verifyWebhook(body, { ...signed, 'x-tajo-hook-token': 'guess' }, secrets)).toEqual(
      refused('wrong-token'),
    );
    expect(verifyWebhook(body, { ...signed, ...headers }, secrets).ok).toBe(true);
  });

  test('does not replace the signature where only the client secret is given', () => {
    expect(verifyWebhook(body, headers, { clientSecret })).toEqual(refused('missing-signature'));
  });
});

describe('a mistake in its use lets nothing in', () => {
  test.each([{}, { clientSecret: '' }, { hookToken: '' }, { clientSecret: undefined }])(
    'no secret: %j',
    (secrets) => {
      const anyone = { ...signed, 'x-tajo-hook-token': '' };

      expect(verifyWebhook(body, anyone, secrets)).toEqual(refused('no-secret'));
    },
  );

  test('a body that a framework has parsed', () => {
    const parsed: unknown = JSON.parse(body);

    // As from JavaScript, where no type stops it.
    const proof: unknown = Reflect.apply(verifyWebhook, undefined, [
      parsed,
      signed,
      { clientSecret, nowSeconds },
    ]);

    expect(proof).toEqual(refused('no-raw-body'));
  });
});

describe('for every body, secret and id', () => {
  const deliveries = fc.record({
    secret: fc.string({ minLength: 1, unit: 'grapheme' }),
    raw: fc.uint8Array({ maxLength: 200 }),
    id: fc.stringMatching(/^[\w-]{1,20}$/),
    seconds: fc.integer({ min: 0, max: 99_999_999_999 }),
  });
  type Delivery = typeof deliveries extends fc.Arbitrary<infer D> ? D : never;

  const headersOf = ({ secret, raw, id, seconds }: Delivery) => {
    const mac = createHmac('sha256', Buffer.from(secret, 'utf8'));
    const signature = mac.update(`${id}.${seconds}.`).update(raw).digest('base64');
    return {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signature}`,
    };
  };

  test('what was signed passes', () => {
    fc.assert(
      fc.property(deliveries, (delivery) => {
        const { secret, raw, id, seconds } = delivery;

        expect(
          verifyWebhook(raw, headersOf(delivery), { clientSecret: secret, nowSeconds: seconds }),
        ).toEqual({ ok: true, deliveryId: id });
      }),
    );
  });

  test('one changed byte of the body, or character of the signature, is refused', () => {
    const changes = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });

    fc.assert(
      fc.property(deliveries, changes, (delivery, { at, by }) => {
        const headers = headersOf(delivery);
        const secrets = { clientSecret: delivery.secret, nowSeconds: delivery.seconds };
        const raw = Uint8Array.from(delivery.raw);
        const place = at % Math.max(raw.length, 1);
        raw[place] = (raw[place] ?? 0) ^ by;
        const signature = headers['webhook-signature'];
        const cut = 3 + (at % (signature.length - 3));
        const other = signature[cut] === 'A' ? 'B' : 'A';
        const changed = signature.slice(0, cut) + other + signature.slice(cut + 1);

        if (raw.length > 0) expect(verifyWebhook(raw, headers, secrets).ok).toBe(false);
        expect(
          verifyWebhook(delivery.raw, { ...headers, 'webhook-signature': changed }, secrets),
        ).toEqual(refused('wrong-signature'));
      }),
    );
  });

  test('whatever is sent, there is an answer and never an error', () => {
    const headers = fc.dictionary(
      fc.constantFrom(...Object.keys(signed), 'x-tajo-hook-token', 'get'),
      fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined)),
    );

    fc.assert(
      fc.property(fc.string(), headers, (raw, given) => {
        expect(verifyWebhook(raw, given, { clientSecret, hookToken: 'the token' }).ok).toBe(false);
      }),
    );
  });
});
