// The records every real shop has a few of: doubles, giants, and some that are simply broken.

import type { ShopProduct } from './catalog-records';
import type { ShopCustomer } from './customer-records';
import { seedAddresses } from './customer-seed';
import type { ShopOrder, ShopOrderLine } from './order-records';
import { progressOf, totalsOf } from './order-totals';
import { centsOf } from './money';
import type { Person } from './people';

// Small shops stay plain, so that a test of five records is about those five.
const smallestOddShop = 50;

type Oddity<T> = (record: T, at: number) => T;

function applyOddities<T>(
  records: readonly T[],
  odd: Readonly<Record<number, Oddity<T>>>,
): readonly T[] {
  if (records.length < smallestOddShop) return records;
  return records.map((record, at) => odd[at]?.(record, at) ?? record);
}

export function oddCustomers(
  customers: readonly ShopCustomer[],
  persons: readonly Person[],
): readonly ShopCustomer[] {
  const personAt = (at: number): Person => {
    const person = persons[at];
    if (person === undefined) throw new Error(`No person ${at}.`);
    return person;
  };
  return applyOddities(customers, {
    10: (customer) => ({ ...customer, email: '' }),
    11: (customer) => ({ ...customer, email: 'not-an-address' }),
    12: (customer) => ({
      ...customer,
      first_name: 'Wolfeschlegelsteinhausen'.repeat(13).slice(0, 300),
    }),
    13: (customer, at) => {
      const owner = { person: personAt(at), id: customer.id, phone: customer.phone };
      return { ...customer, addresses: seedAddresses(owner, 14) };
    },
    14: (customer, at) => withPhone(customer, personAt(at).phone),
    15: (customer) => withPhone(customer, personAt(14).phone),
    16: (customer) => withPhone(customer, '+49 151 20406080'),
    17: (customer) => withPhone(customer, '0049 (151) 204 060 80'),
    18: (customer, at) => ({
      ...customer,
      email: personAt(at).email,
      channel_ids: [1],
      origin_channel_id: 1,
    }),
    19: (customer) => ({
      ...customer,
      email: personAt(18).email,
      channel_ids: [2],
      origin_channel_id: 2,
    }),
    20: (customer, at) => ({ ...customer, email: `  ${personAt(at).email} ` }),
    21: (customer, at) => ({ ...customer, email: personAt(at).email.toUpperCase() }),
  });
}

function withPhone(customer: ShopCustomer, phone: string): ShopCustomer {
  return {
    ...customer,
    phone,
    addresses: customer.addresses.map((address) => ({ ...address, phone })),
  };
}

export function oddOrders(orders: readonly ShopOrder[]): readonly ShopOrder[] {
  return applyOddities(orders, {
    // PHP's zero date, as old orders of migrated shops have it.
    10: (order) => bought({ ...order, date_created: 'Wed, 30 Nov -0001 00:00:00 +0000' }),
    11: (order) => bought(inEuros(order, '')),
    12: (order) => bought(inEuros(order, undefined)),
    13: (order) => withLines(order, 60),
    14: (order) => withLines(order, 60),
    15: (order) => ({ ...order, is_deleted: true }),
    16: (order) => ({ ...order, is_deleted: true }),
    17: (order) => ({ ...order, is_deleted: true }),
    18: (order) => retotalled({ ...order, lines: [...order.lines, giftCertificate(order)] }),
    19: (order) => retotalled({ ...order, lines: [giftCertificate(order)] }),
  });
}

// A broken order must be one that counts, or nobody would notice that it is broken.
function bought(order: ShopOrder): ShopOrder {
  return retotalled({ ...order, status_id: 11 });
}

function inEuros(order: ShopOrder, rate: string | undefined): ShopOrder {
  return {
    ...order,
    default_currency_code: 'EUR',
    store_default_to_transactional_exchange_rate: rate,
  };
}

function withLines(order: ShopOrder, count: number): ShopOrder {
  const lines = Array.from({ length: count }, (_, at) => {
    const line = order.lines[at % order.lines.length];
    if (line === undefined) throw new Error(`Order ${order.id} has no lines.`);
    return { ...line, id: order.id * 100 + at };
  });
  return retotalled({ ...order, lines });
}

function giftCertificate(order: ShopOrder): ShopOrderLine {
  return {
    id: order.id * 100 + 99,
    product_id: 0,
    name: 'Gift Certificate',
    sku: '',
    type: 'giftcertificate',
    quantity: 1,
    price_ex_tax: '50.0000',
    price_inc_tax: '50.0000',
    brand: '',
  };
}

function retotalled(order: ShopOrder): ShopOrder {
  const totals = totalsOf(order.lines, {
    shippingCents: centsOf(order.shipping_cost_inc_tax),
    discountCents: centsOf(order.discount_amount),
  });
  return {
    ...order,
    ...totals,
    ...progressOf(order.status_id, totals.items_total, order.date_modified),
  };
}

export function oddProducts(products: readonly ShopProduct[]): readonly ShopProduct[] {
  return applyOddities(products, {
    10: (product) => ({ ...product, description: longDescription(product.name) }),
    11: (product) => ({ ...product, images: [], custom_fields: [], brand_id: 0 }),
    12: (product) => ({ ...product, price: 0, sale_price: 0 }),
    13: (product) => ({ ...product, name: `${product.name} 🌿 "naturel" <écru> & co` }),
  });
}

function longDescription(name: string): string {
  const item = `<li>${name} &mdash; washed at 60&nbsp;°C, dried on the line, and better every year.</li>`;
  return `<div class="story"><h2>${name}</h2><ul>${item.repeat(50)}</ul></div>`;
}
