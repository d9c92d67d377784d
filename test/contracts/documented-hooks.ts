// What BigCommerce documents of hooks and of the webhooks they send: webhooks.v3.yml and the callbacks beside it.
import { paging, v3Page } from './documented-people';
import type { JsonObject } from './json-value';
import { exactly, flag, having, list, operation, orNull, text, whole } from './schema-words';

const ownHeaders = orNull({ type: 'object', additionalProperties: text });

const hook = having({
  ...{ id: whole, client_id: text, store_hash: text, scope: text, destination: text },
  ...{ headers: ownHeaders, is_active: flag, created_at: whole, updated_at: whole },
});
const one = having({ data: hook });

const blocked = having({
  destination: text,
  time_left: whole,
  reasons: list(having({ failure_description: text, count: whole, timestamp: whole })),
});

const written = { scope: text, destination: text, headers: ownHeaders, is_active: flag };

export const hookPaths = {
  '/v3/hooks': {
    get: operation({ query: paging, answers: { 200: v3Page(hook) } }),
    post: operation({
      body: exactly({ scope: text, destination: text }, { headers: ownHeaders, is_active: flag }),
      answers: { 200: one },
    }),
  },
  '/v3/hooks/{id}': {
    put: operation({ body: exactly({}, written), answers: { 200: one } }),
    delete: operation({ answers: { 200: one } }),
  },
  '/v3/hooks/admin': {
    get: operation({
      answers: { 200: having({ data: having({ blocked_domains: list(blocked) }) }) },
    }),
  },
};

// webhooks.v3.yml, webhook_callback_base: thin, and the number of the store is a text.
const callback = (data: JsonObject) =>
  exactly({
    ...{ producer: text, hash: text, created_at: whole, store_id: text, scope: text },
    data,
  });

const record = exactly({ type: text, id: whole });
const stock = { product_id: whole, method: text, value: whole };

const callbacks: Readonly<Record<string, JsonObject>> = {
  'customer/address': exactly({ type: text, id: whole, address: exactly({ customer_id: whole }) }),
  sku: exactly({ type: text, id: whole, sku: exactly({ product_id: whole, variant_id: whole }) }),
};

const three = (stem: string): readonly (readonly [string, JsonObject])[] =>
  ['created', 'updated', 'deleted'].map((event) => [
    `store/${stem}/${event}`,
    callbacks[stem] ?? record,
  ]);

const events: readonly (readonly [string, JsonObject])[] = [
  ...['customer', 'customer/address', 'subscriber', 'product', 'sku', 'category'].flatMap(three),
  ...['created', 'updated', 'archived'].map((event) => [`store/order/${event}`, record] as const),
  [
    'store/order/statusUpdated',
    exactly({
      ...{ type: text, id: whole },
      status: exactly({ previous_status_id: whole, new_status_id: whole }),
    }),
  ],
  [
    'store/order/refund/created',
    exactly({ type: text, id: whole, refund: exactly({ refund_id: whole }) }),
  ],
  ['store/shipment/created', exactly({ type: text, id: whole, orderId: whole })],
  [
    'store/product/inventory/updated',
    exactly({ type: text, id: whole, inventory: exactly(stock) }),
  ],
  [
    'store/sku/inventory/updated',
    exactly({ type: text, id: whole, inventory: exactly({ ...stock, variant_id: whole }) }),
  ],
];

export const callbackPaths = Object.fromEntries(
  events.map(([scope, data]) => [
    `/callbacks/${scope}`,
    { post: operation({ body: callback(data), answers: { 200: null } }) },
  ]),
);
