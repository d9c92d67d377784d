// Explores many stories, each named by its seed, and says which of them went wrong.
import { everyGuard, type CartGuard, type Guarding } from '../../../src/contracts/cart-guards';
import { freshCounters, type Counters } from './counters';
import { tell } from './story';

export interface Exploration {
  readonly counters: Counters;
  /** The first few, each with its seed. */
  readonly wrong: readonly { readonly seed: number; readonly what: readonly string[] }[];
}

export interface Wanted {
  readonly from: number;
  readonly stories: number;
  readonly on?: Guarding;
  /** Ends at the first that went wrong. */
  readonly first?: true;
  readonly progress?: (done: number) => void;
}

const MOST_NAMED = 10;

export function explore({ from, stories, on = everyGuard, first, progress }: Wanted): Exploration {
  const counters = freshCounters();
  const wrong: { seed: number; what: readonly string[] }[] = [];
  for (let seed = from; seed < from + stories; seed += 1) {
    const what = tell({ seed, counters, on });
    if (what.length > 0 && wrong.length < MOST_NAMED) wrong.push({ seed, what });
    if (what.length > 0 && first === true) break;
    if ((seed - from + 1) % 50_000 === 0) progress?.(seed - from + 1);
  }
  return { counters, wrong };
}

/** All guards but one. */
export const without =
  (missing: CartGuard): Guarding =>
  (guard) =>
    guard !== missing;
