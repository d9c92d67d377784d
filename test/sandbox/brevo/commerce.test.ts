// E-commerce of the toy Brevo: switching on, orders, products and categories.
import { closeToys, openToy } from './toy-brevo';

afterEach(closeToys);

const order = (id: string, more: object = {}) => ({
  id,
  createdAt: '2026-11-01T10:00:00Z',
  updatedAt: '2026-11-02T10:00:00.000Z',
  status: 'completed',
  amount: 308.42,
  products: [{ productId: 'p1', quantity: 2, price: 154.21 }],
  identifiers: { email_id: 'ann@x.example' },
  ...more,
});

const currency = '/ecommerce/config/displayCurrency';

describe('switching on', () => {
  test('until five minutes after activation orders, catalogue and currency are forbidden', async () => {
    const toy = await openToy();
    const paths = ['/orders', '/products', '/categories', currency];
    const knock = async () => {
      const statuses = [];
      for (const path of paths) statuses.push((await toy.ask('GET', path)).status);
      return statuses;
    };

    const off = await toy.ask('GET', currency);
    const activated = await toy.ask('POST', '/ecommerce/activate');
    const twice = await toy.ask('POST', '/ecommerce/activate');
    toy.pass(299_999);
    const activating = await knock();
    toy.pass(1);
    const on = await knock();
    const again = await toy.ask('POST', '/ecommerce/activate');

    expect(off).toMatchObject({
      status: 403,
      body: {
        code: 'permission_denied',
        message: 'Permission denied. eCommerce is not activated.',
      },
    });
    expect([activated.status, twice.status, again.status]).toEqual([200, 400, 400]);
    expect(activating).toEqual([403, 403, 403, 403]);
    expect(on).toEqual([200, 200, 200, 200]);
  });

  test('a refused account never gets it', async () => {
    const toy = await openToy({ ecommerce: 'refused' });

    const answer = await toy.ask('POST', '/ecommerce/activate');
    toy.pass(600_000);

    expect(answer.status).toBe(403);
    expect(toy.state.ecommerce).toBe('refused');
  });

  test('the display currency is set by a code that exists', async () => {
    const toy = await openToy({ ecommerce: 'on' });

    const set = await toy.ask('POST', currency, { code: 'USD' });
    const bad = await toy.ask('POST', currency, { code: 'DOLLAR' });
    const none = await toy.ask('POST', currency, {});

    expect(set).toMatchObject({ status: 200, body: { code: 'USD' } });
    expect([bad.status, none.status]).toEqual([422, 400]);
    expect(toy.state.displayCurrency).toBe('USD');
  });
});

