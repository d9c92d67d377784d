// The model check of the order flow: interleavings drawn by fast-check, played, and held against the laws.
import fc from 'fast-check';
import { ALL_GUARDS, type OrderGuards } from '../../src/workflows/order/guards';
import { brokenLaws } from './order-laws';
import { play } from './order-ops';
import { OrderPlayer } from './order-player';

export interface Interleaving {
  readonly setting: number;
  readonly numbers: readonly number[];
}

const NUMBER = fc.integer({ min: 0, max: 2 ** 15 - 1 });

const interleaving = fc.record({
  setting: fc.integer({ min: 0, max: 63 }),
  numbers: fc.array(NUMBER, { maxLength: 36, size: 'max' }),
});

/** Plays it to its rest, touches the order a last time, and answers what is wrong. */
function wrongsOf({ setting, numbers }: Interleaving, guards = ALL_GUARDS) {
  const player = new OrderPlayer(setting, guards);
  play(player, numbers);
  player.touch({});
  player.settle();
  return brokenLaws(player);
}

export interface Checked {
  /** Interleavings explored; fewer than wanted where one of them broke a law. */
  readonly explored: number;
  readonly seed: number;
  readonly found?: { readonly wrongs: readonly string[]; readonly interleaving: Interleaving };
}

export function check(numRuns: number, seed: number, guards: OrderGuards = ALL_GUARDS): Checked {
  const details = fc.check(
    fc.property(interleaving, (one) => wrongsOf(one, guards).length === 0),
    { numRuns, seed },
  );
  const [one] = details.counterexample ?? [];
  const checked = { explored: details.numRuns, seed };
  if (one === undefined) return checked;
  return { ...checked, found: { wrongs: wrongsOf(one, guards), interleaving: one } };
}
