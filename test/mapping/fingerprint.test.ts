// Fingerprints: equal for what is the same, different for what is not.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { contactFingerprint } from '../../src/mapping/contact-fingerprint';
import { fingerprint, hash64 } from '../../src/mapping/fingerprint';

const record = fc.dictionary(fc.string(), fc.jsonValue());

function reversed<Value>(object: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(object).reverse());
}

test('a fingerprint is 16 hex characters and the same whatever the order of keys', () => {
  fc.assert(
    fc.property(record, (object) => {
      expect(fingerprint(object)).toMatch(/^[0-9a-f]{16}$/);
      expect(fingerprint(reversed(object))).toBe(fingerprint(object));
    }),
  );
});

test('an absent key makes no difference, a null one does', () => {
  expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
  expect(fingerprint({ a: 1, b: null })).not.toBe(fingerprint({ a: 1 }));
});

test('different values have different fingerprints', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      // Through JSON once, as on the wire: there is no -0.
      const one: unknown = JSON.parse(JSON.stringify(left));
      const other: unknown = JSON.parse(JSON.stringify(right));
      expect(fingerprint(one) === fingerprint(other)).toBe(isDeepStrictEqual(one, other));
    }),
  );
});

test('a hundred thousand e-mail addresses share no hash, and each half is spread evenly', () => {
  const whole = new Set<string>();
  const highs = new Set<number>();
  const lows = new Set<number>();
  const count = 100_000;
  for (let index = 0; index < count; index += 1) {
    const [high, low] = hash64(`shopper${index}@example.com`);
    whole.add(`${high}/${low}`);
    highs.add(high);
    lows.add(low);
  }

  expect(whole.size).toBe(count);
  // n²/2³³ ≈ 1 collision is expected of 32 random bits.
  expect(count - highs.size).toBeLessThan(12);
  expect(count - lows.size).toBeLessThan(12);
});

test('the halves of a hash are unsigned and do not depend on the run', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const half of hash64(text)) expect(half).toBe(half >>> 0);
      expect(hash64(text)).toEqual(hash64(text));
    }),
  );
  expect(hash64('ada@example.com')).toEqual([996606, 1659049981]);
});

const attributeValue = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.string()),
);
const attributes = fc.dictionary(
  fc.constantFrom('CITY', 'ZIP', 'SMS', 'SCORE', 'TAGS'),
  attributeValue,
);
const names = ['CITY', 'ZIP', 'SMS', 'SCORE', 'TAGS'];

test('a contact compares equal whatever the order of its attributes and of the names', () => {
  fc.assert(
    fc.property(attributes, fc.shuffledSubarray(names, { minLength: 5 }), (contact, shuffled) => {
      expect(contactFingerprint(reversed(contact), shuffled)).toEqual(
        contactFingerprint(contact, names),
      );
    }),
  );
});

test('absent, null and empty are the same, and attributes we do not write do not count', () => {
  fc.assert(
    fc.property(attributes, fc.constantFrom(...names), (contact, name) => {
      const without = Object.fromEntries(Object.entries(contact).filter(([key]) => key !== name));
      const expected = contactFingerprint(without, names);
      for (const nothing of [null, '', undefined, []])
        expect(contactFingerprint({ ...without, [name]: nothing }, names)).toEqual(expected);
      expect(contactFingerprint({ ...without, OTHER: 'x' }, names)).toEqual(expected);
    }),
  );
});

test.each([
  [{ SMS: '+14155552671' }, { SMS: '14155552671' }],
  [{ SMS: '+14155552671' }, { SMS: 14155552671 }],
  [{ SCORE: 12.5 }, { SCORE: '12.5' }],
  [{ SIGNUP_DATE: '2024-05-14' }, { SIGNUP_DATE: '2024-05-14T00:00:00.000Z' }],
  [{ SIGNUP_DATE: '2024-05-14' }, { SIGNUP_DATE: '2024-05-14 09:34:00' }],
  [{ TAGS: ['a', 'b'] }, { TAGS: ['b', 'a'] }],
])('what we write as %p is what Brevo answers as %p', (written, answered) => {
  expect(contactFingerprint(answered, Object.keys(written))).toEqual(
    contactFingerprint(written, Object.keys(written)),
  );
});

test.each([
  [{ ZIP: '01234' }, { ZIP: '1234' }],
  [{ CITY: 'Paris' }, { CITY: 'paris' }],
  [{ CITY: 'a' }, { ZIP: 'a' }],
  [{ CITY: 'a","ZIP":"b' }, { CITY: 'a', ZIP: 'b' }],
  [{ OPT: true }, { OPT: false }],
  [{ TAGS: ['a', 'b'] }, { TAGS: ['a,b'] }],
  [{ CITY: '2024-05-14 was a Tuesday' }, { CITY: '2024-05-14' }],
])('%p and %p are not the same contact', (left, right) => {
  const all = [...Object.keys(left), ...Object.keys(right)];

  expect(contactFingerprint(left, all)).not.toEqual(contactFingerprint(right, all));
});
