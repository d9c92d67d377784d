// Carts of the toy shop: what can be read of them, and what their hooks tell.
import { createShop } from '../../../src/sandbox/shop/shop';
import { startSandbox, type Sandbox } from '../../../src/sandbox/start';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ customers: 5, orders: 5, products: 5 });
});

afterEach(async () => {
  await sandbox.close();
});

async function read(cartId: string, query = ''): Promise<{ status: number; data: unknown }> {
  const { bigcommerceUrl, storeHash, accessToken } = sandbox;
  const answer = await fetch(`${bigcommerceUrl}/stores/${storeHash}/v3/carts/${cartId}${query}`, {
    headers: { 'x-auth-token': accessToken },
  });
  const body: unknown = await answer.json();
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  return { status: answer.status, data };
}

function heard(): readonly { readonly scope: string; readonly data: unknown }[] {
  const told: { scope: string; data: unknown }[] = [];
  sandbox.shop.listen(({ scope, data }) => {
    if (scope.startsWith('store/cart')) told.push({ scope, data });
  });
  return told;
}

test('a cart has no address until it is typed, and shows options only when asked', async () => {
  const cart = sandbox.shop.fillCart();

  const before = await read(cart.id);
  sandbox.shop.editCart(cart.id, { email: 'ann@post.example' });
  const after = await read(cart.id, '?include=line_items.physical_items.options');

  expect(before.status).toBe(200);
  expect(before.data).not.toHaveProperty('email');
  expect(after.data).toMatchObject({ email: 'ann@post.example', version: 2 });
  expect(JSON.stringify(before.data)).not.toContain('"options"');
});

test('who buys leaves no cart, and an order that names it', async () => {
  const told = heard();
  const cart = sandbox.shop.fillCart({ email: 'ann@post.example' });

  const order = sandbox.shop.buyCart(cart.id);

  expect((await read(cart.id)).status).toBe(404);
  expect(order).toMatchObject({ cart_id: cart.id, billing_address: { email: 'ann@post.example' } });
  expect(order.lines).toHaveLength(cart.lines.length);
  expect(told.map(({ scope }) => scope)).toEqual([
    'store/cart/created',
    'store/cart/updated',
    'store/cart/converted',
  ]);
  expect(told.at(-1)?.data).toEqual({ type: 'cart', id: cart.id, orderId: order.id });
});

test('an emptied cart is deleted, and that is an update too', async () => {
  const cart = sandbox.shop.fillCart();
  const told = heard();

  sandbox.shop.editCart(cart.id, { lines: [] });

  expect((await read(cart.id)).status).toBe(404);
  expect(told.map(({ scope }) => scope)).toEqual(['store/cart/deleted', 'store/cart/updated']);
});

test('a cart that nobody touches is called abandoned once; one that was bought never is', async () => {
  const shop = createShop({
    seed: 1,
    customers: 1,
    orders: 1,
    products: 3,
    now: () => Date.now(),
    abandonedMs: 20,
  });
  const left: unknown[] = [];
  const bought = shop.fillCart();
  const cart = shop.fillCart();
  const abandoned = new Promise<void>((resolve) => {
    shop.listen(({ scope, data }) => {
      if (scope !== 'store/cart/abandoned') return;
      left.push(data.id);
      resolve();
    });
  });

  shop.buyCart(bought.id);
  await abandoned;

  expect(left).toEqual([cart.id]);
});

test('coupons, promotions and what is taken off by hand are missing from the total, and from the order', async () => {
  const { shop } = sandbox;
  const { id, lines } = shop.fillCart();
  const [line] = lines;
  if (line === undefined) throw new Error('A cart has a line.');
  shop.editCart(id, {
    lines: [
      {
        ...line,
        quantity: 2,
        list_price: 50,
        discounts: [{ id: 'summer', discounted_amount: 10 }],
      },
    ],
    coupons: [{ id: 6, code: 'BACK10', name: 'Welcome back', percent: 10 }],
    discounts: [{ id: line.id, discounted_amount: 1 }],
    manual_discount_amount: 0.25,
  });

  const { data } = await read(id);
  const order = shop.buyCart(id);

  expect(data).toMatchObject({
    ...{ base_amount: 90, discount_amount: 1, manual_discount_amount: 0.25, cart_amount: 79.75 },
    coupons: [{ code: 'BACK10', discounted_amount: 9 }],
  });
  expect(JSON.stringify(data)).toContain('"extended_list_price":100,"extended_sale_price":80');
  expect(order.discount_amount).toBe('20.2500');
});

test('a product without a picture shows one of the shop, at an address', async () => {
  const { id, lines } = sandbox.shop.fillCart();
  sandbox.shop.editCart(id, {
    lines: lines.map((line) => ({ ...line, type: 'physical', image_url: '' })),
  });

  const { data } = await read(id);

  expect(data).toMatchObject({
    line_items: {
      physical_items: lines.map(() => ({
        image_url: `${sandbox.bigcommerceUrl}/content/ProductDefault.png`,
      })),
    },
  });
});
