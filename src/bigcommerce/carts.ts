// Carts, and the shop's own abandoned-cart mails.
import { z } from 'zod';
import type { Http } from '../http/client';
import { cartSchema, cartSettingsSchema } from './cart-records';
import type { BigCommerce } from './client';

const scope = 'store_cart_read_only';

// What was chosen is left out unless it is asked for.
const OPTIONS = 'line_items.physical_items.options,line_items.digital_items.options';

export function cartsOf(
  http: Http,
): Pick<BigCommerce, 'hasCart' | 'readCart' | 'readCartSettings'> {
  return {
    hasCart: async (cartId) => {
      const { value } = await http.request({
        operation: 'read cart',
        method: 'GET',
        path: `/v3/carts/${encodeURIComponent(cartId)}`,
        schema: z.unknown().transform(() => true),
        missing: { value: false },
        scope,
      });
      return value;
    },
    readCart: async (cartId) => {
      const { value } = await http.request({
        operation: 'read cart',
        method: 'GET',
        path: `/v3/carts/${encodeURIComponent(cartId)}`,
        query: { include: OPTIONS },
        schema: cartSchema.nullable(),
        missing: { value: null },
        scope,
      });
      return value;
    },
    readCartSettings: async () => {
      const { value } = await http.request({
        operation: 'read abandoned-cart settings',
        method: 'GET',
        path: '/v3/abandoned-carts/settings',
        schema: cartSettingsSchema,
        // abandoned_carts.v3.yml names this one; older pages named the cart's.
        scope: 'store_v2_information_read_only',
      });
      return value;
    },
  };
}
