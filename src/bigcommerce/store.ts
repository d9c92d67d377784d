// The shop's own card.
import type { Http } from '../http/client';
import type { BigCommerce } from './client';
import { storeSchema } from './store-record';

export function storeOf(http: Http): Pick<BigCommerce, 'readStore'> {
  return {
    readStore: async () => {
      const { value } = await http.request({
        operation: 'read store',
        method: 'GET',
        path: '/v2/store',
        schema: storeSchema,
        scope: 'store_v2_information_read_only',
      });
      return value;
    },
  };
}
