// Where the storefronts of a store are on the web: as it is configured, else as BigCommerce has it.
import { ApplicationFailure } from '@temporalio/common';
import type { BigCommerce } from '../bigcommerce/client';
import type { Site } from '../bigcommerce/channel-records';
import { FAILURE } from '../contracts/failures';
import type { StorefrontChoice } from '../contracts/store-settings';

export const addressOfSite = ({ url, urls }: Site): string =>
  urls.find(({ type }) => type === 'primary')?.url ?? url;

export const withoutSite = (channelId: number): string =>
  `storefronts: channel ${channelId} has no site of its own: write its url.`;

/** By channel id; one request for each that is configured without. Throws CannotSync for a channel with no site. */
export async function storefrontAddresses(
  bigcommerce: BigCommerce,
  storefronts: readonly StorefrontChoice[],
): Promise<ReadonlyMap<number, string>> {
  const urls = new Map<number, string>();
  for (const { channelId, url } of storefronts)
    urls.set(channelId, url ?? (await siteAddress(bigcommerce, channelId)));
  return urls;
}

async function siteAddress(bigcommerce: BigCommerce, channelId: number): Promise<string> {
  const site = await bigcommerce.readSite(channelId);
  if (site !== null) return addressOfSite(site);
  throw ApplicationFailure.nonRetryable(withoutSite(channelId), FAILURE.cannotSync);
}
