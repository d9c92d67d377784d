// Ten thousand stories of one cart, told move by move; and each guard taken away, to see that it is needed.
import { CART_GUARDS, type CartGuard } from '../../src/contracts/cart-guards';
import { explore, without } from './model/explore';

const SEED = 20_261_125;

const isGuard = (name: string): name is CartGuard => Object.hasOwn(CART_GUARDS, name);

const guards = Object.keys(CART_GUARDS).filter(isGuard);

test('in 10,000 stories nobody is written to who has bought, said no, or is still there', () => {
  const { wrong, counters } = explore({ from: SEED, stories: 10_000 });

  expect(wrong).toEqual([]);
  expect(counters.boughtWithinLook).toBeGreaterThan(0);
  expect(counters.boughtAfterSend).toBeGreaterThan(0);
  expect(counters.lookFoundOrder).toBeGreaterThan(0);
  expect(counters.repeatedKeys).toBeGreaterThan(0);
  expect(counters.undecided).toBeGreaterThan(0);
  expect(counters.turnsTaken).toBeGreaterThan(0);
});

test('there are at least fifteen guards', () => {
  expect(guards.length).toBeGreaterThanOrEqual(15);
});

test.each(guards)('without the guard "%s" a story goes wrong', (guard) => {
  const { wrong } = explore({ from: SEED, stories: 100_000, on: without(guard), first: true });

  expect(wrong).toHaveLength(1);
});