describe('orders', () => {
  test('an order is replaced as a whole, starts automations and is linked to its buyer', async () => {
    const toy = await openToy({ ecommerce: 'on' });
    toy.state.seedContact({ email: 'ann@x.example' });

    const first = await toy.ask('POST', '/orders/status', order('s-1', { storeId: 's' }));
    await toy.ask('POST', '/orders/status', order('s-1', { status: 'refunded' }));
    const { body } = await toy.ask('GET', '/orders?modifiedSince=2026-11-01T00:00:00Z');

    expect(first.status).toBe(204);
    expect(body).toEqual({
      count: 1,
      orders: [{ ...order('s-1', { status: 'refunded' }), contact_id: 1, email: 'ann@x.example' }],
    });
    expect(toy.state.automationsStarted).toBe(2);
    expect(toy.state.orders.get('s-1')?.historical).toBe(false);
  });

  test.each([
    ['no id', { id: undefined }],
    ['a local date', { createdAt: '2026-11-01 10:00:00' }],
    ['an impossible date', { updatedAt: '2026-13-01T10:00:00Z' }],
    ['no amount', { amount: undefined }],
    ['an amount in words', { amount: '308.42' }],
    ['nobody', { identifiers: {} }],
    ['no identifiers', { identifiers: undefined }],
    ['no quantity', { products: [{ productId: 'p', price: 1 }] }],
    [
      'two quantities',
      { products: [{ productId: 'p', price: 1, quantity: 1, quantityFloat: 1.5 }] },
    ],
    ['a nested note', { metaInfo: { a: { b: 1 } } }],
    ['a long country code', { billing: { countryCode: 'FRA' } }],
  ])('an order with %s is refused, alone and in a batch', async (_what, wrong) => {
    const toy = await openToy({ ecommerce: 'on', batchMs: 0 });

    const alone = await toy.ask('POST', '/orders/status', order('s-1', wrong));
    const batch = await toy.ask('POST', '/orders/status/batch', {
      orders: [order('s-0'), order('s-1', wrong)],
    });

    expect([alone.status, batch.status]).toEqual([400, 400]);
    expect(toy.state.orders.size).toBe(0);
  });

  test('a batch is seen after a while and starts no automation unless told so', async () => {
    const toy = await openToy({ ecommerce: 'on', batchMs: 30_000 });

    const answer = await toy.ask('POST', '/orders/status/batch', {
      orders: [order('s-1'), order('s-2')],
    });
    await toy.ask('POST', '/orders/status/batch', { orders: [order('s-3')], historical: false });
    const early = toy.state.orders.size;
    toy.pass(30_000);

    expect(answer).toMatchObject({ status: 202, body: { count: 2, batchId: 1 } });
    expect(early).toBe(0);
    expect([...toy.state.orders.values()].map(({ historical }) => historical)).toEqual([
      true,
      true,
      false,
    ]);
    expect(toy.state.automationsStarted).toBe(1);
  });

  test('batches overtake one another when they are switched to', async () => {
    const statusAfter = async (batchOrder: 'as-sent' | 'reversed') => {
      const toy = await openToy({ ecommerce: 'on', batchMs: 1_000, switches: { batchOrder } });
      const send = (status: string) =>
        toy.ask('POST', '/orders/status/batch', { orders: [order('s-1', { status })] });
      await send('pending');
      toy.pass(500);
      await send('shipped');
      toy.pass(2_000);
      return toy.state.orders.get('s-1')?.status;
    };

    expect(await statusAfter('as-sent')).toBe('shipped');
    expect(await statusAfter('reversed')).toBe('pending');
  });

  test('a late batch overwrites a newer single order', async () => {
    const toy = await openToy({ ecommerce: 'on', batchMs: 1_000 });
    await toy.ask('POST', '/orders/status/batch', { orders: [order('s-1', { status: 'old' })] });
    await toy.ask('POST', '/orders/status', order('s-1', { status: 'new' }));

    toy.pass(1_000);

    expect(toy.state.orders.get('s-1')).toMatchObject({ status: 'old', historical: true });
  });

  test('a batch takes a thousand orders and five megabytes', async () => {
    const toy = await openToy({ ecommerce: 'on' });
    const many = Array.from({ length: 1_001 }, (_, position) => order(`s-${position}`));
    const heavy = order('s-1', { metaInfo: { note: 'x'.repeat(5_300_000) } });

    const full = await toy.ask('POST', '/orders/status/batch', { orders: many.slice(1) });
    const over = await toy.ask('POST', '/orders/status/batch', { orders: many });
    const big = await toy.ask('POST', '/orders/status/batch', { orders: [heavy] });
    const page = await toy.ask('GET', '/orders?limit=101');

    expect([full.status, over.status, big.status, page.status]).toEqual([202, 400, 400, 400]);
  });
});

