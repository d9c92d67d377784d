// The store's channels (storefronts, marketplaces, tills) and the site of each.
import { z } from 'zod';
import type { Http } from '../http/client';
import type { BigCommerce } from './client';
import { channelSchema, siteSchema } from './channel-records';
import { listByPage } from './lists';

export function channelsOf(http: Http): Pick<BigCommerce, 'listChannels' | 'readSite'> {
  return {
    listChannels: (paging) =>
      listByPage(http, {
        operation: 'list channels',
        path: '/v3/channels',
        record: channelSchema,
        query: {},
        ...paging,
        scope: 'store_channel_settings_read_only',
      }),
    readSite: async (channelId) => {
      const { value } = await http.request({
        operation: 'read the site of a channel',
        method: 'GET',
        path: `/v3/channels/${channelId}/site`,
        schema: z.object({ data: siteSchema }).nullable(),
        missing: { value: null },
        scope: 'store_sites_read_only',
      });
      return value?.data ?? null;
    },
  };
}
