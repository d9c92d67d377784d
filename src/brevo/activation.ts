// Switching Brevo's e-commerce on, and the currency its amounts are in.
import { z } from 'zod';
import { ecommerceScope } from '../http/classify';
import type { Http } from '../http/client';
import { ApiFailure } from '../http/failures';
import { nothing } from './answers';
import type { Brevo } from './client';

const currencyPath = '/ecommerce/config/displayCurrency';

type Activation = Pick<Brevo, 'readDisplayCurrency' | 'setDisplayCurrency' | 'activateEcommerce'>;

export function activationOf(http: Http): Activation {
  return {
    readDisplayCurrency: async () => {
      try {
        const { value } = await http.request({
          operation: 'read display currency',
          method: 'GET',
          path: currencyPath,
          schema: z.object({ code: z.string() }),
        });
        return value;
      } catch (error) {
        if (isEcommerceOff(error)) return 'notActivated';
        throw error;
      }
    },
    setDisplayCurrency: async (code) => {
      await http.request({
        operation: 'set display currency',
        method: 'POST',
        path: currencyPath,
        body: { code },
        ...nothing,
      });
    },
    activateEcommerce: async () => {
      try {
        await http.request({
          operation: 'activate e-commerce',
          method: 'POST',
          path: '/ecommerce/activate',
          ...nothing,
        });
      } catch (error) {
        if (!isActiveAlready(error)) throw error;
      }
    },
  };
}

// 403 "Permission denied. eCommerce is not activated."
function isEcommerceOff(error: unknown): boolean {
  return (
    error instanceof ApiFailure &&
    error.detail.kind === 'MissingScope' &&
    error.detail.scope === ecommerceScope
  );
}

// Activating twice is refused, by 400 or by the documented 404; the currency tells whether it is really on.
function isActiveAlready(error: unknown): boolean {
  return error instanceof ApiFailure && (error.call.status === 400 || error.call.status === 404);
}
