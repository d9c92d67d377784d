// A hundred seeded shops from end to end: real Temporal, worker, API and both toy vendors; the mail ledgers decide.
import { findDevServer, startDevServer } from '../../src/temporal/dev-server';
import { QUICK_SKILL } from '../carts/left-carts';
import { sumOf, tellRaces, type Told } from '../carts/race-story';
import { openMall } from '../stores/mall';
import type { Search } from './chaos';

const SEEDS = 100;
/** So many shops are open side by side. */
const AT_ONCE = 10;
const SHOPPERS = 8;
const WITHIN_MS = 4_000;

export async function cartRaces({ seed, env, report }: Search): Promise<readonly string[]> {
  const executable = await findDevServer({ env, report });
  const quiet = (): undefined => undefined;
  const server = await startDevServer({ executable, ui: false, report: quiet });
  const from = seed * 1_000;
  report(`shops end to end, seeds ${from} to ${from + SEEDS - 1}, ${SHOPPERS} shoppers each`);
  const began = Date.now();
  const all: Told[] = [];
  try {
    for (let done = 0; done < SEEDS; done += AT_ONCE) {
      const seeds = Array.from({ length: AT_ONCE }, (_none, at) => from + done + at);
      all.push(...(await tellSome(server.address, seeds)));
      report(`  ${all.length}`);
    }
  } finally {
    await server.stop();
  }
  const { mails, bought, inWindows, wrong } = sumOf(all);
  report(`  mails: ${mails}`);
  report(`  purchases: ${bought}`);
  for (const [window, count] of Object.entries(inWindows))
    report(`  purchases as soon as (${window}): ${count}`);
  report(`  ${Math.round((Date.now() - began) / 1_000)} s`);
  return wrong;
}

/** Each seed has a shop, and an account at Brevo, of its own. */
async function tellSome(address: string, seeds: readonly number[]): Promise<readonly Told[]> {
  const byHash = Object.fromEntries(seeds.map((seed) => [`shop${seed}`, seed]));
  const hashes = Object.keys(byHash);
  const mall = await openMall(
    hashes,
    { address, namespace: 'default' },
    {
      seeds: byHash,
      live: true,
      settings: {
        lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 },
        skills: { 'abandoned-cart': QUICK_SKILL },
      },
    },
  );
  try {
    await Promise.all(mall.shops.map((shop) => mall.connect(shop)));
    return await Promise.all(
      mall.shops.map(async (sandbox) => {
        const seed = byHash[sandbox.storeHash] ?? 0;
        const story = { seed, shoppers: SHOPPERS, withinMs: WITHIN_MS };
        const told = await tellRaces({ client: mall.client, sandbox }, story);
        return { ...told, wrong: told.wrong.map((what) => `seed ${seed}: ${what}`) };
      }),
    );
  } finally {
    await mall.close();
  }
}
