// Lists of goods: keyset paging, includes, fields, date rules.
import { column, openShop, start, type Json, type OpenShop } from './shop-over-http';

let open: OpenShop;
beforeAll(async () => {
  open = await openShop();
});
afterAll(() => open.close());

const ids = (list: Json) => column(list, 'id');

test('a walk by id sees every product once', async () => {
  const seen: unknown[] = [];
  for (let last = 0; ;) {
    const path = `/v3/catalog/products?id:greater=${last}&sort=id&direction=asc&limit=50`;
    const page = ids((await open.get(path)).json());
    if (page.length === 0) break;
    seen.push(...page);
    last = Number(page.at(-1));
  }

  expect(seen).toEqual([...open.shop.products.keys()]);
});

test('includes add variants, images and custom fields; without them they are absent', async () => {
  const bare = (await open.get('/v3/catalog/products?limit=1')).json();
  const full = (
    await open.get('/v3/catalog/products?limit=1&include=variants,images,custom_fields')
  ).json();

  for (const name of ['variants', 'images', 'custom_fields']) {
    expect(column(bare, name)).toEqual([undefined]);
    expect(column(full, name)).toEqual([expect.any(Array)]);
  }
});

test('asking for options makes pages of ten', async () => {
  const list = (await open.get('/v3/catalog/products?limit=250&include=options')).json();

  expect(ids(list)).toHaveLength(10);
  expect(list.meta?.pagination).toMatchObject({ per_page: 10, total_pages: 12 });
});

test('only the fields asked for are sent, and always the id', async () => {
  const some = (await open.get('/v3/catalog/products?limit=1&include_fields=name')).json();
  const only = (await open.get('/v3/catalog/products?limit=250&include_fields=id')).json();

  expect(Object.keys(some.data?.[0] ?? {}).sort()).toEqual(['id', 'name']);
  expect(only.data?.[0]).toEqual({ id: 77 });
});

test('products are found by id, left out by id, and sorted by price', async () => {
  const two = (await open.get('/v3/catalog/products?id:in=80,78,99999')).json();
  const rest = (await open.get('/v3/catalog/products?limit=250&id:not_in=77,78')).json();
  const dear = (await open.get('/v3/catalog/products?limit=250&sort=price&direction=desc')).json();
  const prices = column(dear, 'price').map(Number);

  expect(ids(two)).toEqual([78, 80]);
  expect(ids(rest)).toHaveLength(118);
  expect(prices).toEqual([...prices].sort((a, b) => b - a));
});

test('a date without a time means that day at the time of the request', async () => {
  const product = open.shop.addProduct();
  const day = new Date(start).toISOString().slice(0, 10);

  const exact = (await open.get(`/v3/catalog/products?date_modified:min=${day}T12:00:00Z`)).json();
  const dayOnly = (await open.get(`/v3/catalog/products?date_modified:min=${day}`)).json();
  open.advance(1000);
  const later = (await open.get(`/v3/catalog/products?date_modified:min=${day}`)).json();
  open.advance(-1000);
  open.shop.deleteProduct(product.id);

  expect([ids(exact), ids(dayOnly), ids(later)]).toEqual([[product.id], [product.id], []]);
});

test('a simple product has one base variant, one with options has none as its base', async () => {
  const list = (await open.get('/v3/catalog/products?limit=250&include=variants')).json();
  const rows = column(list, 'variants');
  const bases = column(list, 'base_variant_id');

  rows.forEach((variants, at) => {
    const many = Array.isArray(variants) && variants.length > 1;
    expect(bases[at] === null).toBe(many);
  });
  expect(bases).toContain(null);
});

test('the variants of one product have a list of their own', async () => {
  const product = [...open.shop.products.values()].find(({ variants }) => variants.length > 1);
  const list = (await open.get(`/v3/catalog/products/${product?.id ?? 0}/variants`)).json();

  expect(ids(list)).toEqual(product?.variants.map((variant) => variant.id));
});

test('an edited product is shown as it is now', async () => {
  const before = (await open.get('/v3/catalog/products/90')).json();
  open.shop.editProduct(90, { name: 'Renamed towel' });

  const after = (await open.get('/v3/catalog/products/90')).json();

  expect(before.data?.name).not.toBe('Renamed towel');
  expect(after.data).toMatchObject({
    name: 'Renamed towel',
    date_modified: '2026-03-01T12:00:00+00:00',
  });
});

test('categories nest three deep and brands have paths', async () => {
  const categories = (await open.get('/v3/catalog/categories?limit=250')).json();
  const brands = (await open.get('/v3/catalog/brands?limit=250')).json();
  const paths = column(categories, 'custom_url').map((url) => JSON.stringify(url));

  expect(paths).toContainEqual(expect.stringContaining('"/kitchen/cookware/frying-pans/"'));
  expect(ids(categories).length).toBeGreaterThan(35);
  expect(ids(brands)).toHaveLength(25);
});

test('unknown filters of the catalogue are refused', async () => {
  const answers = await Promise.all(
    ['products', 'categories', 'brands'].map((list) => open.get(`/v3/catalog/${list}?shade=1`)),
  );

  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
});