describe('the catalogue', () => {
  test('a product is created with a name, updated when allowed, and keeps what was not sent', async () => {
    const toy = await openToy({ ecommerce: 'on' });
    const put = (body: object) => toy.ask('POST', '/products', body);

    const nameless = await put({ id: 'p1', updateEnabled: true });
    const created = await put({ id: 'p1', name: 'Mug', stock: 0, metaInfo: { f: 'x' } });
    const exists = await put({ id: 'p1', name: 'Mug' });
    const updated = await put({ id: 'p1', stock: 4, updateEnabled: true });
    const read = await toy.ask('GET', '/products/p1');
    const missing = await toy.ask('GET', '/products/p2');

    expect([nameless.status, exists.status, updated.status, missing.status]).toEqual([
      400, 400, 204, 404,
    ]);
    expect(created).toMatchObject({ status: 201, body: { id: 'p1' } });
    expect(read.body).toMatchObject({
      id: 'p1',
      name: 'Mug',
      stock: 4,
      metaInfo: { f: 'x' },
      isDeleted: false,
      createdAt: '2026-11-20T10:00:00.000Z',
    });
    expect(read.body).not.toHaveProperty('updateEnabled');
  });

  test.each([
    ['brand', { brand: 'x'.repeat(129) }],
    ['description', { description: 'x'.repeat(3_001) }],
    ['notes', { metaInfo: { note: 'x'.repeat(20_001) } }],
    [
      'keys of notes',
      { metaInfo: Object.fromEntries(Array.from({ length: 21 }, (_, key) => [`k${key}`, 1])) },
    ],
    ['kind of notes', { metaInfo: { yes: true } }],
    ['price', { price: '3' }],
  ])('a product is refused for its %s', async (_what, wrong) => {
    const toy = await openToy({ ecommerce: 'on' });

    const answer = await toy.ask('POST', '/products', { id: 'p', name: 'P', ...wrong });

    expect(answer.status).toBe(400);
  });

  test('batches count what they create and update, and take no doubles and no more than a hundred', async () => {
    const toy = await openToy({ ecommerce: 'on' });
    const some = (count: number) =>
      Array.from({ length: count }, (_, position) => ({ id: `c${position}`, name: 'C' }));
    const put = (categories: readonly object[]) =>
      toy.ask('POST', '/categories/batch', { categories, updateEnabled: true });

    const first = await put(some(2));
    const second = await put(some(100));
    const doubles = await put([...some(1), ...some(1)]);
    const tooMany = await put(some(101));
    const unasked = await toy.ask('POST', '/categories/batch', { categories: some(1) });
    const wrongKey = await toy.ask('POST', '/categories/batch', { products: some(1) });

    expect(first).toMatchObject({ status: 201, body: { createdCount: 2, updatedCount: 0 } });
    expect(second.body).toEqual({ createdCount: 98, updatedCount: 2 });
    expect([doubles, tooMany, unasked, wrongKey].map((answer) => answer.status)).toEqual([
      400, 400, 400, 400,
    ]);
    expect(toy.state.categories.size).toBe(100);
  });

  test('pages are limited and deleted products can be left out', async () => {
    const toy = await openToy({ ecommerce: 'on' });
    await toy.ask('POST', '/products/batch', {
      products: [
        { id: 'p1', name: 'Mug' },
        { id: 'p2', name: 'Cup', isDeleted: true, deletedAt: '2026-11-01T00:00:00Z' },
      ],
    });

    const all = await toy.ask('GET', '/products?limit=1000&sort=asc');
    const living = await toy.ask('GET', '/products?isDeleted=false');
    const over = [
      await toy.ask('GET', '/products?limit=1001'),
      await toy.ask('GET', '/categories?limit=101'),
    ];

    expect(all.body).toMatchObject({ count: 2, products: [{ id: 'p1' }, { id: 'p2' }] });
    expect(living.body).toMatchObject({ count: 1, products: [{ id: 'p1' }] });
    expect(over.map((answer) => answer.status)).toEqual([400, 400]);
  });

  test('a single category follows the rules of products', async () => {
    const toy = await openToy({ ecommerce: 'on' });

    const statuses = [
      await toy.ask('POST', '/categories', { id: 'c1', name: 'Cups' }),
      await toy.ask('POST', '/categories', { id: 'c1', name: 'Cups' }),
      await toy.ask('POST', '/categories', { id: 'c1', isDeleted: true, updateEnabled: true }),
      await toy.ask('POST', '/categories', { name: 'Nobody' }),
    ].map((answer) => answer.status);

    expect(statuses).toEqual([201, 400, 204, 400]);
    expect(toy.state.categories.get('c1')).toMatchObject({ name: 'Cups', isDeleted: true });
  });
});
