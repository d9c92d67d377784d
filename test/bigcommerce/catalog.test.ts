// How the client walks the catalogue, and reads the shop's card.
import { aProduct, queryOf, storeOn } from './stub-store';

const meta = { pagination: { total: 3, per_page: 1, links: { next: '?page=2' } } };

test('products are walked by id, with variants, images and custom fields', async () => {
  const { client, stub } = await storeOn({ json: { data: [aProduct(77)], meta } });

  const page = await client.listProducts({ limit: 1 });
  await client.listProducts({ limit: 1, after: page.next ?? '' });

  expect(page).toMatchObject({ next: '77', total: 3, records: [{ variants: [{ id: 120 }] }] });
  expect(queryOf(stub)).toEqual({
    path: '/stores/abc123/v3/catalog/products',
    include: 'variants,images,custom_fields',
    sort: 'id',
    direction: 'asc',
    limit: '1',
  });
  expect(queryOf(stub, 1)).toMatchObject({ 'id:greater': '77' });
});

test('only the first page says how many products there are', async () => {
  const { client } = await storeOn({ json: { data: [aProduct(77)], meta } });

  expect(await client.listProducts({ limit: 1, after: '50' })).not.toHaveProperty('total');
});

test('a sweep of product ids asks for nothing else', async () => {
  const { client, stub } = await storeOn({ json: { data: [{ id: 77 }], meta } });

  expect((await client.listProductIds({ limit: 1 })).records).toEqual([{ id: 77 }]);
  expect(queryOf(stub)).toMatchObject({ include_fields: 'id', limit: '1' });
});

test('the last page of products has no next', async () => {
  const last = { pagination: { total: 3, per_page: 1, links: {} } };
  const { client } = await storeOn({ json: { data: [aProduct(77)], meta: last } });

  expect((await client.listProducts({ limit: 1 })).next).toBeUndefined();
});

test('categories and brands are walked by page', async () => {
  const { client, stub } = await storeOn(
    {
      json: { data: [{ id: 23, parent_id: 0, name: 'Bath', custom_url: { url: '/bath/' } }], meta },
    },
    { json: { data: [{ id: 36, name: 'Fog' }], meta } },
  );

  const categories = await client.listCategories({ limit: 1 });
  const brands = await client.listBrands({ limit: 1, ids: [36] });

  expect([categories.next, brands.next]).toEqual(['2', '2']);
  expect(queryOf(stub)).toMatchObject({ path: '/stores/abc123/v3/catalog/categories', page: '1' });
  expect(queryOf(stub, 1)).toMatchObject({
    path: '/stores/abc123/v3/catalog/brands',
    'id:in': '36',
  });
});

test("the shop's card pairs its hash with its number", async () => {
  const { client } = await storeOn({
    json: {
      id: 'abc123',
      store_id: 1025646,
      name: 'Sample Store',
      secure_url: 'https://store.example.com',
      currency: 'USD',
      logo: [],
    },
  });

  expect(await client.readStore()).toMatchObject({ id: 'abc123', store_id: 1025646 });
});

test('a product of another shape says where, and nothing of what was there', async () => {
  const wrong = { ...aProduct(77), price: 'fifty' };
  const { client } = await storeOn({ json: { data: [wrong], meta } });

  await expect(client.listProducts({})).rejects.toMatchObject({
    message: 'bigcommerce: list products failed: UnexpectedShape (status 200)',
    detail: { kind: 'UnexpectedShape', path: 'data[0].price: expected number' },
  });
});
