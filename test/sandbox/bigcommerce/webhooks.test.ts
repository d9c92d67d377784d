// What the toy shop tells its hooks: which change fires what, how it is signed, repeated, blocked, and disturbed.
import { createBigCommerce } from '../../../src/bigcommerce/store-client';
import { verifyWebhook } from '../../../src/sdk/sdk';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/start';
import { openGate } from '../../support/open-gate';
import { eventually } from '../../stores/connected-shop';
import { startReceiver, type Receiver } from './receiver';

let sandbox: Sandbox;
let door: Receiver;

afterEach(() => sandbox.close());

const WILDCARDS = [
  'store/customer/*',
  'store/customer/address/*',
  'store/subscriber/*',
  'store/order/*',
  'store/product/*',
  'store/sku/*',
  'store/category/*',
];

async function open(
  options: SandboxOptions = {},
  scopes: readonly string[] = WILDCARDS,
): Promise<void> {
  sandbox = await startSandbox({ customers: 3, orders: 3, products: 60, ...options });
  door = await startReceiver();
  const client = createBigCommerce({
    baseUrl: sandbox.bigcommerceUrl,
    storeHash: sandbox.storeHash,
    accessToken: sandbox.accessToken,
    gate: openGate('bigcommerce'),
  });
  const { url: destination } = door;
  for (const scope of scopes) {
    await client.createHook({ scope, destination, headers: { 'X-Tajo-Hook-Token': 'ours' } });
  }
}

const settled = () => sandbox.bigcommerce.webhooks.settled();
const scopesHeard = () => door.received.map(({ body }) => body.scope).sort();
const dataOf = (scope: string) =>
  door.received.filter(({ body }) => body.scope === scope).map(({ body }) => body.data);

describe('the shop tells', () => {
  test('of a customer and of an address by itself', async () => {
    await open();
    const { shop } = sandbox;
    const [customer] = shop.customers.values();
    const [address] = customer?.addresses ?? [];
    if (customer === undefined || address === undefined) throw new Error('No customer.');

    shop.editCustomer(customer.id, { addresses: [{ ...address, city: 'Elsewhere' }] });
    shop.editCustomer(customer.id, { company: 'Another' });
    shop.deleteCustomer(customer.id);
    await settled();

    expect(dataOf('store/customer/address/updated')).toEqual([
      { type: 'customer', id: address.id, address: { customer_id: customer.id } },
    ]);
    expect(dataOf('store/customer/updated')).toEqual([{ type: 'customer', id: customer.id }]);
    expect(dataOf('store/customer/deleted')).toEqual([{ type: 'customer', id: customer.id }]);
  });

  test('of a placed order by several webhooks, and of its products', async () => {
    await open();

    const { id, lines } = sandbox.shop.addOrder();
    await settled();

    const products = new Set(lines.map((line) => line.product_id).filter((each) => each !== 0));
    expect(scopesHeard()).toEqual(
      [
        'store/order/created',
        'store/order/statusUpdated',
        'store/order/updated',
        ...[...products].map(() => 'store/product/updated'),
      ].sort(),
    );
    expect(dataOf('store/order/statusUpdated')).toEqual([
      { type: 'order', id, status: { previous_status_id: 0, new_status_id: 11 } },
    ]);
  });

  test('of stock by the product, or by the SKU where stock is kept by variant', async () => {
    await open();
    const { shop } = sandbox;
    const products = [...shop.products.values()];
    const simple = products.find((each) => each.inventory_tracking === 'product');
    const varied = products.find(
      ({ inventory_tracking, variants }) =>
        inventory_tracking === 'variant' && variants[0]?.sku_id != null,
    );
    const [variant, ...others] = varied?.variants ?? [];
    if (simple === undefined || varied === undefined || variant === undefined) {
      throw new Error('The toy shop has no such products.');
    }

    shop.editProduct(simple.id, { inventory_level: simple.inventory_level + 5 });
    const more = { ...variant, inventory_level: variant.inventory_level + 5 };
    shop.editProduct(varied.id, { variants: [more, ...others] });
    await settled();

    expect(dataOf('store/product/inventory/updated')).toMatchObject([{ id: simple.id }]);
    expect(dataOf('store/sku/inventory/updated')).toMatchObject([
      { id: variant.sku_id, inventory: { product_id: varied.id, variant_id: variant.id } },
    ]);
    expect(dataOf('store/sku/updated')).toEqual([]);
  });

  test('nothing of images and custom fields', async () => {
    await open();
    const [product] = sandbox.shop.products.values();

    sandbox.shop.editProduct(product?.id ?? 0, { images: [], custom_fields: [] });
    await settled();

    expect(scopesHeard()).toEqual([]);
  });

  test('of categories and subscribers', async () => {
    await open();
    const { shop } = sandbox;

    const category = shop.addCategory({ name: 'Towels' });
    shop.editCategory(category.id, { is_visible: false });
    shop.deleteCategory(category.id);
    const reader = shop.addSubscriber();
    shop.editSubscriber(reader.id, { consents: [] });
    shop.deleteSubscriber(reader.id);
    await settled();

    const life = ['created', 'updated', 'deleted'];
    expect(scopesHeard()).toEqual(
      ['store/category', 'store/subscriber']
        .flatMap((stem) => life.map((event) => `${stem}/${event}`))
        .sort(),
    );
  });
});

