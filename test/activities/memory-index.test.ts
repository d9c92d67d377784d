// The tables that keep a run's people in memory: right like a Map, and small enough for millions.
import fc from 'fast-check';
import { ContactIndex, type ContactEntry } from '../../src/activities/memory/contact-index';
import { IdBook } from '../../src/activities/memory/id-book';
import { OPTED_IN, ORDERED, PersonSums } from '../../src/activities/memory/person-sums';
import { roomFor, RowTable, type Key } from '../../src/activities/memory/row-table';
import { hash64 } from '../../src/mapping/fingerprint';

const person = (part: Partial<ContactEntry> & { readonly email: string }): ContactEntry => ({
  contactId: 1,
  customerId: 0,
  foreignExt: false,
  blocklisted: false,
  listed: false,
  phone: '',
  written: '',
  fingerprint: [1, 2],
  ...part,
});

describe('the row table', () => {
  // Few keys, so that rows come, go and come back over the same slots.
  const key = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 }));
  const step = fc.record({ put: fc.boolean(), key });

  test('finds what a Map finds, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const keys: Key[] = [];
        const table = new RowTable((row) => keys[row] ?? [0, 0]);
        const map = new Map<string, number>();
        for (const { put, key: one } of steps) {
          const known = map.get(one.join());
          if (put && known === undefined) {
            keys.push(one);
            table.add(keys.length - 1);
            map.set(one.join(), keys.length - 1);
          } else if (!put && known !== undefined) {
            table.remove(known);
            map.delete(one.join());
          }
        }
        for (let high = 0; high <= 3; high += 1)
          for (let low = 0; low <= 40; low += 1)
            expect(table.find([high, low])).toBe(map.get([high, low].join()));
      }),
      { numRuns: 60 },
    );
  });

  test('takes at most eight bytes a row', () => {
    const keys: Key[] = [];
    const table = new RowTable((row) => keys[row] ?? [0, 0]);
    let most = 0;
    for (let row = 0; row < 50_000; row += 1) {
      keys.push(hash64(`person ${row}`));
      table.add(row);
      if (row > 1_000) most = Math.max(most, table.bytes / (row + 1));
    }

    expect(most).toBeLessThan(8);
  });

  test('removing a row that is not there changes nothing', () => {
    const table = new RowTable(() => [7, 7]);
    table.add(0);
    table.remove(1);

    expect(table.find([7, 7])).toBe(0);
  });

  test('a column grows without losing a value', () => {
    const column = roomFor(new Uint32Array([1, 2]), 3, (length) => new Uint32Array(length));

    expect(column.length).toBeGreaterThanOrEqual(3);
    expect([...column.slice(0, 3)]).toEqual([1, 2, 0]);
    expect(roomFor(column, 3, (length) => new Uint32Array(length))).toBe(column);
  });
});

