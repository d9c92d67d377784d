// What an event about an order says, and what an order shows of shipments and refunds.
import { orderEvent } from '../../src/mapping/order-event';
import { mayHaveRefunds, refundingOf, shippingOf } from '../../src/mapping/order-evidence';
import { anOrder } from './orders';

const context = { store: 'abc123', currency: 'USD' };
const news = { eventId: 'abc123-order-1-placed', what: 'placed' } as const;

describe('an event', () => {
  test('in another currency is told in the account’s, with the original beside it', () => {
    const order = anOrder({
      total_inc_tax: '90.0000',
      default_currency_code: 'EUR',
      store_default_currency_code: 'USD',
      store_default_to_transactional_exchange_rate: '0.9000000000',
      lines: [],
    });

    expect(orderEvent(order, context, news)).toMatchObject({
      ok: true,
      properties: {
        order_total: 100,
        currency: 'USD',
        original_currency: 'EUR',
        original_total: '90.0000',
      },
    });
  });

  test.each([
    ['-5.0000', 'absurd amount'],
    ['1e999', 'absurd amount'],
  ])('about an amount of %s is not told', (total_inc_tax, reason) => {
    expect(orderEvent(anOrder({ total_inc_tax }), context, news)).toEqual({ ok: false, reason });
  });

  test('leaves out lines that would not fit, and says how many', () => {
    const line = {
      id: 1,
      product_id: 7,
      name: 'ü'.repeat(500),
      sku: '',
      quantity: 1,
      price_inc_tax: '1.0000',
    };
    const order = anOrder({ lines: Array.from({ length: 300 }, (_, id) => ({ ...line, id })) });
    const mapped = orderEvent(order, context, news);
    const properties = mapped.ok ? mapped.properties : undefined;
    const items = properties?.items;

    expect(Buffer.byteLength(JSON.stringify(properties))).toBeLessThan(50 * 1024);
    expect((Array.isArray(items) ? items.length : 0) + Number(properties?.items_left_out)).toBe(
      300,
    );
    expect(properties?.items_count).toBe(300);
  });
});

describe('an order', () => {
  test.each([
    [{ items_shipped: 0, items_total: 3, date_shipped: '' }, { shipped: 'no' }],
    [{ items_shipped: 1, items_total: 3, date_shipped: '' }, { shipped: 'partly' }],
    [
      {
        items_shipped: 3,
        items_total: 3,
        date_shipped: 'Tue, 05 Mar 2019 21:40:11 +0000',
      },
      { shipped: 'fully', shippedAt: '2019-03-05T21:40:11.000Z' },
    ],
    [
      { items_shipped: 0, items_total: 3, date_shipped: 'Tue, 05 Mar 2019 21:40:11 +0000' },
      { shipped: 'fully', shippedAt: '2019-03-05T21:40:11.000Z' },
    ],
    [{ items_shipped: 0, items_total: 3, date_shipped: 'soon' }, { shipped: 'no' }],
  ])('with %j has shipped %j', (fields, shipping) => {
    expect(shippingOf(fields)).toEqual(shipping);
  });

  test.each([
    [{ status_id: 11, payment_status: 'captured' }, false],
    [{ status_id: 11, payment_status: 'partially refunded' }, true],
    [{ status_id: 14, payment_status: '' }, true],
    [{ status_id: 4, payment_status: null }, true],
  ])('with %j may have refunds: %s', (fields, may) => {
    expect(mayHaveRefunds(fields)).toBe(may);
  });

  test('is refunded altogether once its refunds come to its total', () => {
    const order = anOrder({ total_inc_tax: '30.0000' });
    const first = { id: 1, created: '2026-01-02T03:04:05Z', total_amount: 10 };
    const second = { id: 2, created: '2026-01-03T03:04:05+00:00', total_amount: '20.00' };

    expect(refundingOf(order, [])).toEqual({ refunds: 0, fullyRefunded: false });
    expect(refundingOf(order, [first])).toMatchObject({ refunds: 1, fullyRefunded: false });
    expect(refundingOf(order, [first, second])).toEqual({
      refunds: 2,
      fullyRefunded: true,
      refundedAt: '2026-01-03T03:04:05.000Z',
    });
  });
});
