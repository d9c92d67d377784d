// The code that the connector's page prints, character by character: it compiles for a stranger and it runs.
import { startSandbox } from '../../src/sandbox/start';
import type { Sandbox } from '../../src/sandbox/start';
import { foreignProgram } from './foreign-program';
import type { ForeignProgram } from './foreign-program';
import { startToyApi } from './toy-api';
import type { ApiBehindPrograms } from './toy-api';

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

let sandbox: Sandbox;
let api: ApiBehindPrograms;
const programs: ForeignProgram[] = [];

const program = (text: string): ForeignProgram => {
  const made = foreignProgram(text);
  programs.push(made);
  return made;
};

const environment = () => ({
  TAJO_API_KEY: api.apiKey,
  BREVO_API_KEY: sandbox.brevoApiKey,
  BC_STORE_HASH: sandbox.storeHash,
  BC_ACCESS_TOKEN: sandbox.accessToken,
  BC_CLIENT_ID: 'client-1',
});

const elsewhere = () => ({
  'https://api.bigcommerce.com': sandbox.bigcommerceUrl,
  'http://127.0.0.1:3000': api.url,
});

beforeEach(async () => {
  sandbox = await startSandbox({ customers: 5, orders: 1, products: 1 });
  api = await startToyApi();
});

afterEach(async () => {
  for (const made of programs.splice(0)) made.remove();
  await Promise.all([sandbox.close(), api.close()]);
});

test('the page compiles as printed, connects a store, reads customers, syncs and shows the status', async () => {
  const printed = program(page);

  expect(await printed.compile()).toMatchObject({ out: '', code: 0 });
  const { code, out, err } = await printed.run({ env: environment(), elsewhere: elsewhere() });

  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  expect(api.asked).toMatchObject([
    {
      what: 'POST /connectors/bigcommerce/connect',
      body: {
        storeHash: sandbox.storeHash,
        accessToken: sandbox.accessToken,
        clientId: 'client-1',
        brevoApiKey: sandbox.brevoApiKey,
      },
    },
    {
      what: 'POST /connectors/bigcommerce/sync',
      body: { type: 'full', resources: ['products'], includeVariants: true, includeImages: true },
    },
    { what: 'GET /connectors/bigcommerce/status' },
  ]);
  for (const line of ['connected: true', 'customersCount: 8200', 'productsCount: 620']) {
    expect(out).toContain(line);
  }
  expect(JSON.parse(err)).toEqual({
    customer: { id: 'number', email: 'string', first_name: 'string', phone: 'string' },
    pagination: { total: 5, count: 5, per_page: 250, current_page: 1, total_pages: 1 },
  });
});

test('a webhook is handed over as the page prints it', async () => {
  const printed = program(`
import { TajoClient } from '@tajo/sdk';
const tajo = new TajoClient({ apiKey: process.env.TAJO_API_KEY });
const { scope, data } = { scope: 'store/customer/updated', data: { type: 'customer', id: 7 } };
await tajo.connectors.handleWebhook('bigcommerce', { topic: scope, payload: data });
`);

  expect(await printed.compile()).toMatchObject({ out: '', code: 0 });
  const { code } = await printed.run({ env: environment(), elsewhere: elsewhere() });

  expect(code).toBe(0);
  expect(api.asked).toMatchObject([
    {
      what: 'POST /connectors/bigcommerce/webhooks',
      body: { topic: 'store/customer/updated', payload: { type: 'customer', id: 7 } },
    },
  ]);
});

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
