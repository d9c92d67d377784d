// The questions a plan asks about storefronts: their channels and addresses, and whether accounts are different ones.
import type { BigCommerce } from '../bigcommerce/client';
import type { Channel } from '../bigcommerce/channel-records';
import type { StorefrontChoice } from '../contracts/store-settings';
import type { ApiFailure } from '../http/failures';
import { DEFAULT_ACCOUNT } from '../mapping/storefront';
import { NEW_ACCOUNT } from './failure-sentences';
import { readAll, afterOf } from './loaders';
import { ask, problemsOf, type Asked } from './plan-checks';
import { addressOfSite, withoutSite } from './storefront-addresses';
import type { Shop } from './world';

export interface StorefrontCheck {
  readonly problems: readonly string[];
  /** What could not be looked at, with the cure. */
  readonly off: readonly string[];
  /** By channel id. */
  readonly urls: ReadonlyMap<number, string>;
  /** Requests to BigCommerce. */
  readonly requests: number;
}

/** Asks nothing of a store without storefronts. */
export async function checkStorefronts({ bigcommerce, settings }: Shop): Promise<StorefrontCheck> {
  const { storefronts = [] } = settings;
  if (storefronts.length === 0) return { problems: [], off: [], urls: new Map(), requests: 0 };
  const channels = await ask(() => readAll((after) => bigcommerce.listChannels(afterOf(after))));
  const there = storefronts.filter(({ channelId }) => isThere(channels.answer, channelId));
  const asked = there.filter(({ url }) => url === undefined);
  const sites = await readSites(bigcommerce, asked);
  return {
    problems: [
      ...otherProblems(channels),
      ...storefronts
        .filter((storefront) => !there.includes(storefront))
        .map(({ channelId }) => unknownChannel(channelId, channels.answer ?? [])),
      ...sites.problems,
    ],
    off: isScopeMissing(channels.failure)
      ? [
          `storefronts: whether their channels exist is not checked, the API account lacks the scope store_channel_settings_read_only (403). ${NEW_ACCOUNT} Then connect again.`,
        ]
      : [],
    urls: new Map([
      ...storefronts.flatMap(({ channelId, url }): [number, string][] =>
        url === undefined ? [] : [[channelId, url]],
      ),
      ...sites.urls,
    ]),
    requests: 1 + asked.length,
  };
}

const isThere = (channels: readonly Channel[] | undefined, channelId: number): boolean =>
  channels === undefined || channels.some(({ id }) => id === channelId);

const isScopeMissing = (failure: ApiFailure | undefined): boolean =>
  failure?.detail.kind === 'MissingScope';

/** A missing scope is told in its own words, a refused token has been told. */
function otherProblems(asked: Asked<unknown>): readonly string[] {
  const kind = asked.failure?.detail.kind;
  return kind === 'MissingScope' || kind === 'Unauthorized' ? [] : problemsOf(asked);
}

function unknownChannel(channelId: number, channels: readonly Channel[]): string {
  const known = channels.map(({ id, name }) => `${id} (${name})`).join(', ');
  return `storefronts: BigCommerce has no channel ${channelId}. Its channels: ${known}.`;
}

async function readSites(
  bigcommerce: BigCommerce,
  storefronts: readonly StorefrontChoice[],
): Promise<{ readonly problems: readonly string[]; readonly urls: ReadonlyMap<number, string> }> {
  const urls = new Map<number, string>();
  const problems: string[] = [];
  for (const { channelId } of storefronts) {
    const site = await ask(() => bigcommerce.readSite(channelId));
    problems.push(...otherProblems(site));
    if (isScopeMissing(site.failure)) problems.push(withoutSites(channelId));
    else if (site.answer === null) problems.push(withoutSite(channelId));
    const there = site.answer ?? null;
    if (there !== null) urls.set(channelId, addressOfSite(there));
  }
  return { problems, urls };
}

const withoutSites = (channelId: number): string =>
  `storefronts: the address of channel ${channelId} cannot be read, the API account lacks the scope store_sites_read_only (403): write its url, or connect again with an API account that has it. ${NEW_ACCOUNT}`;

/** Two keys of one account would each remove what the other one wrote. */
export async function sameAccountProblems(
  shops: readonly { readonly account: string | undefined; readonly shop: Shop }[],
): Promise<readonly string[]> {
  if (shops.length < 2) return [];
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const { account = DEFAULT_ACCOUNT, shop } of shops) {
    const { answer } = await ask(() => shop.brevo.readOrganization());
    if (answer === undefined) continue;
    const other = seen.get(answer);
    seen.set(answer, other ?? account);
    if (other === undefined) continue;
    problems.push(
      `storefronts: the key of account ${account} belongs to the same Brevo account as that of ${other}: give both the same key, or take brevo_api_key_env out (lists of their own are enough to keep storefronts apart in one account).`,
    );
  }
  return problems;
}
