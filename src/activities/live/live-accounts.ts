// The Brevo accounts of a store in turn: each looks at what has changed, and takes what belongs to it.
import type { BigCommerce } from '../../bigcommerce/client';
import type { Order } from '../../bigcommerce/order-records';
import type { StoreSettings } from '../../config/settings';
import type { ChangesWritten } from '../../contracts/record-changes';
import { addTally, EMPTY_TALLY } from '../../contracts/tally';
import { DEFAULT_ACCOUNT } from '../../mapping/storefront';
import { accountNames, storefrontsOf } from '../accounts';
import type { ChunkContext } from '../chunk-context';
import { shopOf, type Shop, type World } from '../world';

export interface LiveAccount {
  /** The whole store's. */
  readonly settings: StoreSettings;
  /** Undefined stands for the only one. */
  readonly account: string | undefined;
  /** Orders that an account before has read, or the order's flow a moment ago. */
  readonly orders: Map<number, Promise<Order | null>>;
}

/** Throws what the first account throws that cannot be seen to. */
export async function inEachAccount<T>(
  world: World,
  storeHash: string,
  deed: (at: LiveAccount) => Promise<T>,
): Promise<readonly T[]> {
  const { settings } = await shopOf(world, { storeHash });
  const orders = new Map<number, Promise<Order | null>>();
  const answers: T[] = [];
  for (const account of accountNames(settings))
    answers.push(await deed({ settings, account, orders }));
  return answers;
}

const NOTHING: ChangesWritten = { ...EMPTY_TALLY, removed: 0, joined: 0 };

/** Answers the sum of all accounts; `joined` says how many have joined a list in those before. */
export async function writeInEach(
  world: World,
  storeHash: string,
  write: (at: LiveAccount, joined: number) => Promise<ChangesWritten>,
): Promise<ChangesWritten> {
  let all = NOTHING;
  await inEachAccount(world, storeHash, async (at) => {
    all = sumOf(all, await write(at, all.joined));
  });
  return all;
}

function sumOf(left: ChangesWritten, right: ChangesWritten): ChangesWritten {
  const ids = new Set([...(left.rejectedIds ?? []), ...(right.rejectedIds ?? [])]);
  return {
    ...addTally(left, right),
    removed: left.removed + right.removed,
    joined: left.joined + right.joined,
    ...(ids.size === 0 ? {} : { rejectedIds: [...ids] }),
  };
}

/** One account speaks for all of what is in none. */
export const isDefault = ({ plan: { account = DEFAULT_ACCOUNT } }: ChunkContext): boolean =>
  account === DEFAULT_ACCOUNT;

/** Orders are read one by one: each once, however many accounts ask, and none that its flow has just read. */
export const readingOnce = (bigcommerce: BigCommerce, { orders }: LiveAccount): BigCommerce => ({
  ...bigcommerce,
  readOrder: (orderId) => {
    const reading = orders.get(orderId) ?? bigcommerce.readOrder(orderId);
    orders.set(orderId, reading);
    return reading;
  },
});

/** Null: the account was taken out of the settings, and whom it knew is out of reach. */
export async function shopOfAccount(
  world: World,
  storeHash: string,
  account = DEFAULT_ACCOUNT,
): Promise<Shop | null> {
  const { settings } = await shopOf(world, { storeHash });
  if (account === DEFAULT_ACCOUNT) return world.open(settings, accountNames(settings)[0]);
  const isThere = storefrontsOf(settings).some((one) => one.account === account);
  return isThere ? world.open(settings, account) : null;
}
