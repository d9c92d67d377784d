// Orders, products, categories, and switching e-commerce on.
import { accountOn } from './stub-account';

const order = {
  id: 'abc123-250',
  createdAt: '2026-02-10T21:40:11Z',
  updatedAt: '2026-02-10T21:41:25Z',
  status: 'Awaiting Fulfillment',
  amount: 115,
  products: [{ productId: 'abc123-77', quantity: 2, price: 55 }],
  identifiers: { ext_id: 'abc123-32' },
};

test('a batch of orders is historical: no automation starts', async () => {
  const { client, stub } = await accountOn({ status: 202, json: { count: 1, batch_id: null } });

  await client.upsertOrders([order]);

  expect(stub.seen[0]).toMatchObject({
    url: '/v3/orders/status/batch',
    body: { orders: [order], historical: true },
  });
});

test('products and categories are updated where they exist', async () => {
  const { client, stub } = await accountOn({ status: 201, json: { createdCount: 1 } });
  const product = { id: 'abc123-77', name: 'Linen towel' };

  await client.upsertProducts([product]);
  await client.upsertProduct(product);
  await client.upsertCategories([{ id: 'abc123-23', name: 'Bath' }]);

  expect(stub.seen.map(({ url, body }) => [url, body])).toEqual([
    ['/v3/products/batch', { products: [product], updateEnabled: true }],
    ['/v3/products', { ...product, updateEnabled: true }],
    [
      '/v3/categories/batch',
      { categories: [{ id: 'abc123-23', name: 'Bath' }], updateEnabled: true },
    ],
  ]);
});

test('what Brevo knows of products and categories is read by offset', async () => {
  const { client, stub } = await accountOn(
    {
      json: {
        count: 1,
        products: [{ id: 'abc123-77', name: 'Towel', metaInfo: { fingerprint: 'x' } }],
      },
    },
    { json: { count: 0, categories: null } },
  );

  expect(await client.listProducts({ offset: 0, limit: 1000 })).toMatchObject({ count: 1 });
  expect(await client.listCategories({ offset: 0, limit: 100 })).toEqual({
    count: 0,
    categories: [],
  });
  expect(stub.seen[0]?.url).toBe('/v3/products?offset=0&limit=1000&sort=asc');
});

test('a few products are asked for by their ids, each a value of its own', async () => {
  const { client, stub } = await accountOn({ json: { count: 0, products: [] } });

  await client.listProducts({ offset: 0, limit: 2, ids: ['abc123-77', 'abc123-77-120'] });

  expect(stub.seen[0]?.url).toBe(
    '/v3/products?offset=0&limit=2&sort=asc&ids=abc123-77&ids=abc123-77-120',
  );
});

test('the display currency is read and set', async () => {
  const { client, stub } = await accountOn({ json: { code: 'EUR' } });

  expect(await client.readDisplayCurrency()).toEqual({ code: 'EUR' });
  await client.setDisplayCurrency('USD');
  expect(stub.seen[1]).toMatchObject({ method: 'POST', body: { code: 'USD' } });
});

test('a display currency that cannot be read because e-commerce is off is no failure', async () => {
  const message = 'Permission denied. eCommerce is not activated.';
  const { client } = await accountOn({ status: 403, json: { code: 'permission_denied', message } });

  expect(await client.readDisplayCurrency()).toBe('notActivated');
});

test('another 403 on the display currency is a failure', async () => {
  const { client } = await accountOn({
    status: 403,
    json: { code: 'permission_denied', message: 'Not allowed' },
  });

  await expect(client.readDisplayCurrency()).rejects.toMatchObject({
    detail: { kind: 'MissingScope' },
  });
});

test.each([200, 400, 404])(
  'switching e-commerce on is done when Brevo answers %d',
  async (status) => {
    const { client } = await accountOn({ status, json: { message: 'already activated' } });

    await expect(client.activateEcommerce()).resolves.toBeUndefined();
  },
);

test('switching e-commerce on with a wrong key is a failure', async () => {
  const { client } = await accountOn({ status: 401, json: { message: 'Key not found' } });

  await expect(client.activateEcommerce()).rejects.toMatchObject({
    detail: { kind: 'Unauthorized' },
  });
});
