// Many callers before one gate, in virtual time.
import fc from 'fast-check';
import { ApiFailure } from '../../src/http/failures';
import { createGate } from '../../src/http/gate';
import type { GateOptions } from '../../src/http/gate';
import type { QuotaReading } from '../../src/http/rate-headers';
import { VirtualTime } from '../support/virtual-time';

const call = { operation: 'list customers' };

function gateOn(time: VirtualTime, options: Partial<GateOptions> = {}) {
  return createGate({
    api: 'bigcommerce',
    windowMs: 30_000,
    reserve: 0,
    clock: time,
    wait: (ms, signal) => time.wait(ms, signal),
    jitterMs: () => 7,
    ...options,
  });
}

type TestGate = ReturnType<typeof gateOn>;

async function learn(gate: TestGate, reading: QuotaReading): Promise<void> {
  (await gate.pass(call)).settle({ kind: 'answer', reading });
}

/** How long a request and its answer are on the way. */
interface Trip {
  readonly thereMs: number;
  readonly backMs: number;
}

interface Shape {
  readonly quota: number;
  readonly windowMs: number;
  /** What other apps take of each window. */
  readonly others: number;
  /** Windows open with the first call, or follow each other like the hours. */
  readonly opens: 'by call' | 'by clock';
  /** Resets are rounded up to whole ones of these. */
  readonly grainMs: number;
}

class WindowServer {
  refused = 0;
  /** Our requests in each window, by its start. */
  readonly ours = new Map<number, number>();
  private start = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly time: VirtualTime,
    private readonly shape: Shape,
  ) {}

  async answer({ thereMs, backMs }: Trip): Promise<{ limited: boolean; reading: QuotaReading }> {
    await this.time.wait(thereMs);
    const { quota, others, grainMs, windowMs } = this.shape;
    const endsAt = this.open() + windowMs;
    const ours = (this.ours.get(this.start) ?? 0) + 1;
    this.ours.set(this.start, ours);
    const limited = ours + others > quota;
    if (limited) this.refused += 1;
    const left = Math.max(0, quota - others - ours);
    const resetMs = Math.ceil((endsAt - this.time.now()) / grainMs) * grainMs;
    await this.time.wait(backMs);
    return { limited, reading: { left, resetMs, grainMs, quota } };
  }

  private open(): number {
    const now = this.time.now();
    const { windowMs, opens } = this.shape;
    if (now >= this.start + windowMs) {
      this.start = opens === 'by call' ? now : Math.floor(now / windowMs) * windowMs;
    }
    return this.start;
  }
}

interface Caller {
  readonly gate: TestGate;
  readonly server: WindowServer;
  readonly time: VirtualTime;
}

/** Comes back as late as the failure says, like an activity that is retried. */
async function once({ gate, server, time }: Caller, trip: Trip): Promise<void> {
  for (;;) {
    try {
      const ticket = await gate.pass(call);
      const { limited, reading } = await server.answer(trip);
      ticket.settle({ kind: limited ? 'limited' : 'answer', reading });
      return;
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.detail.kind !== 'RateLimited') throw error;
      await time.wait(error.detail.retryAfterMs ?? 1_000);
    }
  }
}

test('any number of callers never meets a 429 while others take no more than the reserve', async () => {
  const milliseconds = fc.integer({ min: 1, max: 900 });
  const shapes = fc
    .record({
      room: fc.integer({ min: 1, max: 20 }),
      reserve: fc.integer({ min: 0, max: 6 }),
      windowMs: fc.integer({ min: 200, max: 10_000 }),
      trips: fc.array(fc.record({ thereMs: milliseconds, backMs: milliseconds }), {
        minLength: 1,
        maxLength: 60,
      }),
      space: fc.boolean(),
      opens: fc.constantFrom<Shape['opens']>('by call', 'by clock'),
      grainMs: fc.constantFrom(1, 1_000),
    })
    .chain((shape) =>
      fc.integer({ min: 0, max: shape.reserve }).map((others) => ({ ...shape, others })),
    );

  await fc.assert(
    fc.asyncProperty(shapes, async ({ room, reserve, trips, space, ...shape }) => {
      const time = new VirtualTime();
      const server = new WindowServer(time, { ...shape, quota: room + reserve });
      const gate = gateOn(time, { reserve, windowMs: shape.windowMs, space });

      await time.run(Promise.all(trips.map((trip) => once({ gate, server, time }, trip))));

      expect(server.refused).toBe(0);
      for (const ours of server.ours.values()) expect(ours).toBeLessThanOrEqual(room);
    }),
    { numRuns: 150 },
  );
});

test('a whole quota is used in one window when nobody else needs it', async () => {
  const time = new VirtualTime();
  const server = new WindowServer(time, {
    quota: 150,
    windowMs: 30_000,
    others: 0,
    opens: 'by call',
    grainMs: 1,
  });
  const gate = gateOn(time, { reserve: 5 });

  await time.run(
    Promise.all(
      Array.from({ length: 145 }, () => once({ gate, server, time }, { thereMs: 200, backMs: 50 })),
    ),
  );

  expect([...server.ours.values()]).toEqual([145]);
});

test('a reset near enough is waited for', async () => {
  const time = new VirtualTime();
  const gate = gateOn(time);
  await learn(gate, { left: 0, resetMs: 4_000 });
  const start = time.now();

  await time.run(gate.pass(call));

  expect(time.now() - start).toBe(4_000);
});

test('a reset too far away is told to the caller', async () => {
  const time = new VirtualTime();
  const gate = gateOn(time, { maxWaitMs: 100 });
  await learn(gate, { left: 0, resetMs: 4_000 });

  await expect(gate.pass(call)).rejects.toMatchObject({
    call: { api: 'bigcommerce', operation: 'list customers', status: 0 },
    detail: { kind: 'RateLimited', retryAfterMs: 4_007 },
  });
});

test('a probe that got no answer is followed by another', async () => {
  const time = new VirtualTime();
  const gate = gateOn(time);
  const probe = await gate.pass(call);
  const second = gate.pass(call);

  probe.settle({ kind: 'lost' });

  await expect(time.run(second)).resolves.toBeDefined();
});

test('a cancelled caller stops waiting and hears why', async () => {
  const gate = createGate({ api: 'brevo', windowMs: 60_000, reserve: 0 });
  await learn(gate, { left: 0, resetMs: 4_000 });
  const cancelled = new AbortController();
  const reason = new Error('The sync was cancelled.');

  const waiting = gate.pass({ ...call, signal: cancelled.signal });
  cancelled.abort(reason);

  await expect(waiting).rejects.toBe(reason);
});

test('the state says what is left and for how long', async () => {
  const time = new VirtualTime();
  const gate = gateOn(time);

  expect(gate.state()).toEqual({ left: undefined, resetMs: 0 });
  await learn(gate, { left: 90, resetMs: 12_000 });
  expect(gate.state()).toEqual({ left: 90, resetMs: 12_000 });
});

test('a quota is announced once, and again when it changes', async () => {
  const quotas: unknown[] = [];
  const gate = gateOn(new VirtualTime(), { onQuota: (quota) => quotas.push(quota) });

  await learn(gate, { left: 149, resetMs: 1, quota: 150, windowMs: 30_000 });
  await learn(gate, { left: 148, resetMs: 1, quota: 150, windowMs: 30_000 });
  await learn(gate, { left: 140, resetMs: 1, quota: 450, windowMs: 30_000 });

  expect(quotas).toEqual([
    { requests: 150, windowMs: 30_000 },
    { requests: 450, windowMs: 30_000 },
  ]);
});
