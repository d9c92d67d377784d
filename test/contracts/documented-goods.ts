// What BigCommerce documents of orders and of the catalogue, as far as the client uses it.
// The files named here are those of github.com/bigcommerce/docs, folder `reference`.
import { ids, modified, paging, v3Page } from './documented-people';
import {
  amount,
  anything,
  flag,
  having,
  instant,
  list,
  oneOf,
  operation,
  orNull,
  text,
  whole,
} from './schema-words';

// orders.v2.oas2.yml: money is text with four decimals, dates are RFC 2822 in UTC.
const money = { type: 'string', pattern: '^-?\\d+\\.\\d{4}$' };
const rfcDate = { type: 'string', pattern: '^[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} .*\\+0000$' };

// orders.v2.oas2.yml, orderProducts: custom products and gift certificates have product_id 0.
const line = having(
  {
    ...{ id: whole, order_id: whole, product_id: whole, name: text, sku: text, quantity: whole },
    ...{ price_inc_tax: money, price_ex_tax: money, total_inc_tax: money },
    type: oneOf('physical', 'digital', 'giftcertificate'),
  },
  { variant_id: whole },
);
const lines = having({ line_items: list(line) });

// orders.v2.oas2.yml, order_Resp.
const orderHead = {
  ...{ id: whole, customer_id: whole, status_id: whole, status: text },
  ...{ date_created: rfcDate, date_modified: rfcDate, payment_method: text },
  ...{ total_inc_tax: money, total_ex_tax: money, items_total: whole, items_shipped: whole },
  ...{ currency_code: text, default_currency_code: text, store_default_currency_code: text },
  ...{ is_deleted: flag, is_email_opt_in: flag, channel_id: whole, external_source: orNull(text) },
  billing_address: having({
    ...{ first_name: text, last_name: text, company: text, street_1: text, street_2: text },
    ...{ city: text, state: text, zip: text, country: text, country_iso2: text },
    ...{ phone: text, email: text },
  }),
};
// Orders in the shop's own currency of old shops lack the rate.
const rate = { store_default_to_transactional_exchange_rate: text };
// orders.v2.oas2.yml, consignment_structure=object.
const consignments = having({
  shipping: list(lines),
  downloads: list(lines),
  pickups: list(having({})),
  email: having({ gift_certificates: list(lines) }),
});
const order = having({ ...orderHead, consignments }, rate);
const pointers = having({ url: text, resource: text });
const anyOrder = having({ ...orderHead, consignments: { anyOf: [consignments, pointers] } }, rate);

const orderIncludes = {
  include: list({ enum: ['consignments', 'consignments.line_items', 'fees'] }),
  consignment_structure: oneOf('object'),
};
const fields = 'id|customer_id|date_created|date_modified|status_id|channel_id|external_id';

// products_catalog.v3.yml, GET /catalog/products.
const product = having(
  { id: whole },
  {
    ...{ name: text, type: oneOf('physical', 'digital'), sku: text, description: text },
    ...{ price: amount, retail_price: amount, sale_price: amount, calculated_price: amount },
    ...{ categories: list(whole), brand_id: whole, inventory_level: whole },
    inventory_tracking: oneOf('none', 'product', 'variant'),
    is_visible: flag,
    availability: oneOf('available', 'disabled', 'preorder'),
    custom_url: having({ url: text }),
    date_modified: instant,
    images: list(having({ is_thumbnail: flag, sort_order: whole, url_standard: text })),
    custom_fields: list(having({ id: whole, name: text, value: text })),
    // product-variants_catalog.v3.yml: null means "as the product"; calculated_price is resolved.
    variants: list(
      having({
        ...{ id: whole, product_id: whole, sku: text, price: orNull(amount) },
        ...{ calculated_price: amount, purchasing_disabled: flag, image_url: text },
        inventory_level: whole,
        option_values: list(
          having({ id: whole, option_id: whole, label: text, option_display_name: text }),
        ),
      }),
    ),
  },
);
// categories_catalog.v3.yml and brands_catalog.v3.yml: `id:in`, no dates.
const category = having({
  ...{ id: whole, parent_id: whole, name: text, is_visible: flag },
  custom_url: having({ url: text }),
});
const brand = having({ id: whole, name: text });
const channel = having({
  ...{ id: whole, name: text, platform: text, is_visible: flag, icon_url: text },
  ...{ type: oneOf('pos', 'marketplace', 'storefront', 'marketing') },
  status: oneOf('active', 'prelaunch', 'inactive', 'connected', 'disconnected', 'archived'),
});
const site = having({
  ...{ id: whole, channel_id: whole, url: text, ssl_status: oneOf('dedicated', 'shared') },
  urls: list(having({ url: text, type: oneOf('primary', 'canonical', 'checkout') })),
});
// carts.v3.yml, cart_Full: the address is left out until it is typed.
const cartLine = having({
  ...{ id: text, product_id: whole, variant_id: whole, name: text, sku: text, quantity: amount },
  ...{ list_price: amount, original_price: amount, extended_sale_price: amount },
});
const cart = having(
  {
    ...{ id: text, customer_id: whole, channel_id: whole, currency: having({ code: text }) },
    ...{ base_amount: amount, discount_amount: amount, cart_amount: amount },
    ...{ created_time: instant, updated_time: instant },
    line_items: having({
      ...{ physical_items: list(cartLine), digital_items: list(cartLine) },
      ...{ gift_certificates: list(anything), custom_items: list(anything) },
    }),
  },
  { email: text },
);
const stock = having({ identity: having({ product_id: whole, variant_id: whole, sku: text }) });

