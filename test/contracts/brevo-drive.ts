// Sends a whole shop to the Brevo sandbox with our mapping and our client, and asks each of its routes at least once.
import { createBrevo } from '../../src/brevo/account-client';
import type { Bucket } from '../../src/brevo/buckets';
import type { Brevo } from '../../src/brevo/client';
import type { OrderUpsert } from '../../src/brevo/commerce-records';
import type { Attributes } from '../../src/brevo/contact-records';
import type { Gate } from '../../src/http/gate';
import { categoriesFrom } from '../../src/mapping/category';
import { contactFrom } from '../../src/mapping/contact';
import { orderFrom } from '../../src/mapping/order';
import { productsFrom } from '../../src/mapping/product';
import { ownerEmail } from '../../src/sandbox/brevo/contact-endpoints';
import { createBrevoSandbox } from '../../src/sandbox/brevo/sandbox';
import type { BrevoSandbox } from '../../src/sandbox/brevo/sandbox';
import { Faults } from '../../src/sandbox/faults';
import { Ledger } from '../../src/sandbox/ledger';
import { aContext } from '../mapping/people';
import { openGate } from '../support/open-gate';
import type { Driven, ShopRecords } from './bigcommerce-drive';
import { Recording, watched } from './exchanges';

const wide = { limit: 1_000_000, windowMs: 1_000 };
const rates = { contacts: wide, hourly: wide, orders: wide, products: wide };
const page = { offset: 0, limit: 50 };
const context = aContext();
const minuteMs = 60_000;

/** An account on a clock of its own. */
interface Account {
  readonly brevo: Brevo;
  readonly sandbox: BrevoSandbox;
  readonly pass: (ms: number) => void;
}

export async function driveBrevo(shop: ShopRecords): Promise<Driven> {
  let now = Date.parse('2026-11-20T10:00:00Z');
  const sandbox = await createBrevoSandbox({
    rates,
    clock: { now: () => now, scale: 1 },
    faults: new Faults(),
    ledger: new Ledger(true),
  });
  try {
    const { url: baseUrl, apiKey } = sandbox;
    const watch = watched(createBrevo({ baseUrl, apiKey, gates: openGates() }));
    const recording = new Recording(sandbox.ledger, '/v3');
    const pass = (ms: number) => {
      now += ms;
    };
    const account = { brevo: watch.client, sandbox, pass };
    await recording.during('client', () => writeShop(account, shop));
    await recording.during('probe', () => probe(sandbox));
    return { exchanges: recording.exchanges, ...watch.methods() };
  } finally {
    await sandbox.close();
  }
}

function openGates(): Readonly<Record<Bucket, Gate>> {
  const gate = openGate('brevo');
  const fast = { contacts: gate, events: gate, orders: gate, products: gate };
  return { ...fast, mail: gate, mailList: gate, hourly: gate };
}

async function writeShop(account: Account, shop: ShopRecords): Promise<void> {
  await account.brevo.readAccount();
  await account.brevo.readOrganization();
  await prepare(account);
  await writePeople(account, shop);
  await importPeople(account, shop);
  await writeCatalog(account, shop);
  await writeOrders(account, shop);
  await tellEvents(account, shop);
  await sendMails(account);
}

async function sendMails({ brevo, sandbox, pass }: Account): Promise<void> {
  const mail = {
    templateId: 101,
    subject: 'Forgot something?',
    to: [{ email: 'probe@shop.example' }],
    params: { items: [{ name: 'Towel', quantity: 2 }] },
    tags: ['cart'],
    headers: { idempotencyKey: '2f1acc6c-3a0b-5d0e-9c37-2a4b1f4b8a10' },
  } as const;
  await brevo.sendMail(mail);
  await brevo.sendMail(mail);
  pass(minuteMs);
  await brevo.listMails({ email: 'probe@shop.example', templateId: 101 });
  sandbox.state.block('probe@shop.example');
  await brevo.listBlocked({ offset: 0, limit: 100 });
  await brevo.readTemplate(101);
  await brevo.readTemplate(999);
}

async function tellEvents({ brevo, sandbox, pass }: Account, shop: ShopRecords): Promise<void> {
  const [customer] = shop.customers;
  const contact = sandbox.state.contactByExtId(`${context.store}-${customer?.id ?? 0}`);
  const name = 'customer_created';
  await brevo.createEvent({
    event_name: name,
    identifiers: { ext_id: contact?.extId ?? '' },
    event_date: '2026-11-20T10:00:00.000Z',
    event_properties: { event_id: 'one', customer_id: customer?.id ?? 0 },
  });
  pass(minuteMs);
  const [from, to] = ['2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'];
  await brevo.listEvents({ contactId: contact?.id ?? 0, name, from, to });
}

