// One seeded story of many carts, end to end, and what the mail ledger of the toy Brevo says against it.
import type { Client } from '@temporalio/client';
import { cartWorkflowId } from '../../src/contracts/cart-recovery';
import type { SandboxMail } from '../../src/sandbox/brevo/mails';
import { createRandom, type Random } from '../../src/sandbox/shop/random';
import type { Sandbox } from '../../src/sandbox/start';
import { untilQuiet, viewOf } from './left-carts';
import { live, type Shopper, type Window } from './race-shoppers';

export interface RaceShop {
  readonly sandbox: Sandbox;
  readonly client: Client;
}

export interface RaceStory {
  readonly seed: number;
  readonly shoppers: number;
  /** Everything that a shopper does, happens within about this. */
  readonly withinMs: number;
}

export interface Told {
  readonly mails: number;
  readonly bought: number;
  /** Purchases in the middle of a look, or as a mail is taken. */
  readonly inWindows: Readonly<Record<Window, number>>;
  /** Every broken promise, a sentence each. */
  readonly wrong: readonly string[];
}

/** What could not be looked at within its five seconds is looked at again a minute later. */
const QUIET_WITHIN_MS = 150_000;

export async function tellRaces(shop: RaceShop, story: RaceStory): Promise<Told> {
  const { seed, shoppers: count, withinMs } = story;
  const { bigcommerce } = shop.sandbox;
  const random = createRandom(seed);
  // The store's own quota would make it last for minutes.
  bigcommerce.setQuota(100_000);
  bigcommerce.webhooks.disturb({ drop: 0.15, duplicate: 0.2, delayMs: 400 });
  breakNowAndThen(shop.sandbox, random);
  const times = { leavesWithinMs: withinMs * 0.4, actsWithinMs: withinMs * 0.6 };
  const shoppers = await Promise.all(
    Array.from({ length: count }, () =>
      live(shop.sandbox, createRandom(random.int(1, 1e9)), times),
    ),
  );
  bigcommerce.webhooks.disturb({});
  await bigcommerce.webhooks.settled();
  const restless = await Promise.all(shoppers.map((shopper) => restlessnessOf(shop, shopper)));
  const mails = shoppers.map((shopper) => mailsTo(shop, shopper));
  const wrong = shoppers.flatMap((shopper, at) =>
    wrongWith(shop, shopper, mails[at] ?? []).map((what) => `${what}, cart ${shopper.cartId}`),
  );
  return {
    mails: mails.flat().length,
    bought: shoppers.filter(({ boughtAt }) => boughtAt !== undefined).length,
    inWindows: windowsOf(shoppers),
    wrong: [...restless.flat(), ...wrong],
  };
}

/** Answers that are lost after everything was done, requests that never arrive, answers that come late. */
function breakNowAndThen({ faults }: Sandbox, random: Random): void {
  const some = () => ({ skip: random.int(0, 8), times: random.int(1, 2) });
  const lost = { kind: 'lost' } as const;
  faults.add({ api: 'brevo', method: 'POST', path: /\/smtp\/email$/, ...some(), fault: lost });
  faults.add({ api: 'brevo', method: 'POST', path: /\/events$/, ...some(), fault: lost });
  faults.add({ api: 'bigcommerce', path: /\/v3\/carts\//, ...some(), fault: { kind: 'reset' } });
  const slow = { kind: 'slow', ms: random.int(50, 400) } as const;
  faults.add({ api: 'bigcommerce', path: /\/v2\/orders\?/, ...some(), fault: slow });
  faults.add({ api: 'bigcommerce', path: /\/v3\/customers\/subscribers/, ...some(), fault: slow });
}

/** Of a cart that was heard of: all its deliveries may have been dropped. */
async function restlessnessOf(shop: RaceShop, { cartId }: Shopper): Promise<readonly string[]> {
  const { client, sandbox } = shop;
  try {
    await client.workflow.getHandle(cartWorkflowId(sandbox.storeHash, cartId)).describe();
  } catch {
    return [];
  }
  if ((await untilQuiet(shop, cartId, QUIET_WITHIN_MS)) !== null) return [];
  const view = await viewOf(shop, cartId);
  return [
    `cart ${cartId} is not quiet: ${view?.phase ?? 'unknown'}, next at ${view?.nextAt ?? '-'}`,
  ];
}

const mailsTo = ({ sandbox }: RaceShop, { email }: Shopper): readonly SandboxMail[] =>
  sandbox.brevo.state.mails.filter((mail) => mail.email === email.toLowerCase());

function wrongWith(
  shop: RaceShop,
  shopper: Shopper,
  mails: readonly SandboxMail[],
): readonly string[] {
  const { boughtAt = Infinity, mayBeMailedUntil } = shopper;
  const wrong: string[] = [];
  for (const [at, { key, templateId, at: sentAt }] of mails.entries()) {
    const look = lookBefore(shop, shopper, sentAt);
    const name = `mail ${String(templateId)}`;
    if (look > boughtAt) wrong.push(`${name} after the purchase`);
    if (look > mayBeMailedUntil) wrong.push(`${name} without consent`);
    if (mails.findIndex((one) => one.key === key) !== at) wrong.push(`${name} twice`);
  }
  return wrong;
}

/** The reading of the cart that a mail goes back to: a cart's workflow does one thing after the other. */
function lookBefore({ sandbox }: RaceShop, { cartId }: Shopper, sentAt: number): number {
  const reads = sandbox.bigcommerce.ledger.entries.filter(
    ({ path, at }) => path.includes(`/v3/carts/${cartId}`) && at <= sentAt,
  );
  return reads.at(-1)?.at ?? Infinity;
}

const windowsOf = (shoppers: readonly Shopper[]): Told['inWindows'] => {
  const counts: Record<Window, number> = {
    'cart read': 0,
    'orders of the cart read': 0,
    'orders read': 0,
    'mail taken': 0,
  };
  for (const { boughtIn } of shoppers) if (boughtIn !== undefined) counts[boughtIn] += 1;
  return counts;
};

/** Added up. */
export function sumOf(all: readonly Told[]): Told {
  const sum = (count: (told: Told) => number): number =>
    all.reduce((total, told) => total + count(told), 0);
  const inWindows = (window: Window): number => sum((told) => told.inWindows[window]);
  return {
    mails: sum(({ mails }) => mails),
    bought: sum(({ bought }) => bought),
    inWindows: {
      'cart read': inWindows('cart read'),
      'orders of the cart read': inWindows('orders of the cart read'),
      'orders read': inWindows('orders read'),
      'mail taken': inWindows('mail taken'),
    },
    wrong: all.flatMap(({ wrong }) => wrong),
  };
}
