// Keeps hooks with our client, asks the rest by hand, and collects what the toy shop tells them.
import { createServer } from 'node:http';
import type { BigCommerce } from '../../src/bigcommerce/client';
import type { Sandbox } from '../../src/sandbox/start';
import type { Exchange } from './exchanges';

const headers = { 'X-Tajo-Hook-Token': 'a secret' };
/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/webhooks';
/** The toy blocks an address after a hundred answers. */
const enough = 110;

export async function keepHooks(store: BigCommerce): Promise<void> {
  const hook = await store.createHook({
    scope: 'store/order/created',
    destination: 'https://hooks.example.com/webhooks/bigcommerce',
    headers,
  });
  await store.updateHook(hook.id, { isActive: true });
  await store.updateHook(hook.id, { destination: 'https://hooks.example.com/moved', headers });
  await store.listHooks({});
  await store.listBlockedDomains();
  await store.deleteHook(hook.id);
}

/** One hook for each scope at a door of ours; answers every webhook as an exchange at `/callbacks/<scope>`. */
export async function hearEverything(
  sandbox: Sandbox,
  store: Pick<BigCommerce, 'createHook'>,
): Promise<readonly Exchange[]> {
  const heard: Exchange[] = [];
  const door = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (text += part));
    request.on('end', () => {
      heard.push(callback(text));
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => door.once('listening', ready));
  const address = door.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const destination = `http://127.0.0.1:${port}/webhooks`;
  for (const scope of wildcards) await store.createHook({ scope, destination, headers });
  changeEverything(sandbox);
  await sandbox.bigcommerce.webhooks.settled();
  await new Promise((closed) => door.close(closed));
  return heard;
}

const wildcards = [
  'customer',
  'customer/address',
  'subscriber',
  'order',
  'shipment',
  'product',
  'sku',
  'category',
].map((stem) => `store/${stem}/*`);

function callback(text: string): Exchange {
  const request: unknown = JSON.parse(text);
  const scope =
    typeof request === 'object' && request !== null && 'scope' in request ? request.scope : '';
  return {
    sender: 'client',
    method: 'POST',
    path: `/callbacks/${String(scope)}`,
    query: new URLSearchParams(),
    request,
    status: 200,
    answer: undefined,
  };
}

function changeEverything({ shop }: Sandbox): void {
  const [resident] = [...shop.customers.values()].filter(({ addresses }) => addresses.length > 1);
  const [first, ...others] = resident?.addresses ?? [];
  if (resident === undefined || first === undefined) throw new Error('Nobody has two addresses.');
  shop.editCustomer(resident.id, { addresses: [{ ...first, city: 'Elsewhere' }] });
  shop.editCustomer(resident.id, { company: 'Another', addresses: [first, ...others] });
  shop.deleteCustomer(shop.addCustomer().id);
  const reader = shop.addSubscriber();
  shop.editSubscriber(reader.id, { consents: [] });
  shop.deleteSubscriber(reader.id);
  const order = shop.addOrder();
  shop.editOrder(order.id, { status_id: 2 });
  shop.refundOrder(order.id);
  shop.archiveOrder(order.id);
  const category = shop.addCategory();
  shop.editCategory(category.id, { name: 'Renamed' });
  shop.deleteCategory(category.id);
  changeProducts(shop);
}

function changeProducts(shop: Sandbox['shop']): void {
  const varied = [...shop.products.values()].find(
    ({ inventory_tracking, variants }) =>
      inventory_tracking === 'variant' && variants[0]?.sku_id != null && variants.length > 1,
  );
  const [variant, ...others] = varied?.variants ?? [];
  if (varied === undefined || variant === undefined) throw new Error('Nothing has variants.');
  const sold = { ...variant, inventory_level: variant.inventory_level + 1 };
  shop.editProduct(varied.id, { variants: [sold, ...others] });
  shop.editProduct(varied.id, { variants: [{ ...sold, sku: 'RENAMED' }, ...others] });
  shop.editProduct(varied.id, { variants: others });
  shop.editProduct(varied.id, { variants: [sold, ...others] });
  const simple = shop.addProduct({ inventory_tracking: 'product', inventory_level: 3 });
  shop.editProduct(simple.id, { inventory_level: 4 });
  shop.deleteProduct(simple.id);
}

/** So that the administrator has something to see. */
export async function failAtADoor(
  { bigcommerce }: Sandbox,
  store: Pick<BigCommerce, 'createHook'>,
): Promise<void> {
  const scope = 'store/channel/created';
  await store.createHook({ scope, destination: nowhere, headers });
  for (let event = 0; event < enough; event += 1) {
    bigcommerce.webhooks.fire({ scope, data: { type: 'channel', id: event } });
  }
  await bigcommerce.webhooks.settled();
}
