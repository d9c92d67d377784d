// The code that the connector's page prints, character by character: it compiles for a stranger and it runs.
import {
  API_KEY,
  eventually,
  openConnectedShop,
  type ConnectedShop,
} from '../stores/connected-shop';
import { foreignProgram } from './foreign-program';
import type { ForeignProgram } from './foreign-program';

const connectBlock = `
import { TajoClient } from '@tajo/sdk';
const tajo = new TajoClient({
  apiKey: process.env.TAJO_API_KEY,
  brevoApiKey: process.env.BREVO_API_KEY
});
// Connect BigCommerce store
await tajo.connectors.connect('bigcommerce', {
  storeHash: process.env.BC_STORE_HASH,
  accessToken: process.env.BC_ACCESS_TOKEN,
  clientId: process.env.BC_CLIENT_ID
});
`;

const customersBlock = `
// Fetch customers from BigCommerce
const response = await fetch(
  \`https://api.bigcommerce.com/stores/\${STORE_HASH}/v3/customers?limit=250\`,
  {
    headers: {
      'X-Auth-Token': ACCESS_TOKEN,
      'Content-Type': 'application/json'
    }
  }
);
const { data, meta } = await response.json();
// data: [{ id, email, first_name, last_name, phone, ... }]
// meta.pagination: { total, count, per_page, current_page, total_pages }
`;

const syncBlock = `
// Full product catalog sync
await tajo.connectors.sync('bigcommerce', {
  type: 'full',
  resources: ['products'],
  includeVariants: true,
  includeImages: true
});
// Check sync status
const status = await tajo.connectors.status('bigcommerce');
console.log(status);
// {
//   connected: true,
//   lastSync: '2024-01-15T10:30:00Z',
//   customersCount: 8200,
//   ordersCount: 4500,
//   productsCount: 620
// }
`;

// What the page takes for granted: two names before its second block. The last lines only show what came.
const page = `
${connectBlock}
const STORE_HASH = process.env.BC_STORE_HASH ?? '';
const ACCESS_TOKEN = process.env.BC_ACCESS_TOKEN ?? '';
${customersBlock}
${syncBlock}
const { id, email, first_name, phone } = data[0];
const { links, ...pagination } = meta.pagination;
const customer = { id: typeof id, email: typeof email, first_name: typeof first_name, phone: typeof phone };
console.error(JSON.stringify({ customer, pagination }));
`;

let shop: ConnectedShop;
const programs: ForeignProgram[] = [];

const program = (text: string): ForeignProgram => {
  const made = foreignProgram(text);
  programs.push(made);
  return made;
};

const environment = () => ({
  TAJO_API_KEY: API_KEY,
  BREVO_API_KEY: shop.sandbox.brevoApiKey,
  BC_STORE_HASH: shop.sandbox.storeHash,
  BC_ACCESS_TOKEN: shop.sandbox.accessToken,
  BC_CLIENT_ID: 'client-1',
});

const elsewhere = () => ({
  'https://api.bigcommerce.com': shop.sandbox.bigcommerceUrl,
  'http://127.0.0.1:3000': shop.apiUrl,
});

beforeAll(async () => {
  shop = await openConnectedShop({ sandbox: { customers: 5, orders: 1, products: 1 } });
  await shop.startWorker();
});
afterAll(() => shop.close());

afterEach(() => {
  for (const made of programs.splice(0)) made.remove();
});

test('the page compiles as printed, connects a store, reads customers, syncs and shows the status', async () => {
  const printed = program(page);

  expect(await printed.compile()).toMatchObject({ out: '', code: 0 });
  const { code, out, err } = await printed.run({ env: environment(), elsewhere: elsewhere() });

  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  for (const line of ['connected: true', 'lastSync: null', 'customersCount: 0']) {
    expect(out).toContain(line);
  }
  expect(await inputOf(`sync/${shop.sandbox.storeHash}`)).toEqual({
    ...{ type: 'full', resources: ['products'], includeVariants: true, includeImages: true },
    store: shop.sandbox.storeHash,
  });
  const { stores } = await shop.tajo.connectors.status('bigcommerce');
  expect(stores).toMatchObject([{ store: shop.sandbox.storeHash, name: 'main' }]);
  expect(JSON.parse(err)).toEqual({
    customer: { id: 'number', email: 'string', first_name: 'string', phone: 'string' },
    pagination: {
      total: shop.sandbox.shop.customers.size,
      count: shop.sandbox.shop.customers.size,
      per_page: 250,
      current_page: 1,
      total_pages: 1,
    },
  });
});

test('a webhook that is handed over as the page prints it brings its customer to Brevo', async () => {
  await shop.connect();
  const [customer] = shop.sandbox.shop.customers.values();
  const printed = program(`
import { TajoClient } from '@tajo/sdk';
const tajo = new TajoClient({ apiKey: process.env.TAJO_API_KEY });
const { scope, data } = { scope: 'store/customer/updated', data: { type: 'customer', id: ${customer?.id} } };
await tajo.connectors.handleWebhook('bigcommerce', { topic: scope, payload: data });
`);

  expect(await printed.compile()).toMatchObject({ out: '', code: 0 });
  const { code } = await printed.run({ env: environment(), elsewhere: elsewhere() });

  expect(code).toBe(0);
  const contact = await eventually(
    () => Promise.resolve(contactOf(customer?.id)),
    (found) => found !== undefined,
    20_000,
  );
  expect(contact).toBeDefined();
}, 60_000);

/** What the workflow was started with. */
async function inputOf(workflowId: string): Promise<unknown> {
  const { events } = await shop.client.workflow.getHandle(workflowId).fetchHistory();
  const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return JSON.parse(Buffer.from(payload?.data ?? []).toString('utf8'));
}

const contactOf = (customerId: number | undefined) =>
  [...shop.sandbox.brevo.state.contacts.values()].find(
    ({ extId }) => extId === `${shop.sandbox.storeHash}-${customerId}`,
  );

test('a name that is no connector, an option and a resource that do not exist do not compile', async () => {
  const wrong = program(`
import { TajoClient } from '@tajo/sdk';
const tajo = new TajoClient({ apiKey: 'k' });
void tajo.connectors.status('shopify');
void tajo.connectors.sync('bigcommerce', { include_variants: true });
void tajo.connectors.sync('bigcommerce', { resources: ['carts'] });
`);

  const { out, code } = await wrong.compile();

  expect(code).not.toBe(0);
  expect([...out.matchAll(/program\.mts\((\d+),/g)].map(([, line]) => line)).toEqual([
    '4',
    '5',
    '6',
  ]);
});

test('whoever imports the SDK loads no Temporal, no Express and no axios', async () => {
  const lister = program(`
import { createRequire } from 'node:module';
import { TajoClient, TajoError, verifyWebhook } from '@tajo/sdk';
console.error([TajoClient, TajoError, verifyWebhook].map((offer) => typeof offer).join());
for (const file of Object.keys(createRequire(import.meta.url).cache)) console.log(file);
`);

  const { out, err } = await lister.runPlain();

  expect(err).toBe('function,function,function\n');
  const libraries = [...out.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)];
  expect(new Set(libraries.map(([, name]) => name))).toEqual(new Set(['zod']));
  expect(out).not.toMatch(/dist\/(?!sdk\/)[\w-]+\//);
});
