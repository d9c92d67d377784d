// An order on its way to Brevo, and what it adds to a customer's figures.
import fc from 'fast-check';
import { countedStatuses, countsForMetrics, orderMetric } from '../../src/mapping/order-metric';
import { isPlaced, statusWord } from '../../src/mapping/order-status';
import { orderFrom } from '../../src/mapping/order';
import { anOrder } from './orders';

const context = { store: 'abc123', currency: 'USD' };
const identifiers = { ext_id: 'abc123-7' };

test('an order becomes one whole Brevo order without any personal data', () => {
  const mapped = orderFrom(anOrder(), context, identifiers);

  expect(mapped).toEqual({
    ok: true,
    order: {
      id: 'abc123-118',
      createdAt: '2019-03-05T21:40:11.000Z',
      updatedAt: '2019-03-11T15:17:25.000Z',
      status: 'awaiting_fulfillment',
      amount: 361.95,
      products: [
        { productId: 'abc123-77', variantId: 'abc123-77-120', quantity: 2, price: 50 },
        { productId: 'abc123-custom-WRAP', quantity: 1, price: 5 },
        { productId: 'abc123-custom-3', quantity: 1, price: 0 },
        { productId: 'abc123-78', quantity: 1, price: 256.95 },
      ],
      identifiers: { ext_id: 'abc123-7' },
      billing: {
        city: 'Austin',
        countryCode: 'US',
        postCode: '78751',
        region: 'Texas',
        paymentMethod: 'Manual',
      },
      storeId: 'abc123-1',
      metaInfo: { order_number: 118 },
    },
  });
  expect(JSON.stringify(mapped)).not.toMatch(/Ada|Byron|Engine|555|example\.com/);
});

test("an order in another currency is told in the shop's own and keeps the original beside it", () => {
  const order = anOrder({
    default_currency_code: 'EUR',
    store_default_to_transactional_exchange_rate: '0.8',
  });

  expect(orderFrom(order, context, identifiers)).toMatchObject({
    ok: true,
    order: {
      amount: 452.44,
      products: [{ price: 62.5 }, { price: 6.25 }, { price: 0 }, { price: 321.19 }],
      metaInfo: { order_number: 118, currency: 'EUR', original_amount: '361.9500' },
    },
  });
});

test.each([
  [{ date_created: '' }, 'broken date'],
  [{ date_modified: 'soon' }, 'broken date'],
  [{ total_inc_tax: '-1.0000' }, 'absurd amount'],
  [{ total_inc_tax: 'free' }, 'absurd amount'],
  [{ lines: [{ id: 1, product_id: 77, quantity: 1, price_inc_tax: '-5' }] }, 'absurd amount'],
  [{ lines: [{ id: 1, product_id: 77, quantity: 1 }] }, 'absurd amount'],
  [
    { default_currency_code: 'EUR', store_default_to_transactional_exchange_rate: '' },
    'no exchange rate',
  ],
])('an order with %p is rejected: %s', (given, reason) => {
  expect(orderFrom(anOrder(given), context, identifiers)).toEqual({ ok: false, reason });
});

test('a line without a price with tax is told by its price without', () => {
  const lines = [{ id: 1, product_id: 77, quantity: 1, price_ex_tax: '45.00' }];

  expect(orderFrom(anOrder({ lines }), context, identifiers)).toMatchObject({
    order: { products: [{ price: 45 }] },
  });
});

test('an empty billing address leaves no empty fields behind', () => {
  const order = anOrder({ billing_address: { country_iso2: 'USA' }, payment_method: '' });

  expect(orderFrom(order, context, identifiers)).toMatchObject({ order: { billing: {} } });
});

test.each([
  [0, 'Incomplete', 'incomplete'],
  [11, 'Auf dem Weg', 'awaiting_fulfillment'],
  [14, '', 'partially_refunded'],
  [99, 'On Hold / Fraud', 'on_hold_fraud'],
  [99, '', 'status_99'],
])('status %p, labelled %p, is called %p', (status_id, status, word) => {
  expect(statusWord({ status_id, status })).toBe(word);
});

test('only an incomplete order has not been placed', () => {
  expect(isPlaced({ status_id: 0 })).toBe(false);
  expect(isPlaced({ status_id: 7 })).toBe(true);
});

test.each([
  [10, false, true],
  [10, true, false],
  [0, false, false],
  [4, false, false],
  [5, false, false],
  [7, false, false],
])('an order of status %p, archived %p, counts: %p', (status_id, is_deleted, counts) => {
  expect(countsForMetrics({ status_id, is_deleted }, countedStatuses)).toBe(counts);
});

test("an order adds whole minor units of the shop's currency", () => {
  expect(orderMetric(anOrder(), 'USD')).toEqual({ ok: true, minor: 36195 });
  expect(orderMetric(anOrder({ total_inc_tax: '-2' }), 'USD')).toMatchObject({ ok: false });
  expect(orderMetric(anOrder(), 'GBP')).toEqual({ ok: false, reason: 'no exchange rate' });
});

test('whatever an order holds, what is sent has a finite amount, real dates and lines with a quantity', () => {
  const money = fc.oneof(fc.float().map(String), fc.constantFrom('1.5', '-1', '', '8'));
  const line = fc.record({
    id: fc.nat(),
    product_id: fc.nat(3),
    variant_id: fc.option(fc.nat(3)),
    quantity: fc.integer({ min: -1, max: 3 }),
    price_inc_tax: money,
  });
  const order = fc.record({
    total_inc_tax: money,
    date_created: fc.oneof(fc.string(), fc.constant('Tue, 05 Mar 2019 21:40:11 +0000')),
    lines: fc.array(line),
  });
  fc.assert(
    fc.property(order, (given) => {
      const mapped = orderFrom(anOrder(given), context, identifiers);
      if (!mapped.ok) return;
      expect(Number.isFinite(mapped.order.amount) && mapped.order.amount >= 0).toBe(true);
      expect(new Date(mapped.order.createdAt).toISOString()).toBe(mapped.order.createdAt);
      for (const { quantity, price } of mapped.order.products) {
        expect(quantity).toBeGreaterThan(0);
        expect(Number.isFinite(price) && price >= 0).toBe(true);
      }
    }),
  );
});
