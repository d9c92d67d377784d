// Where BigCommerce is told to send webhooks, or why it cannot be told.
import { LIVE_UPDATES_OFF } from '../contracts/hooks';
import { isLoopback } from './addresses';
import type { VendorAddresses } from './settings';

/** Below PUBLIC_URL. */
const PATH = '/webhooks/bigcommerce';

export type HookDoor =
  | { readonly destination: string }
  /** The sentence for reports: what is off, why, and the cure. */
  | { readonly off: string };

/** BigCommerce calls https on port 443 alone (webhooks.v3.yml, POST /hooks); a sandbox on this machine also plain http. */
export function hookDoor(publicUrl: string | undefined, vendors: VendorAddresses): HookDoor {
  if (publicUrl === undefined) {
    return off('set PUBLIC_URL for API and worker to where BigCommerce reaches the API (https)');
  }
  const url = new URL(publicUrl);
  const destination = `${publicUrl}${PATH}`;
  if (isLoopback(url)) {
    return isLoopback(new URL(vendors.bigcommerce))
      ? { destination }
      : off('PUBLIC_URL is on this machine, where BigCommerce cannot reach it');
  }
  if (url.protocol === 'https:' && url.port === '') return { destination };
  return off('BigCommerce only calls https on port 443: take the port out of PUBLIC_URL');
}

const off = (reason: string): HookDoor => ({ off: `${LIVE_UPDATES_OFF}: ${reason}` });
