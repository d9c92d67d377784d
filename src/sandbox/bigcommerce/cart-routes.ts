// Carts and the shop's own abandoned-cart mails (carts.v3.yml, abandoned_carts.v3.yml).

import type { SandboxAnswer } from '../http-server';
import { cartView } from './cart-view';
import { choices, onlyKnown } from './query-parameters';
import { notFound } from './refusals';
import type { Call, Route } from './route';

export const cartRoutes: readonly Route[] = [
  { version: 'v3', pattern: '/carts/:uuid', scope: 'store_cart', get: readCart },
  {
    version: 'v3',
    pattern: '/abandoned-carts/settings',
    scope: 'store_v2_information',
    get: readSettings,
  },
];

const includes = [
  'redirect_urls',
  'line_items.physical_items.options',
  'line_items.digital_items.options',
  'promotions.banners',
];

function readCart({ shop, query, uuid, origin }: Call): SandboxAnswer {
  onlyKnown(query, ['include']);
  const asked = choices(query, 'include', includes);
  const cart = shop.carts.get(uuid);
  if (cart === undefined) return notFound('v3');
  const shown = ['physical', 'digital'].filter((type) =>
    asked.has(`line_items.${type}_items.options`),
  );
  const data = cartView(cart, {
    options: new Set(shown),
    banners: asked.has('promotions.banners'),
    origin,
  });
  return { status: 200, body: { data, meta: {} } };
}

function readSettings({ query, ownCartMails }: Call): SandboxAnswer {
  onlyKnown(query, []);
  const data = {
    enable_notification: ownCartMails,
    email_customer_until_cart_is_recovered: true,
    marketing_emails_require_customer_consent: false,
    email_merchant_when_cart_is_converted: false,
    email_merchant_when_cart_is_abandoned: false,
    merchant_email_address: 'owner@example.com',
    merchant_abandoned_cart_email_frequency_type: 'individual',
    merchant_abandoned_cart_digest_email_frequency: 10,
  };
  return { status: 200, body: { data, meta: {} } };
}
