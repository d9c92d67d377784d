// A million stories of one cart, every guard taken away once, a hundred thousand histories of consent, a hundred shops.
import fc from 'fast-check';
import { CART_GUARDS, type CartGuard } from '../../src/contracts/cart-guards';
import { consentProperty } from '../carts/consent-histories';
import { explore, without } from '../carts/model/explore';
import { cartRaces } from './cart-races';
import type { Search } from './chaos';

const STORIES = 1_000_000;
const HISTORIES = 100_000;

export async function chaosCarts(search: Search): Promise<readonly string[]> {
  const { seed, report } = search;
  const from = seed * 10_000_000;
  const broken = [
    ...stories({ from, report }),
    ...guards({ from, report }),
    ...consent({ seed, report }),
  ];
  return [...broken, ...(await cartRaces(search))];
}

interface From {
  readonly from: number;
  readonly report: Search['report'];
}

function stories({ from, report }: From): readonly string[] {
  report(`stories, seeds ${from} to ${from + STORIES - 1}`);
  const began = Date.now();
  const { counters, wrong } = explore({
    from,
    stories: STORIES,
    progress: (done) => {
      if (done % 250_000 === 0) report(`  ${done}`);
    },
  });
  for (const [name, count] of Object.entries(counters)) report(`  ${name}: ${count}`);
  report(`  ${Math.round((Date.now() - began) / 1_000)} s`);
  return wrong.map(({ seed, what }) => `story ${seed}: ${what.join(', ')}`);
}

const isGuard = (name: string): name is CartGuard => Object.hasOwn(CART_GUARDS, name);

/** A guard without which nothing goes wrong guards nothing. */
function guards({ from, report }: From): readonly string[] {
  report('each guard taken away');
  const idle: string[] = [];
  for (const guard of Object.keys(CART_GUARDS).filter(isGuard)) {
    const { counters, wrong } = explore({
      from,
      stories: 100_000,
      on: without(guard),
      first: true,
    });
    report(`  ${guard}: ${wrong[0]?.what[0] ?? 'nothing'} (story ${counters.stories})`);
    if (wrong.length === 0) idle.push(`the guard "${guard}" is not needed`);
  }
  return idle;
}

function consent({ seed, report }: Pick<Search, 'seed' | 'report'>): readonly string[] {
  const { failed, numRuns, counterexample } = fc.check(consentProperty, {
    numRuns: HISTORIES,
    seed,
  });
  report(`${numRuns} histories of consent, seed ${seed}`);
  return failed ? [`consent: ${JSON.stringify(counterexample)}`] : [];
}
