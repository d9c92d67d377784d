// However webhooks, losses, crashes and edits interleave: each event once and in order, and every guard is needed for it.
import { ALL_GUARDS, ORDER_GUARDS } from '../../src/workflows/order/guards';
import { check } from './order-check';

const SEED = 20260301;

test(`in 10,000 interleavings (seed ${SEED}) no law is broken`, () => {
  expect(check(10_000, SEED)).toEqual({ explored: 10_000, seed: SEED });
});

test.each(ORDER_GUARDS)('without the guard that %s, a law is broken', (guard) => {
  const others = new Set([...ALL_GUARDS].filter((one) => one !== guard));

  const { found } = check(20_000, SEED, others);

  expect(found?.wrongs ?? []).not.toEqual([]);
});
