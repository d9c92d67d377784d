// The secrets of a store in Temporal: who opens them, and what changed ones are worth.
import fc from 'fast-check';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import {
  BrokenSeal,
  createSealer,
  parseEncryptionKeys,
  UnknownEncryptionKey,
  type EncryptionKeys,
  type Sealer,
} from '../../src/config/sealing';
import { SEALED } from '../../src/contracts/store-connection';

function keysOf(text: string): EncryptionKeys {
  const reading = parseEncryptionKeys(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.keys;
}

const older = newEncryptionKey('k1');
const newer = newEncryptionKey('k2');
const sealer = createSealer(keysOf(older));
const bound = { store: 'abc123', field: 'accessToken' };

const failureOf = (sealed: string, where = bound, by: Sealer = sealer): unknown => {
  try {
    return by.open(sealed, where);
  } catch (error) {
    return error;
  }
};

test('what was sealed for a store opens for that store, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string(),
      fc.string(),
      (plain, store, field) => {
        const sealed = sealer.seal(plain, { store, field });

        expect(sealed).toMatch(SEALED);
        expect(sealer.open(sealed, { store, field })).toBe(plain);
      },
    ),
  );
});

test('one secret sealed twice looks different each time', () => {
  expect(sealer.seal('t0ken', bound)).not.toBe(sealer.seal('t0ken', bound));
});

test('a seal opens for no other store and no other field', () => {
  const places = fc.record({ store: fc.string(), field: fc.string() });
  fc.assert(
    fc.property(places, places, (one, other) => {
      fc.pre(one.store !== other.store || one.field !== other.field);

      expect(failureOf(sealer.seal('t0ken', one), other)).toBeInstanceOf(BrokenSeal);
    }),
  );
  const glued = sealer.seal('t0ken', { store: 'abc', field: 'def' });
  expect(failureOf(glued, { store: 'abcd', field: 'ef' })).toBeInstanceOf(BrokenSeal);
});

test('a change in any bit of any byte is noticed', () => {
  const [version, id, text] = sealer.seal('t0ken', bound).split(':');
  const bytes = Buffer.from(text ?? '', 'base64url');
  for (const index of bytes.keys()) {
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
      const sealed = `${version}:${id}:${changed.toString('base64url')}`;

      expect(failureOf(sealed)).toBeInstanceOf(BrokenSeal);
    }
  }
});

test('a change in any character is noticed, as is a shortened or longer seal', () => {
  const sealed = sealer.seal('t0ken', bound);
  for (const [index, character] of sealed.split('').entries()) {
    const other = character === 'A' ? 'B' : 'A';
    const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
    expect(failureOf(changed)).toBeInstanceOf(Error);
    expect(failureOf(sealed.slice(0, index))).toBeInstanceOf(BrokenSeal);
  }
  for (const more of ['A', 'AAAA', '=', '\n']) {
    expect(failureOf(sealed + more)).toBeInstanceOf(BrokenSeal);
  }
});

test.each([
  '',
  't0ken',
  'tajo1:k1:',
  'tajo2:k1:AAAAAAAAAAAAAAAAAAAAAAAA',
  'tajo1:k1:AAAAAAAAAAAAAAAAAAAAAA',
])('a text that is no seal is refused: "%s"', (text) => {
  expect(failureOf(text)).toBeInstanceOf(BrokenSeal);
  expect(() => sealer.keyIdOf(text)).toThrow(BrokenSeal);
  expect(() => sealer.isOld(text)).toThrow(BrokenSeal);
});

describe('a rotation', () => {
  const sealed = sealer.seal('t0ken', bound);
  const rotated = createSealer(keysOf(`${newer},${older}`));

  test('the old key still opens, and the new one seals', () => {
    expect(rotated.open(sealed, bound)).toBe('t0ken');
    expect([sealer.keyIdOf(sealed), rotated.keyIdOf(sealed)]).toEqual(['k1', 'k1']);
    expect([sealer.isOld(sealed), rotated.isOld(sealed)]).toEqual([false, true]);

    const again = rotated.seal('t0ken', bound);
    expect(rotated.keyIdOf(again)).toBe('k2');
    expect(rotated.isOld(again)).toBe(false);
  });

  test('a key that is gone is missed by its id, with the cure', () => {
    const failure = failureOf(sealed, bound, createSealer(keysOf(newer)));

    expect(failure).toBeInstanceOf(UnknownEncryptionKey);
    expect(failure).toMatchObject({ keyId: 'k1' });
    expect(String(failure)).toContain('"k1"');
    expect(String(failure)).toContain('connect the store again');
  });

  test('another key under the same id opens nothing', () => {
    const imposter = createSealer(keysOf(newEncryptionKey('k1')));

    expect(failureOf(sealed, bound, imposter)).toBeInstanceOf(BrokenSeal);
  });

  test('a seal cannot be passed off as made by another key', () => {
    const renamed = sealed.replace(':k1:', ':k9:');
    const both = createSealer(keysOf(older.replace('k1:', 'k9:')));

    expect(failureOf(renamed, bound, both)).toBeInstanceOf(BrokenSeal);
  });
});

test('no failure tells the secret, the seal or the key', () => {
  const sealed = sealer.seal('t0ken', bound);
  const failures = [
    failureOf(sealed, { ...bound, store: 'other' }),
    failureOf(sealed.slice(0, -1)),
    failureOf(sealed, bound, createSealer(keysOf(newer))),
  ];
  for (const failure of failures) {
    const told =
      failure instanceof Error ? JSON.stringify([failure, failure.message, failure.stack]) : '';
    expect(told).not.toBe('');
    expect(told).not.toContain('t0ken');
    expect(told).not.toContain(sealed.slice(-10));
  }
});

describe('keys as they are written', () => {
  const base64 = older.slice('k1:'.length);

  test('the order and the blanks around commas are kept and ignored', () => {
    expect(keysOf(` ${newer} , ${older} `).map(({ id }) => id)).toEqual(['k2', 'k1']);
  });

  test.each([
    ['', 'Entry 1'],
    [base64, 'Entry 1'],
    [`${older},`, 'Entry 2'],
    [`${older},k2:c2hvcnQ=`, 'Entry 2'],
    [`${older},k2:${Buffer.alloc(32, 7).toString('base64')}`, 'Entry 2 is not random'],
    [`${older},${older}`, 'Entry 2 repeats'],
    [`${older},k2:${base64}`, 'Entry 2 repeats'],
    [`k 1:${base64}`, 'Entry 1'],
    [`k1:${base64.slice(0, -2)}?=`, 'Entry 1'],
  ])('what is wrong is said by its place: case %#', (text, place) => {
    const reading = parseEncryptionKeys(text);

    const problem = reading.ok ? '' : reading.problem;
    expect(problem).toContain(place);
    expect(problem).not.toContain(base64);
    expect(problem).not.toContain('c2hvcnQ=');
  });

  test('a slip in the last digit does not make another key', () => {
    const bytes = Buffer.from(base64, 'base64');
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const same = digits
      .split('')
      .filter((digit) => Buffer.from(`${base64.slice(0, -2)}${digit}=`, 'base64').equals(bytes));

    const accepted = same.filter(
      (digit) => parseEncryptionKeys(`k1:${base64.slice(0, -2)}${digit}=`).ok,
    );
    expect(same.length).toBe(4);
    expect(accepted).toEqual([base64.at(-2)]);
  });

  test('printed keys show no bytes', () => {
    expect(JSON.stringify(keysOf(older))).toBe('[{"id":"k1","key":{}}]');
  });
});
