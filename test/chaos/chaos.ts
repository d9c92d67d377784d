// The parts of `npm run chaos`: each tries for long to break a promise, and says what it did and what broke.
import { parseArgs } from 'node:util';
import { chaosOrders } from '../orders/chaos-orders';
import { chaosCarts } from './carts';
import { chaosLive } from './live';

export interface Chaos {
  /** All parts when none is named; `--seed` and `--kills` are numbers. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly report: (line: string) => void;
}

export interface Search {
  readonly seed: number;
  readonly kills: number;
  readonly env: Chaos['env'];
  readonly report: Chaos['report'];
}

interface Part {
  readonly title: string;
  /** Answers every broken promise, a sentence each. */
  readonly search: (search: Search) => Promise<readonly string[]>;
}

const PARTS: Readonly<Record<string, Part>> = {
  live: {
    title: 'live: API, worker and Temporal are killed at random while the shop changes',
    search: chaosLive,
  },
  orders: {
    title: 'orders: a million interleavings of webhooks, lost answers, crashes and edits',
    search: chaosOrders,
  },
  carts: {
    title: 'carts: shopper, deliveries, workflow and activities of one cart in any order',
    search: chaosCarts,
  },
};

/** Answers the exit code: 1 when a promise was broken. */
export async function chaos({ words, env, report }: Chaos): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '200' } },
  });
  const unknown = positionals.find((word) => !Object.hasOwn(PARTS, word));
  if (unknown !== undefined) {
    report(`There is no part "${unknown}": name some of ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  const [seed, kills] = [Number(values.seed), Number(values.kills)];
  if (![seed, kills].every((number) => Number.isSafeInteger(number) && number > 0)) {
    report('--seed and --kills are whole numbers above 0.');
    return 2;
  }
  let broken = 0;
  for (const word of positionals.length === 0 ? Object.keys(PARTS) : positionals) {
    const part = PARTS[word];
    if (part === undefined) continue;
    report(`\n${part.title} (seed ${seed})\n`);
    const found = await part.search({ seed, kills, env, report });
    broken += found.length;
    for (const one of found) report(`BROKEN: ${one}`);
    report(found.length === 0 ? 'No promise was broken.' : `${found.length} promises were broken.`);
  }
  return broken === 0 ? 0 : 1;
}
