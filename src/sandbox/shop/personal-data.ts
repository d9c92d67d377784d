// Everything in the toy shop that would give a person away, for scans of histories and logs.

import type { ShopState } from './shop-state';

const shortestName = 5;
// "n/a" and "12345" are typed as phones too, and would be found everywhere.
const shortestPhone = 7;

/** E-mails (as typed, and trimmed in lower case), longer last names, phones (as typed, and bare digits), streets. */
export function personalData(shop: ShopState): string[] {
  const found = new Set<string>();
  const email = (text: string) => {
    const bare = text.trim();
    if (bare === '') return;
    found.add(bare);
    found.add(bare.toLowerCase());
  };
  const name = (text: string) => {
    if (text.length >= shortestName) found.add(text);
  };
  const phone = (text: string) => {
    const digits = text.replace(/\D/g, '').replace(/^0+/, '');
    if (digits.length < shortestPhone) return;
    found.add(text);
    found.add(digits);
  };
  const street = (text: string) => {
    if (text !== '') found.add(text);
  };
  for (const customer of shop.customers.values()) {
    email(customer.email);
    name(customer.last_name);
    phone(customer.phone);
    for (const address of customer.addresses) {
      name(address.last_name);
      phone(address.phone);
      street(address.address1);
    }
  }
  for (const { billing_address: billing } of shop.orders.values()) {
    email(billing.email);
    name(billing.last_name);
    phone(billing.phone);
    street(billing.street_1);
  }
  for (const subscriber of shop.subscribers.values()) {
    email(subscriber.email);
    name(subscriber.last_name);
  }
  return [...found];
}
