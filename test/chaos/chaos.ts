// The parts of `npm run chaos`: each tries for long to break a promise, and says what it did and what broke.
import { parseArgs } from 'node:util';
import { chaosCarts } from './carts';

interface Chaos {
  /** All parts when none is named; `--seed` is a number. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly report: (line: string) => void;
}

export interface Search {
  readonly seed: number;
  readonly env: Chaos['env'];
  readonly report: Chaos['report'];
}

interface Part {
  readonly title: string;
  /** Answers every broken promise, a sentence each. */
  readonly search: (search: Search) => Promise<readonly string[]>;
}

const PARTS: Readonly<Record<string, Part>> = {
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
    options: { seed: { type: 'string', default: '1' } },
  });
  const unknown = positionals.find((word) => !Object.hasOwn(PARTS, word));
  if (unknown !== undefined) {
    report(`There is no part "${unknown}": name some of ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed <= 0) {
    report('--seed is a whole number above 0.');
    return 2;
  }
  let broken = 0;
  for (const word of positionals.length === 0 ? Object.keys(PARTS) : positionals) {
    const part = PARTS[word];
    if (part === undefined) continue;
    report(`\n${part.title} (seed ${seed})\n`);
    const found = await part.search({ seed, env, report });
    broken += found.length;
    for (const one of found) report(`BROKEN: ${one}`);
    report(found.length === 0 ? 'No promise was broken.' : `${found.length} promises were broken.`);
  }
  return broken === 0 ? 0 : 1;
}
