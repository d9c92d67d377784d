// The seeded shop: the same twice, old enough, as odd as real ones, and consistent while it changes.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { personalData } from '../../../src/sandbox/shop/personal-data';
import { createShop } from '../../../src/sandbox/shop/shop';
import type { Shop } from '../../../src/sandbox/shop/shop';

const start = Date.parse('2026-03-01T12:00:00Z');
const shopOf = (records: number, seed = 1): Shop =>
  createShop({ seed, customers: records, orders: records, products: records, now: () => start });
const shop = shopOf(1000);
const customers = [...shop.customers.values()];
const orders = [...shop.orders.values()];
const products = [...shop.products.values()];
const subscribers = [...shop.subscribers.values()];
const isCountry = (code: string): code is CountryCode => /^[A-Z]{2}$/.test(code);

test('the same seed makes the same shop and another seed another one', () => {
  const again = shopOf(200);

  expect(shopOf(200)).toEqual(
    expect.objectContaining({ customers: again.customers, orders: again.orders }),
  );
  expect(shopOf(200).products).toEqual(again.products);
  expect(shopOf(200, 2).customers).not.toEqual(again.customers);
});

test('nothing in a new shop was changed within the last hour', () => {
  const newest = new Date(start - 3_600_000).toISOString();

  for (const record of [...customers, ...orders, ...products, ...subscribers]) {
    expect(record.date_modified < newest).toBe(true);
  }
});

test('about three orders in ten are by guests, and some guests order twice', () => {
  const guests = orders.filter((order) => order.customer_id === 0);
  const emails = new Set(guests.map((order) => order.billing_address.email));

  expect(guests.length).toBeGreaterThan(250);
  expect(guests.length).toBeLessThan(350);
  expect(emails.size).toBeLessThan(guests.length);
});

test('some guests have the e-mail of a customer who did not sign in', () => {
  const known = new Set(customers.map((customer) => customer.email.trim().toLowerCase()));
  const guests = orders.filter((order) => order.customer_id === 0);

  expect(guests.some((order) => known.has(order.billing_address.email))).toBe(true);
});

test('every order status and four currencies occur', () => {
  expect(new Set(orders.map((order) => order.status_id)).size).toBe(15);
  expect(new Set(orders.map((order) => order.default_currency_code))).toEqual(
    new Set(['USD', 'EUR', 'GBP', 'JPY']),
  );
});

test('phones are valid in the country of their owner, but for a few', () => {
  const phones = customers.flatMap(({ phone, addresses: [address] }) =>
    phone === '' || address === undefined ? [] : [{ phone, country: address.country_code }],
  );
  const valid = phones.filter(
    ({ phone, country }) =>
      isCountry(country) && parsePhoneNumberFromString(phone, country)?.isValid() === true,
  );

  expect(phones.length).toBeGreaterThan(400);
  expect(valid.length).toBeGreaterThan(phones.length * 0.93);
  expect(valid.length).toBeLessThan(phones.length);
});

test('two customers share one e-mail on different storefronts, and two pairs share a phone', () => {
  const pairs = (key: (at: number) => string | undefined) => key(18) === key(19);

  expect(pairs((at) => customers[at]?.email)).toBe(true);
  expect(customers[18]?.channel_ids).not.toEqual(customers[19]?.channel_ids);
  expect(customers[14]?.phone).toBe(customers[15]?.phone);
});

test('a shop of a few records has none of the broken ones', () => {
  const small = [...shopOf(30).customers.values()];

  expect(small.every((customer) => /^\s*\S+@\S+\s*$/.test(customer.email))).toBe(true);
});

test('a big shop has a customer with 14 addresses, two orders of 60 lines and archived ones', () => {
  expect(customers.some((customer) => customer.addresses.length === 14)).toBe(true);
  expect(orders.filter((order) => order.lines.length === 60)).toHaveLength(2);
  expect(orders.filter((order) => order.is_deleted)).toHaveLength(3);
});

test('totals of every order are the sum of its lines, shipping and discount', () => {
  for (const order of orders) {
    const lines = order.lines.reduce(
      (sum, line) => sum + Number(line.price_inc_tax) * line.quantity,
      0,
    );
    const total = lines + Number(order.shipping_cost_inc_tax) - Number(order.discount_amount);
    expect(Number(order.total_inc_tax)).toBeCloseTo(total, 4);
  }
});

test('everyone of twenty thousand people has an e-mail and a phone of his own', () => {
  const crowd = createShop({
    seed: 3,
    customers: 20_000,
    orders: 0,
    products: 0,
    now: () => start,
  });
  const people = [...crowd.customers.values()].slice(50);
  const emails = people.map((customer) => customer.email.trim().toLowerCase());
  const phones = people.flatMap(({ phone, addresses: [address] }) => {
    const country = address?.country_code ?? '';
    const parsed = isCountry(country) ? parsePhoneNumberFromString(phone, country) : undefined;
    return parsed?.isValid() === true ? [parsed.number] : [];
  });

  expect(new Set(emails).size).toBe(emails.length);
  expect(new Set(phones).size).toBe(phones.length);
});

test('an edited order moves to the current second and its payment follows its status', () => {
  const own = shopOf(20);
  const order = own.addOrder({ status_id: 0 });

  const moved = own.editOrder(order.id, { status_id: 2 });

  expect(moved.date_modified).toBe('2026-03-01T12:00:00Z');
  expect(moved).toMatchObject({ payment_status: 'captured', items_shipped: moved.items_total });
  expect(own.orders.get(order.id)).toBe(moved);
});

test('an order by a customer is billed to that customer', () => {
  const own = shopOf(20);
  const customer = own.addCustomer({ email: 'new@example.com' });

  const order = own.addOrder({ customer_id: customer.id });

  expect(order.customer_id).toBe(customer.id);
  expect(order.billing_address.email).toBe('new@example.com');
});

test('ids of deleted records are not given again', () => {
  const own = shopOf(20);
  const [customer, product, reader] = [own.addCustomer(), own.addProduct(), own.addSubscriber()];

  own.deleteCustomer(customer.id);
  own.deleteProduct(product.id);
  own.deleteSubscriber(reader.id);

  expect(own.addCustomer().id).toBeGreaterThan(customer.id);
  expect(own.addProduct().id).toBeGreaterThan(product.id);
  expect(own.addSubscriber().id).toBeGreaterThan(reader.id);
  expect(() => own.editCustomer(customer.id, {})).toThrow('no record');
});

test('stock kept by variant adds up when a variant sells out', () => {
  const own = shopOf(20);
  const product = own.addProduct({ inventory_tracking: 'variant' });
  const variants = product.variants.map((variant) => ({ ...variant, inventory_level: 0 }));

  const edited = own.editProduct(product.id, { variants });

  expect(edited.inventory_level).toBe(0);
});

test('personal data names the people a leak would show', () => {
  const own = shopOf(20);
  const customer = own.addCustomer({ email: ' Ann.Leak@Example.com ', last_name: 'Leakington' });
  const order = own.addOrder();

  const found = personalData(own);

  expect(found).toEqual(
    expect.arrayContaining(['Ann.Leak@Example.com', 'ann.leak@example.com', customer.last_name]),
  );
  expect(found).toContain(order.billing_address.street_1);
  expect(found.every((text) => text.length >= 5)).toBe(true);
});
