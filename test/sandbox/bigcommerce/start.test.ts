// Both toy vendors together, as the demo and `npm run sandbox` start them.
import { createServer } from 'node:http';
import { startSandbox } from '../../../src/sandbox/start';
import { read } from './shop-over-http';

test('one call opens a shop and an account that the connector can talk to', async () => {
  const sandbox = await startSandbox({ customers: 5, orders: 6, products: 7, keepBodies: true });

  const store = await read(`${sandbox.bigcommerceUrl}/stores/${sandbox.storeHash}/v2/store`, {
    'x-auth-token': sandbox.accessToken,
  });
  const contacts = await read(`${sandbox.brevoUrl}/contacts`, { 'api-key': sandbox.brevoApiKey });
  await sandbox.close();

  expect([store.status, contacts.status]).toEqual([200, 200]);
  expect(store.json()).toMatchObject({ id: sandbox.storeHash });
  expect([
    sandbox.shop.customers.size,
    sandbox.shop.orders.size,
    sandbox.shop.products.size,
  ]).toEqual([5, 6, 7]);
  expect(sandbox.bigcommerce.ledger.entries).toMatchObject([
    { status: 200, answer: { currency: 'USD' } },
  ]);
});

test('a taken port is an error that leaves nothing running', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((ready) => other.once('listening', ready));
  const address = other.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;

  await expect(
    startSandbox({ customers: 1, orders: 1, products: 1, brevoPort: port }),
  ).rejects.toThrow('EADDRINUSE');

  await new Promise((closed) => other.close(closed));
});
