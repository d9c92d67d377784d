// How the client reads channels and sites, and in which channels a product is sold.
import { startSandbox } from '../../src/sandbox/start';
import { aProduct, queryOf, storeOn } from './stub-store';

const meta = { pagination: { total: 1, per_page: 250, links: {} } };

test('a product says where it is sold when that is asked for, and then it must say it', async () => {
  const said = { ...aProduct(77), channels: [1, 2] };
  const { client, stub } = await storeOn({ json: { data: [said], meta } });

  const page = await client.listProducts({ channels: true });

  expect(page.records[0]?.channels).toEqual([1, 2]);
  expect(queryOf(stub)).toMatchObject({ include: 'variants,images,custom_fields,channels' });
  const silent = await storeOn({ json: { data: [aProduct(77)], meta } });
  await expect(silent.client.listProducts({ channels: true })).rejects.toMatchObject({
    detail: { kind: 'UnexpectedShape' },
  });
  const ids = await storeOn({ json: { data: [{ id: 77 }], meta } });
  await expect(ids.client.listProductIds({ channels: true })).rejects.toMatchObject({
    detail: { kind: 'UnexpectedShape' },
  });
});

test('a channel without a site, and one that is not there, have no site', async () => {
  const { client } = await storeOn({ status: 404, json: { status: 404, title: 'Not found' } });

  expect(await client.readSite(9)).toBeNull();
});

test('the toy shop is spread over its channels: each has people, orders and goods', async () => {
  const sandbox = await startSandbox({ customers: 60, orders: 60, products: 60, channels: [1, 2] });
  const { shop } = sandbox;
  await sandbox.close();

  for (const own of [1, 2]) {
    const customers = [...shop.customers.values()].filter((one) => one.origin_channel_id === own);
    const orders = [...shop.orders.values()].filter(({ channel_id }) => channel_id === own);
    expect(customers.length).toBeGreaterThan(20);
    expect(orders.length).toBeGreaterThan(15);
  }
  const sold = [...shop.products.values()].map(({ channels }) => channels.join());
  expect(new Set(sold)).toEqual(new Set(['1', '2', '1,2', '']));
  // A few buy in the other storefront.
  const elsewhere = [...shop.orders.values()].filter(({ customer_id, channel_id }) => {
    const home = shop.customers.get(customer_id)?.origin_channel_id;
    return home !== undefined && home !== channel_id;
  });
  expect(elsewhere.length).toBeGreaterThan(0);
});