describe('the contact index', () => {
  test('finds a contact by address, customer and phone, and forgets what it was before', () => {
    const index = new ContactIndex();
    const row = index.put(person({ email: 'a@example.com', customerId: 7, phone: '16175550101' }));

    index.put(person({ email: 'b@example.com', customerId: 8, phone: '16175550102' }), row);

    expect(index.byEmail('a@example.com')).toBeUndefined();
    expect(index.byCustomer(7)).toBeUndefined();
    expect(index.byPhone('16175550101')).toBeUndefined();
    expect(index.byEmail('b@example.com')).toBe(row);
    expect(index.byCustomer(8)).toBe(row);
    expect(index.byPhone('16175550102')).toBe(row);
    expect(index.size).toBe(1);
  });

  test('keeps what was said of a contact', () => {
    const index = new ContactIndex();
    const entry = person({
      email: 'a@example.com',
      contactId: 4711,
      customerId: 7,
      blocklisted: true,
      listed: true,
      foreignExt: true,
      fingerprint: [3, 4],
    });
    const row = index.put(entry);
    index.markSeen(row);

    expect({ ...entry, ...index.known(row) }).toEqual(entry);
    expect(index.known(row)).not.toHaveProperty('email');
    expect(index.isSeen(row)).toBe(true);
    expect(index.emailHash(row)).toEqual(hash64('a@example.com'));
    expect(index.byEmailHash(hash64('a@example.com'))).toBe(row);
  });

  test('nobody is found by an empty phone or without a customer', () => {
    const index = new ContactIndex();
    index.put(person({ email: 'a@example.com' }));

    expect(index.byPhone('')).toBeUndefined();
    expect(index.byCustomer(0)).toBeUndefined();
    expect([...index.customers()]).toEqual([]);
  });

  test('a contact that is gone is found no more, and may come back', () => {
    const index = new ContactIndex();
    const row = index.put(person({ email: 'a@example.com', customerId: 7, phone: '1' }));

    index.remove(row);

    expect(index.byEmail('a@example.com')).toBeUndefined();
    expect(index.byCustomer(7)).toBeUndefined();
    expect(index.byPhone('1')).toBeUndefined();
    expect([...index.customers()]).toEqual([]);
    const again = index.put(person({ email: 'a@example.com', customerId: 7 }));
    expect([...index.customers()]).toEqual([{ customerId: 7, row: again }]);
  });

  test.each([
    ['known beforehand', 100_064],
    ['that came one by one', 64],
  ])('takes at most 64 bytes a person for 100,000 contacts %s', (_name, expected) => {
    const index = new ContactIndex(expected);
    for (let id = 1; id <= 100_000; id += 1) {
      const phone = id % 2 === 0 ? `1617${id}` : '';
      const fingerprint = hash64(`${id}`);
      index.put(
        person({ email: `p${id}@example.com`, contactId: id, customerId: id, phone, fingerprint }),
      );
    }

    expect(index.bytes / 100_000).toBeLessThanOrEqual(64);
    expect(index.byEmail('p99999@example.com')).toBe(99_998);
  });
});

describe('the sums per person', () => {
  const keys = ['a', 'b', 'c'].map((letter) => hash64(letter));
  const part = fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    orders: fc.constantFrom(0, 1),
    spentMinor: fc.integer({ min: 0, max: 1_000_000 }),
    marks: fc.constantFrom(0, ORDERED, OPTED_IN),
  });

  test('add up like a plain sum', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const sums = new PersonSums();
        for (const { who, ...rest } of parts) sums.add(keys[who] ?? [0, 0], rest);
        keys.forEach((key, who) => {
          const own = parts.filter((one) => one.who === who);
          const wanted = {
            orders: own.reduce((sum, { orders }) => sum + orders, 0),
            spentMinor: own.reduce((sum, { spentMinor }) => sum + spentMinor, 0),
            marks: own.reduce((all, { marks }) => all | marks, 0),
          };
          expect(sums.of(key)).toEqual(own.length === 0 ? undefined : wanted);
        });
        expect(sums.size).toBe(new Set(parts.map(({ who }) => who)).size);
      }),
    );
  });

  test('take at most 64 bytes a person', () => {
    const sums = new PersonSums();
    for (let id = 0; id < 100_000; id += 1)
      sums.add(hash64(`p${id}`), { orders: 1, spentMinor: 100, marks: 0 });

    expect(sums.bytes / 100_000).toBeLessThanOrEqual(64);
  });
});

describe('the book of ids', () => {
  test('counts each id once, also when it goes and comes back', () => {
    const book = new IdBook();
    book.put(1, [5, 6], 4);
    book.put(2);
    book.put(1, [7, 8], 2);
    book.remove(2);
    book.remove(2);
    book.remove(3);

    expect(book.size).toBe(1);
    expect([...book.entries()]).toEqual([{ id: 1, person: [7, 8], marks: 2 }]);
    expect(book.personOf(2)).toBeUndefined();
    expect([book.has(1), book.has(2), book.has(3)]).toEqual([true, false, false]);
    book.put(2, [1, 1]);
    expect(book.ids()).toEqual(new Set([1, 2]));
    expect(book.personOf(2)).toEqual([1, 1]);
  });

  test('a list that was read whole replaces what its chunks said', () => {
    const book = new IdBook();
    for (const id of [1, 2, 3]) book.put(id);
    book.chunks.set(undefined, '2', null);
    expect(book.chunks.complete).toBe(false);

    book.keepOnly(new Set([2, 3]));

    expect(book.ids()).toEqual(new Set([2, 3]));
    expect(book.chunks.complete).toBe(true);
  });

  test('says with its version that something has changed', () => {
    const book = new IdBook();
    book.put(1);
    const before = book.version;
    book.remove(1);

    expect(book.version).toBeGreaterThan(before);
  });
});
