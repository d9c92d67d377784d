// Every call of the client against the toy Brevo.
import { createBrevo } from '../../src/brevo/account-client';
import type { Brevo } from '../../src/brevo/client';
import { startSandbox } from '../../src/sandbox/start';
import type { Sandbox } from '../../src/sandbox/start';
import { openGates } from './stub-account';

let sandbox: Sandbox;
let client: Brevo;
const page = { offset: 0, limit: 50 };

beforeAll(async () => {
  const brevo = { ecommerce: 'on', importMs: 0, batchMs: 0 } as const;
  sandbox = await startSandbox({ customers: 1, orders: 1, products: 1, brevo });
  const { brevoUrl: baseUrl, brevoApiKey: apiKey } = sandbox;
  client = createBrevo({ baseUrl, apiKey, gates: openGates() });
});

afterAll(() => sandbox.close());

test('the key opens the account', async () => {
  await expect(client.readAccount()).resolves.toBeUndefined();
});

test('a contact is made, found by each of its names, changed and deleted', async () => {
  await client.upsertContact({ email: 'a@example.com', ext_id: 'abc123-1', attributes: {} });
  const found = await client.readContact({ by: 'ext', extId: 'abc123-1' });
  const byId = { by: 'contact', contactId: found?.id ?? 0 } as const;
  const byEmail = { by: 'email', email: 'a@example.com' } as const;

  expect(await client.readContact(byId)).toEqual(found);
  expect(await client.updateContact(byEmail, { emailBlacklisted: true })).toBe(true);
  expect(await client.readContact(byEmail)).toMatchObject({ emailBlacklisted: true });
  expect(await client.deleteContact(byId)).toBe(true);
  expect(await client.deleteContact(byId)).toBe(false);
});

test('an import ends with the contact on its list', async () => {
  const row = { email: 'b@example.com', attributes: { EXT_ID: 'abc123-2' } };

  const { processId } = await client.importContacts([row], 40);

  expect(await client.readProcess(processId)).toMatchObject({ status: 'completed' });
  const { contacts } = await client.listContacts(page);
  expect(contacts.find(({ email }) => email === 'b@example.com')).toMatchObject({
    listIds: [40],
    attributes: { EXT_ID: 'abc123-2' },
  });
});

test('a new attribute is listed', async () => {
  await client.createAttribute('ORDER_COUNT', 'float');

  expect(await client.listAttributes()).toContainEqual(
    expect.objectContaining({ name: 'ORDER_COUNT', type: 'float' }),
  );
});

test('a contact joins a new list in a new folder, once and again, and leaves it', async () => {
  await client.upsertContact({ email: 'c@example.com', attributes: {} });
  const key = { by: 'email', email: 'c@example.com' } as const;
  const { id: contactId = 0 } = (await client.readContact(key)) ?? {};
  const folder = await client.createFolder('Shop data');
  const list = await client.createList('Technical', folder.id);
  sandbox.brevo.switches.nobodyNewRefused = true;

  await client.addToList(list.id, [contactId]);
  await client.addToList(list.id, [contactId]);
  expect((await client.readContact(key))?.listIds).toContain(list.id);
  await client.removeFromList(list.id, [contactId]);

  expect((await client.readContact(key))?.listIds).not.toContain(list.id);
  expect((await client.listLists(page)).lists).toContainEqual(expect.objectContaining(list));
  expect((await client.listFolders(page)).folders).toContainEqual(expect.objectContaining(folder));
});

test('the currency of the account is set, and switching e-commerce on again is fine', async () => {
  await client.setDisplayCurrency('USD');
  await client.activateEcommerce();

  expect(await client.readDisplayCurrency()).toEqual({ code: 'USD' });
});

test('products and categories are written and read back', async () => {
  await client.upsertCategories([{ id: 'abc123-23', name: 'Bath' }]);
  await client.upsertProducts([{ id: 'abc123-77', name: 'Linen towel', price: 50 }]);
  await client.upsertProduct({ id: 'abc123-78', name: 'Soap', metaInfo: { fingerprint: 'x' } });

  const { products } = await client.listProducts(page);
  const { categories } = await client.listCategories(page);
  expect(products.map(({ id }) => id)).toEqual(['abc123-77', 'abc123-78']);
  expect(categories).toMatchObject([{ id: 'abc123-23', name: 'Bath' }]);
});

test('orders are taken as a batch', async () => {
  await client.upsertOrders([
    {
      id: 'abc123-250',
      createdAt: '2026-02-10T21:40:11Z',
      updatedAt: '2026-02-10T21:41:25Z',
      status: 'Completed',
      amount: 115,
      products: [{ productId: 'abc123-77', quantity: 2, price: 55 }],
      identifiers: { email_id: 'b@example.com' },
    },
  ]);

  expect([...sandbox.brevo.state.orders.keys()]).toEqual(['abc123-250']);
});

test('an account that has not switched e-commerce on says so', async () => {
  const other = await startSandbox({ customers: 1, orders: 1, products: 1 });
  const { brevoUrl: baseUrl, brevoApiKey: apiKey } = other;
  const brevo = createBrevo({ baseUrl, apiKey, gates: openGates() });

  const currency = await brevo.readDisplayCurrency();
  await other.close();

  expect(currency).toBe('notActivated');
});

test('a key used from an unknown address is blocked, not wrong', async () => {
  sandbox.brevo.switches.blockedIp = true;

  await expect(client.readAccount()).rejects.toMatchObject({ detail: { ipBlocked: true } });
  sandbox.brevo.switches.blockedIp = false;
});