async function prepare({ brevo, pass }: Account): Promise<void> {
  await brevo.readDisplayCurrency();
  await brevo.activateEcommerce();
  pass(6 * minuteMs);
  await brevo.activateEcommerce();
  await brevo.setDisplayCurrency('USD');
  await brevo.readDisplayCurrency();
  await brevo.countOrders();
  const known = new Set((await brevo.listAttributes()).map(({ name }) => name));
  for (const [name, { kind }] of context.attributeTypes) {
    const type = kind === 'date' || kind === 'float' ? kind : 'text';
    if (!known.has(name)) await brevo.createAttribute(name, type);
  }
  await brevo.createAttribute('TAJO_LISTED_40', 'boolean');
  await brevo.listAttributes();
  await brevo.listFolders(page);
  const folder = await brevo.createFolder('Tajo');
  await brevo.createList('Technical', folder.id);
  await brevo.listLists(page);
  brevo.bucket('contacts');
}

async function writePeople({ brevo }: Account, shop: ShopRecords): Promise<void> {
  const contacts = contactsOf(shop).slice(0, 10);
  for (const { email, ext_id, attributes } of contacts) {
    await brevo.upsertContact({ email, ext_id, attributes });
  }
  const [first, second] = contacts;
  if (first === undefined || second === undefined) throw new Error('The shop has no people.');
  await brevo.upsertContact(first);
  // An external id belongs to one contact.
  await refused(brevo.upsertContact({ ...first, ext_id: second.ext_id }));
  const ext = { by: 'ext', extId: first.ext_id } as const;
  const contact = await brevo.readContact(ext);
  if (contact === null) throw new Error('The contact was not written.');
  await brevo.readContact({ by: 'email', email: first.email });
  await brevo.readContact({ by: 'contact', contactId: contact.id });
  await brevo.readContact({ by: 'email', email: 'nobody@shop.example' });
  await brevo.addToList(40, [contact.id]);
  await brevo.addToList(40, [contact.id]);
  await brevo.listContacts({ offset: 0, limit: 1_000 });
  await brevo.updateContact(ext, { attributes: { TAJO_LISTED_40: true, LASTNAME: '' } });
  await brevo.removeFromList(40, [contact.id]);
  await brevo.updateContact(ext, { emailBlacklisted: true, unlinkListIds: [40] });
  await brevo.updateContact({ by: 'ext', extId: 'abc123-0' }, { attributes: {} });
  const key = { by: 'ext', extId: second.ext_id } as const;
  await brevo.deleteContact(key);
  await brevo.deleteContact(key);
}

async function importPeople({ brevo, pass }: Account, shop: ShopRecords): Promise<void> {
  const rows = contactsOf(shop).map(({ email, ext_id, attributes }) => ({
    email,
    attributes: { ...attributes, EXT_ID: ext_id },
  }));
  const { processId } = await brevo.importContacts(rows, 41);
  await brevo.readProcess(processId);
  pass(minuteMs);
  await brevo.readProcess(processId);
}

async function writeCatalog({ brevo }: Account, shop: ShopRecords): Promise<void> {
  const place = { store: context.store, storeUrl: 'https://shop.example' };
  const brandNames = new Map(shop.brands.map(({ id, name }) => [id, name]));
  const full = { ...place, brandNames, includeVariants: true, includeImages: true };
  const products = shop.products.flatMap((product) => productsFrom(product, full));
  await brevo.upsertCategories(categoriesFrom(shop.categories, place));
  for (const product of products.slice(0, 2)) await brevo.upsertProduct(product);
  for (const product of products.slice(0, 2)) await brevo.upsertProduct(product);
  await brevo.upsertProducts(products.slice(0, 100));
  const [gone] = products;
  if (gone === undefined) throw new Error('The shop has no products.');
  const deletedAt = '2026-11-20T10:00:00.000Z';
  await brevo.upsertProduct({ id: gone.id, name: gone.name, isDeleted: true, deletedAt });
  await brevo.listProducts({ offset: 0, limit: 1_000 });
  await brevo.listCategories({ offset: 0, limit: 100 });
}

async function writeOrders({ brevo, pass }: Account, shop: ShopRecords): Promise<void> {
  const place = { store: context.store, currency: 'USD' };
  const orders = shop.orders.flatMap((order): OrderUpsert[] => {
    const email_id = order.billing_address.email;
    const ext_id = `${context.store}-${order.customer_id}`;
    const mapped = orderFrom(order, place, order.customer_id === 0 ? { email_id } : { ext_id });
    return mapped.ok ? [mapped.order] : [];
  });
  await brevo.upsertOrders(orders);
  for (const order of orders.slice(0, 2)) await brevo.upsertOrder(order);
  pass(minuteMs);
}

