// The shop's own card and clock (store_information.v2.yml).

import type { SandboxAnswer } from '../http-server';
import { onlyKnown } from './query-parameters';
import type { Call, Route } from './route';

const scope = 'store_v2_information';

export const storeRoutes: readonly Route[] = [
  { version: 'v2', pattern: '/store', scope, get: readStore },
  { version: 'v2', pattern: '/time', scope, get: readTime },
];

function readTime({ query, now }: Call): SandboxAnswer {
  onlyKnown(query, []);
  return { status: 200, body: { time: Math.floor(now / 1000) } };
}

// `id` is the hash, `store_id` the number; `logo` is an empty list where there is none.
function readStore({ query, storeHash }: Call): SandboxAnswer {
  onlyKnown(query, []);
  return { status: 200, body: { id: storeHash, ...card, ...locale, features } };
}

/** The store's number, which webhooks carry. */
export const storeNumber = 1_025_646;

const card = {
  store_id: storeNumber,
  account_uuid: '8d4d492f-17a1-4d95-b396-e1c5720815a5',
  domain: 'store.example.com',
  secure_url: 'https://store.example.com',
  control_panel_base_url: 'https://store-abc123.mybigcommerce.com',
  status: 'live',
  name: 'Sample Store',
  first_name: 'Shop',
  last_name: 'Owner',
  address: '1 Market Square',
  country: 'United States',
  country_code: 'US',
  infrastructure_region: 'us-central1',
  phone: '',
  admin_email: 'owner@example.com',
  order_email: 'orders@example.com',
  favicon_url: '',
  plan_name: 'Standard',
  plan_level: 'Standard',
  plan_is_trial: false,
  industry: 'Home',
  logo: [],
  is_price_entered_with_tax: false,
  default_channel_id: 1,
  default_site_id: 1000,
  active_comparison_modules: [],
} as const;

const locale = {
  timezone: {
    name: 'America/Chicago',
    raw_offset: -21600,
    dst_offset: -18000,
    dst_correction: true,
    date_format: { display: 'M jS Y', export: 'M jS Y', extended_display: 'M jS Y @ g:i A' },
  },
  language: 'en',
  currency: 'USD',
  currency_symbol: '$',
  decimal_separator: '.',
  thousands_separator: ',',
  decimal_places: 2,
  currency_symbol_location: 'left',
  weight_units: 'Ounces',
  dimension_units: 'Inches',
  dimension_decimal_places: 2,
  dimension_decimal_token: '.',
  dimension_thousands_token: ',',
} as const;

const features = {
  stencil_enabled: true,
  sitewidehttps_enabled: true,
  facebook_catalog_id: '',
  checkout_type: 'optimized',
  wishlists_enabled: true,
  graphql_storefront_api_enabled: true,
  shopper_consent_tracking_enabled: false,
  multi_storefront_enabled: true,
  storefront_limits: { active: 2, total_including_inactive: 2 },
} as const;