const refund = having({
  id: whole,
  order_id: whole,
  created: text,
  total_amount: { type: 'number' },
});

export const goodsPaths = {
  '/v2/orders': {
    get: operation({
      query: {
        ...{
          ...paging,
          ...orderIncludes,
          min_id: whole,
          min_date_modified: instant,
          cart_id: text,
        },
        sort: { type: 'string', pattern: `^(${fields})(:asc|:desc)?$` },
      },
      // 204 when there is nothing (bigcommerce-v3-api-php-client pull 177).
      answers: { 200: list(anyOrder), 204: null },
    }),
  },
  '/v2/orders/{order_id}': {
    get: operation({
      query: orderIncludes,
      answers: { 200: order, 404: list(having({ status: whole, message: text })) },
    }),
  },
  '/v2/orders/count': {
    get: operation({
      query: { customer_id: whole, email: text, max_id: whole },
      answers: {
        200: having({ count: whole, statuses: list(having({ id: whole, count: whole })) }),
      },
    }),
  },
  // orders.v3.yml, GET /orders/{order_id}/payment_actions/refunds.
  '/v3/orders/{order_id}/payment_actions/refunds': {
    get: operation({ answers: { 200: having({ data: list(refund) }) } }),
  },
  '/v2/order_statuses': {
    get: operation({ answers: { 200: list(having({ id: whole, name: text })) } }),
  },
  '/v3/catalog/products': {
    get: operation({
      query: {
        ...{ ...paging, ...ids, ...modified, 'id:greater': whole, sort: oneOf('id') },
        direction: oneOf('asc', 'desc'),
        include: list({ enum: ['variants', 'images', 'custom_fields', 'channels'] }),
        include_fields: list({ enum: ['id'] }),
      },
      answers: { 200: v3Page(product) },
    }),
  },
  // channels.v3.yml, GET /channels and GET /channels/{channel_id}/site.
  '/v3/channels': { get: operation({ query: paging, answers: { 200: v3Page(channel) } }) },
  '/v3/channels/{channel_id}/site': {
    get: operation({ answers: { 200: having({ data: site }), 404: anything } }),
  },
  '/v3/catalog/categories': {
    get: operation({ query: { ...paging, ...ids }, answers: { 200: v3Page(category) } }),
  },
  // inventory.v3.yml, GET /inventory/items.
  '/v3/inventory/items': { get: operation({ query: paging, answers: { 200: v3Page(stock) } }) },
  // carts.v3.yml, GET /carts/{cartId}: its 404 has no documented body.
  '/v3/carts/{cartId}': {
    get: operation({
      query: { include: text },
      answers: { 200: having({ data: cart }), 404: anything },
    }),
  },
  // abandoned_carts.v3.yml, GET /abandoned-carts/settings.
  '/v3/abandoned-carts/settings': {
    get: operation({ answers: { 200: having({ data: having({ enable_notification: flag }) }) } }),
  },
  '/v3/catalog/brands': {
    get: operation({ query: { ...paging, ...ids }, answers: { 200: v3Page(brand) } }),
  },
};
