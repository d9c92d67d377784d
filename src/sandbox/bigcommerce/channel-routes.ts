// Channels and their sites (channels.v3.yml).

import type { SandboxAnswer } from '../http-server';
import type { ShopChannel } from '../shop/catalog-records';
import { onlyKnown, pageQuery } from './query-parameters';
import { notFound } from './refusals';
import type { Call, Route } from './route';
import { pageSlice, v3List } from './v3-pages';

export const channelRoutes: readonly Route[] = [
  { version: 'v3', pattern: '/channels', scope: 'store_channel_settings', get: listChannels },
  { version: 'v3', pattern: '/channels/:id/site', scope: 'store_sites', get: readSite },
];

const opened = '2026-01-01T04:15:50Z';

function listChannels({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, ['page', 'limit', 'available', 'status:in', 'type:in', 'platform:in']);
  const types = query.get('type:in')?.split(',');
  const found = shop.channels.filter(({ type }) => types === undefined || types.includes(type));
  const { rows, pagination } = pageSlice(found, pageQuery(query), query);
  return v3List(
    rows.map((channel) => JSON.stringify(channelView(channel))),
    { pagination },
  );
}

function channelView({ id, name, type }: ShopChannel): unknown {
  return {
    id,
    external_id: '',
    is_listable_from_ui: true,
    is_visible: true,
    is_enabled: true,
    status: 'active',
    name,
    type,
    platform: 'bigcommerce',
    date_created: opened,
    date_modified: opened,
    icon_url: 'https://store.example.com/icon.svg',
  };
}

function readSite({ shop, query, id }: Call): SandboxAnswer {
  onlyKnown(query, []);
  const url = shop.channels.find((channel) => channel.id === id)?.url;
  if (url === undefined) return notFound('v3');
  const site = {
    id: 999 + id,
    url,
    channel_id: id,
    created_at: opened,
    updated_at: opened,
    ssl_status: 'dedicated',
    urls: [{ url, type: 'primary', created_at: opened, updated_at: opened }],
    is_checkout_url_customized: false,
  };
  return { status: 200, json: JSON.stringify({ data: site, meta: {} }) };
}
