// Work that somebody waits for before one gate with bulk work: it goes first, and finds room in a window that is nearly used up.
import { createGate } from '../../src/http/gate';
import type { QuotaReading } from '../../src/http/rate-headers';
import { VirtualTime } from '../support/virtual-time';

const WINDOW_MS = 30_000;

function before(reserve: number) {
  const time = new VirtualTime();
  const gate = createGate({
    api: 'bigcommerce',
    windowMs: WINDOW_MS,
    reserve,
    maxWaitMs: 60_000,
    clock: time,
    wait: (ms, signal) => time.wait(ms, signal),
    jitterMs: () => 7,
  });
  const passed: string[] = [];
  /** The answer says what is left. */
  const pass = async (name: string, live: boolean, reading: QuotaReading): Promise<void> => {
    const ticket = await gate.pass({ operation: name, live });
    passed.push(name);
    ticket.settle({ kind: 'answer', reading });
  };
  return { time, gate, passed, pass };
}

const left = (requests: number): QuotaReading => ({
  left: requests,
  resetMs: WINDOW_MS,
  quota: 150,
  windowMs: WINDOW_MS,
});

/** Whatever needs no time has happened by then. */
const aMoment = (): Promise<undefined> =>
  new Promise((resolve) => {
    setImmediate(() => {
      resolve(undefined);
    });
  });

test('the reserve of a window is for live requests', async () => {
  const { time, passed, pass } = before(5);
  await time.run(pass('first', false, left(5)));
  const bulk = pass('bulk', false, left(140));

  await time.run(Promise.all([pass('live', true, left(4)), bulk]));

  expect(passed).toEqual(['first', 'live', 'bulk']);
});

test('a live request overtakes bulk requests that came before it and wait for the same window', async () => {
  const { time, passed, pass } = before(0);
  await time.run(pass('first', false, left(0)));
  const bulk = [1, 2, 3].map((each) => pass(`bulk ${each}`, false, left(140 - each)));

  await time.run(Promise.all([...bulk, pass('live', true, left(149))]));

  expect(passed.slice(0, 2)).toEqual(['first', 'live']);
  expect(passed).toHaveLength(5);
});

test('bulk work leaves to live work what the last window has needed', async () => {
  const { time, passed, pass } = before(5);
  for (let each = 1; each <= 12; each += 1)
    await time.run(pass(`live ${each}`, true, left(24 - each)));

  // Twelve are left, and twelve were live: nothing remains for the others in this window.
  const bulk = pass('bulk', false, left(140));
  await time.run(Promise.all([pass('live again', true, left(11)), bulk]));

  expect(passed.slice(-2)).toEqual(['live again', 'bulk']);
});

test('a live request does not wait for a page of a sync that went ahead into a new window', async () => {
  const { gate } = before(5);
  const page = await gate.pass({ operation: 'page' });

  const live = await Promise.race([gate.pass({ operation: 'live', live: true }), aMoment()]);
  live?.settle({ kind: 'answer', reading: left(148) });
  page.settle({ kind: 'lost' });

  expect(live).toBeDefined();
  expect(gate.state().left).toBe(147);
});

test('of live requests in a window that nobody knows one goes ahead, and the others hear from it', async () => {
  const { time, gate, passed, pass } = before(5);
  const page = await gate.pass({ operation: 'page' });
  const first = await gate.pass({ operation: 'first', live: true });
  const second = pass('second', true, left(147));
  await time.run(Promise.resolve());
  const waiting = [...passed];
  first.settle({ kind: 'answer', reading: left(148) });
  await time.run(second);
  page.settle({ kind: 'lost' });

  expect(waiting).toEqual([]);
  expect(passed).toEqual(['second']);
});

test('live work that fails while it waits lets the others go on', async () => {
  const { time, passed, pass } = before(0);
  await time.run(pass('first', false, left(0)));
  const gone = new AbortController();
  const gate = createGate({ api: 'brevo', windowMs: 1, reserve: 0, clock: time });
  gone.abort();
  await expect(gate.pass({ operation: 'live', live: true, signal: gone.signal })).rejects.toThrow();

  const ticket = await gate.pass({ operation: 'bulk' });

  ticket.settle({ kind: 'lost' });
  expect(passed).toEqual(['first']);
});
