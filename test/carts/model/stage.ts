// What the activities of the model act on, and one attempt of theirs.
import type { Guarding } from '../../../src/contracts/cart-guards';
import type { CartPlan } from '../../../src/contracts/cart-recovery';
import type { DoableDeed } from '../../../src/workflows/cart/answers';
import type { CartFact } from '../../../src/workflows/cart/state';
import type { Clockwork } from './clockwork';
import type { Counters } from './counters';
import type { Ledger } from './ledger';
import type { Truth } from './shop';

export type Deed<K extends DoableDeed['kind']> = Extract<DoableDeed, { kind: K }>;

export interface Stage {
  readonly clock: Clockwork;
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly plan: CartPlan;
  readonly on: Guarding;
  readonly counters: Counters;
}

/** One attempt: `go` makes the next move later; a dead one makes none. */
export interface Attempt {
  readonly go: (move: () => void) => void;
  readonly answer: (fact: CartFact) => void;
  readonly isOld: () => boolean;
}
