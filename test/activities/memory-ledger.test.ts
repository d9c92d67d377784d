// What a run remembers of its orders and chunks: a repeated chunk replaces its part, a changed order wins.
import fc from 'fast-check';
import { IdBook } from '../../src/activities/memory/id-book';
import { OrderLedger, type LedgerLine } from '../../src/activities/memory/order-ledger';
import { Parts } from '../../src/activities/memory/parts';
import { OPTED_IN, ORDERED } from '../../src/activities/memory/person-sums';
import { RunMemories } from '../../src/activities/memory/run-memory';
import { hash64 } from '../../src/mapping/fingerprint';

const ada = hash64('ada@example.com');
const bob = hash64('bob@example.com');
const nobodyKnown = new IdBook();

const line = (orderId: number, part: Partial<LedgerLine> = {}): LedgerLine => ({
  orderId,
  person: ada,
  customerId: 0,
  counts: 1,
  amountMinor: 1000,
  marks: 0,
  ...part,
});

describe('the parts of a list', () => {
  const chain = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 8 });

  test('are complete once every chunk is there, in whatever order and however often', () => {
    fc.assert(
      fc.property(chain, fc.infiniteStream(fc.nat()), (cursors, luck) => {
        const chunks = [undefined, ...cursors].map((cursor, at) => ({
          cursor,
          at,
          next: cursors[at],
        }));
        const parts = new Parts<number>();
        const seen = new Set<number>();
        while (seen.size < chunks.length) {
          expect(parts.complete).toBe(false);
          const chunk = chunks[(luck.next().value ?? 0) % chunks.length];
          if (chunk === undefined) continue;
          parts.set(chunk.cursor, chunk.next, chunk.at);
          seen.add(chunk.at);
        }
        expect(parts.complete).toBe(true);
        expect(parts.contents()).toEqual(chunks.map(({ at }) => at));
      }),
    );
  });

  test('a chunk that ends elsewhere this time leads past the old ones', () => {
    const parts = new Parts<string>();
    parts.set(undefined, 'a', 'first');
    parts.set('a', undefined, 'old end');
    parts.set(undefined, 'b', 'first again');
    expect(parts.complete).toBe(false);

    parts.set('b', undefined, 'new end');

    expect(parts.contents()).toEqual(['first again', 'new end']);
  });

  test('a chain that leads back to itself is never complete', () => {
    const parts = new Parts<null>();
    parts.set(undefined, 'a', null);
    parts.set('a', 'a', null);

    expect(parts.complete).toBe(false);
  });

  test('nothing is left after clearing, and the version tells so', () => {
    const parts = new Parts<null>();
    parts.set(undefined, undefined, null);
    const { version } = parts;
    parts.clear();

    expect([parts.complete, parts.contents()]).toEqual([false, []]);
    expect(parts.version).toBeGreaterThan(version);
  });
});

describe('the ledger of orders', () => {
  test('a repeated chunk replaces its part', () => {
    const ledger = new OrderLedger();
    ledger.set(undefined, '2', [line(1), line(2)]);
    ledger.set('2', undefined, [line(3, { person: bob, amountMinor: 500 })]);
    expect(ledger.sums(nobodyKnown).of(ada)).toEqual({
      orders: 2,
      spentMinor: 2000,
      marks: ORDERED,
    });

    ledger.set(undefined, '2', [line(1, { amountMinor: 700 }), line(2, { counts: 0 })]);

    expect(ledger.sums(nobodyKnown).of(ada)).toEqual({
      orders: 1,
      spentMinor: 700,
      marks: ORDERED,
    });
    expect(ledger.sums(nobodyKnown).of(bob)).toMatchObject({ orders: 1, spentMinor: 500 });
    expect(ledger.orderIds()).toEqual(new Set([1, 2, 3]));
    expect(ledger.complete).toBe(true);
  });

  test('is not complete while a chunk is missing, or after it was cleared', () => {
    const ledger = new OrderLedger();
    expect(ledger.complete).toBe(false);
    ledger.set('2', undefined, []);
    expect(ledger.complete).toBe(false);
    ledger.set(undefined, '2', []);
    expect(ledger.complete).toBe(true);
    ledger.clear();
    expect(ledger.complete).toBe(false);
  });

  test('an order that changed wins over its chunk, also when the chunk comes again', () => {
    const ledger = new OrderLedger();
    ledger.set(undefined, undefined, [line(1), line(2)]);
    ledger.change(1, line(1, { amountMinor: 4000 }));
    ledger.change(9, line(9, { amountMinor: 1 }));
    ledger.set(undefined, undefined, [line(1), line(2)]);

    expect(ledger.sums(nobodyKnown).of(ada)).toMatchObject({ orders: 3, spentMinor: 5001 });
    expect([...ledger.untouched()].map(({ orderId }) => orderId)).toEqual([2]);
  });

  test('an order that is gone adds nothing', () => {
    const ledger = new OrderLedger();
    ledger.set(undefined, undefined, [line(1), line(2)]);
    ledger.change(1, null);

    expect(ledger.sums(nobodyKnown).of(ada)).toMatchObject({ orders: 1, spentMinor: 1000 });
    expect(ledger.orderIds()).toEqual(new Set([2]));
  });

  test('money moves with the customer, a ticked box stays with the address it was ticked for', () => {
    const ledger = new OrderLedger();
    ledger.set(undefined, undefined, [line(1, { customerId: 7, marks: OPTED_IN })]);
    const customers = new IdBook();
    customers.put(7, ada);
    expect(ledger.sums(customers).of(ada)).toEqual({
      orders: 1,
      spentMinor: 1000,
      marks: ORDERED | OPTED_IN,
    });

    customers.put(7, bob);

    expect(ledger.sums(customers).of(bob)).toEqual({ orders: 1, spentMinor: 1000, marks: ORDERED });
    expect(ledger.sums(customers).of(ada)).toEqual({ orders: 0, spentMinor: 0, marks: OPTED_IN });
  });
});

describe('the memory of a run', () => {
  test('belongs to one run of one store', () => {
    const memories = new RunMemories();
    const first = memories.of('abc123', 'run-1');

    expect(memories.of('abc123', 'run-1')).toBe(first);
    expect(memories.of('xyz789', 'run-1')).not.toBe(first);
    expect(memories.of('abc123', 'run-2')).not.toBe(first);
    expect(memories.of('abc123', 'run-1')).not.toBe(first);
  });

  test('reads once, and again only after a failure', async () => {
    const { names } = new RunMemories().of('abc123', 'run-1');
    const found = { groups: new Map(), attributes: new Map() };
    let reads = 0;
    const read = (fails: boolean) => () => {
      reads += 1;
      return fails ? Promise.reject(new Error('no answer')) : Promise.resolve(found);
    };

    await expect(names.get(read(true))).rejects.toThrow('no answer');
    const both = await Promise.all([names.get(read(false)), names.get(read(true))]);

    expect(both).toEqual([found, found]);
    expect(reads).toBe(2);
  });
});
