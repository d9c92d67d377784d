// What BigCommerce tells when a customer has changed: addresses speak for themselves (webhooks.v3.yml, store_customer_*).

import type { ShopCustomer } from './customer-records';
import { isSame } from './shop-state';
import type { Happening } from './shop-state';

type Address = ShopCustomer['addresses'][number];

export function customerHappenings(
  before: ShopCustomer | undefined,
  after: ShopCustomer,
): readonly Happening[] {
  const addresses = addressHappenings(before?.addresses ?? [], after);
  if (before === undefined) return [customer('created', after.id), ...addresses];
  return isSame(before, after, OWN_WORD)
    ? addresses
    : [customer('updated', after.id), ...addresses];
}

const customer = (what: 'created' | 'updated', id: number): Happening => ({
  scope: `store/customer/${what}`,
  data: { type: 'customer', id },
});

// A change of addresses moves the customer's date, and still is none of the customer.
const OWN_WORD = ['addresses', 'date_modified'];

function addressHappenings(
  before: readonly Address[],
  { addresses, id: customerId }: ShopCustomer,
): readonly Happening[] {
  const known = new Map(before.map((address) => [address.id, address]));
  const left = new Set(addresses.map(({ id }) => id));
  const tell = (what: string, id: number): Happening => ({
    scope: `store/customer/address/${what}`,
    // The id is the address's own.
    data: { type: 'customer', id, address: { customer_id: customerId } },
  });
  return [
    ...addresses.flatMap((address) => {
      const earlier = known.get(address.id);
      if (earlier === undefined) return [tell('created', address.id)];
      return isSame(earlier, address) ? [] : [tell('updated', address.id)];
    }),
    ...before.filter(({ id }) => !left.has(id)).map(({ id }) => tell('deleted', id)),
  ];
}