interface Person {
  readonly email: string;
  readonly ext_id: string;
  readonly attributes: Attributes;
}

function contactsOf(shop: ShopRecords): readonly Person[] {
  return shop.customers.flatMap((customer) => {
    const mapped = contactFrom(customer, context);
    if (!mapped.ok) return [];
    const { email, extId, attributes } = mapped.contact;
    return [{ email, ext_id: extId, attributes }];
  });
}

async function refused(call: Promise<unknown>): Promise<void> {
  const outcome = await call.then(
    () => 'taken',
    () => 'refused',
  );
  if (outcome === 'taken') throw new Error('The sandbox took what Brevo refuses.');
}

type Probe = readonly [method: string, path: string, body?: unknown];

const order = {
  id: 'probe-1',
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  status: 'completed',
  amount: 12.5,
  products: [{ productId: 'probe', price: 12.5, quantity: 1 }],
  identifiers: { email_id: 'probe@shop.example' },
};

const probes: readonly Probe[] = [
  ['POST', '/contacts', { email: 'probe@shop.example' }],
  ['POST', '/contacts', {}],
  ['PUT', '/contacts/probe@shop.example', { attributes: { SMS: '+33612345678' } }],
  ['GET', '/contacts/probe@shop.example'],
  ['GET', '/contacts?limit=5000'],
  ['POST', '/contacts', { email: ownerEmail }],
  ['DELETE', `/contacts/${ownerEmail}`],
  ['POST', '/contacts/attributes/category/SIZE', { enumeration: [{ value: 1, label: 'S' }] }],
  ['POST', '/contacts/attributes/category/SIZE', {}],
  ['PUT', '/contacts/attributes/category/SIZE', { enumeration: [{ value: 2, label: 'M' }] }],
  ['GET', '/contacts/attributes'],
  ['DELETE', '/contacts/attributes/category/SIZE'],
  ['DELETE', '/contacts/attributes/category/SIZE'],
  ['GET', '/contacts/lists/41'],
  ['GET', '/contacts/lists/999'],
  ['GET', '/contacts/lists/41/contacts?limit=5'],
  ['GET', '/contacts/lists/999/contacts'],
  ['POST', '/contacts/lists/999/contacts/add', { ids: [1] }],
  ['POST', '/contacts/lists/41/contacts/remove', { emails: ['nobody@shop.example'] }],
  ['GET', '/contacts/folders/1/lists'],
  ['GET', '/contacts/folders/999/lists'],
  ['POST', '/contacts/import', { jsonBody: [{ email: 'probe@shop.example' }] }],
  ['GET', '/processes'],
  ['GET', '/processes/999'],
  ['POST', '/ecommerce/config/displayCurrency', { code: 'XXQ' }],
  ['POST', '/orders/status', order],
  ['POST', '/orders/status', { ...order, identifiers: {} }],
  ['GET', '/orders?limit=100'],
  ['GET', '/products/abc123-1'],
  ['GET', '/products/nothing'],
  ['POST', '/events', { event_name: 'a b', identifiers: { ext_id: 'x' } }],
  ['GET', '/events?startDate=2026-11-20'],
  ['GET', '/categories/abc123-1'],
  ['GET', '/categories/nothing'],
  ['POST', '/products/batch', { products: [] }],
  ['POST', '/categories', { id: 'probe', name: 'Probe', updateEnabled: true }],
  ['POST', '/categories', { id: 'probe', name: 'Probe', updateEnabled: true }],
];

async function probe(sandbox: BrevoSandbox): Promise<void> {
  for (const [method, path, body] of probes) await ask(sandbox, method, { path, body });
  const [product] = sandbox.state.products.keys();
  await ask(sandbox, 'GET', { path: `/products/${product ?? ''}` });
  sandbox.switches.accountInProcess = true;
  await ask(sandbox, 'POST', { path: '/contacts', body: { email: 'late@shop.example' } });
  await ask(sandbox, 'GET', { path: '/account', key: 'a wrong key' });
  sandbox.switches.blockedIp = true;
  await ask(sandbox, 'GET', { path: '/account' });
}

interface Asked {
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

async function ask(sandbox: BrevoSandbox, method: string, asked: Asked): Promise<void> {
  const { path, body, key = sandbox.apiKey } = asked;
  const headers = { 'api-key': key, 'content-type': 'application/json' };
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  await (await fetch(`${sandbox.url}${path}`, { method, headers, ...text })).text();
}