describe('a webhook', () => {
  test('carries the envelope, the own header and a signature that holds', async () => {
    await open();

    sandbox.shop.addSubscriber();
    await settled();

    const [webhook] = door.received;
    if (webhook === undefined) throw new Error('Nothing came.');
    expect(webhook.body).toMatchObject({
      producer: 'stores/abc123',
      store_id: '1025646',
      scope: 'store/subscriber/created',
    });
    expect(webhook.body.hash).toMatch(/^[0-9a-f]{40}$/);
    const secrets = { clientSecret: sandbox.clientSecret, hookToken: 'ours' };
    expect(verifyWebhook(webhook.raw, webhook.headers, secrets)).toMatchObject({ ok: true });
  });

  test('of an account without a secret is unsigned', async () => {
    await open({ hooks: { signed: false } });

    sandbox.shop.addSubscriber();
    await settled();

    expect(door.received[0]?.headers).not.toHaveProperty('webhook-signature');
    expect(door.received[0]?.headers).toHaveProperty('x-tajo-hook-token', 'ours');
  });

  test('that is refused is repeated eleven times over two days; then its hook is switched off', async () => {
    await open({ timeScale: 1_000_000 }, ['store/subscriber/created']);
    door.answer(500);

    sandbox.shop.addSubscriber();
    const [hook] = await eventually(
      () => Promise.resolve(sandbox.bigcommerce.hooks()),
      ([first]) => first?.is_active === false,
    );

    expect(hook?.is_active).toBe(false);
    expect(door.received).toHaveLength(12);
    const ids = new Set(door.received.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(1);
  });

  test('that is refused at first comes again, the same', async () => {
    await open({ timeScale: 100_000 }, ['store/subscriber/created']);
    door.answer(503);

    sandbox.shop.addSubscriber();
    await settled();
    door.answer(200);
    await eventually(
      () => Promise.resolve(door.received.length),
      (times) => times > 1,
    );
    await settled();

    const bodies = new Set(door.received.map(({ raw }) => raw));
    expect(bodies.size).toBe(1);
    expect(sandbox.bigcommerce.webhooks.attempts.at(-1)).toMatchObject({ status: 200 });
    expect(sandbox.bigcommerce.hooks()).toMatchObject([{ is_active: true }]);
  });
});

describe('a domain', () => {
  test('that fails too often is blocked, and its calls come later or never', async () => {
    await open({}, ['store/subscriber/created']);
    door.answer(500);
    for (let event = 0; event < 120; event += 1) sandbox.shop.addSubscriber();
    await settled();

    const { webhooks } = sandbox.bigcommerce;
    const heard = door.received.length;
    sandbox.shop.addSubscriber();
    await settled();

    expect(heard).toBeGreaterThanOrEqual(100);
    expect(door.received).toHaveLength(heard);
    expect(webhooks.blocked()).toMatchObject([{ destination: new URL(door.url).origin }]);
  });
});

describe('a test', () => {
  const addReaders = (count: number) => {
    for (let reader = 0; reader < count; reader += 1) sandbox.shop.addSubscriber();
  };
  const idsHeard = () => door.received.map(({ body }) => Number(body.data.id));

  test('holds webhooks back and lets them go in another order, the same at every run', async () => {
    const orders: (readonly string[])[] = [];
    for (const seed of [5, 5]) {
      if (orders.length > 0) await sandbox.close();
      await open({ seed }, ['store/subscriber/created']);
      const { webhooks } = sandbox.bigcommerce;
      webhooks.pause();
      addReaders(10);
      await settled();
      expect(door.received).toEqual([]);
      webhooks.resume({ shuffled: true });
      await settled();
      orders.push(webhooks.attempts.map(({ webhookId }) => webhookId).sort());
      expect(idsHeard()).not.toEqual(idsHeard().toSorted((one, other) => one - other));
    }

    expect(orders[0]).toEqual(orders[1]);
  });

  test('drops, doubles and delays them', async () => {
    await open({}, ['store/subscriber/created']);
    const { webhooks } = sandbox.bigcommerce;

    webhooks.disturb({ drop: 1 });
    addReaders(5);
    await settled();
    const dropped = door.received.length;
    webhooks.disturb({ duplicate: 1, delayMs: 20 });
    addReaders(5);
    await settled();

    expect(dropped).toBe(0);
    expect(door.received).toHaveLength(10);
    const ids = new Set(door.received.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(5);
  });

  test('asks for a hook that is silent in its first minute', async () => {
    await open({ hooks: { hookActivationMs: 60_000 } }, ['store/subscriber/created']);

    addReaders(1);
    await settled();

    expect(door.received).toEqual([]);
  });
});
