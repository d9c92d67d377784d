// Temporal is away while the shop changes: the door goes on answering, and all of it is in Brevo once Temporal is back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { findDevServer, startDevServer, type DevServer } from '../../src/temporal/dev-server';
import { freePorts } from '../../src/temporal/free-ports';
import { wrong } from '../live/changes';
import { openConnectedShop, type ConnectedShop } from '../stores/connected-shop';
import { until } from '../support/moments';
import { SPEC_MAPPING } from '../support/stage';

/** As the oracle expects it of people. */
const { customer_mapping: MAPPING } = z
  .object({ customer_mapping: z.record(z.string(), z.string()) })
  .parse(parse(SPEC_MAPPING));

const CHANGES = 60;

let folder: string;
let server: DevServer;
let shop: ConnectedShop;
let start: () => Promise<DevServer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tajo-away-'));
  const [port] = await freePorts();
  const report = (): undefined => undefined;
  const executable = await findDevServer({ env: process.env, report });
  const dbFile = join(folder, 'temporal.db');
  start = () => startDevServer({ executable, port, dbFile, ui: false, report });
  server = await start();
  shop = await openConnectedShop({ address: server.address });
  await shop.startWorker({ publicUrl: shop.apiUrl });
  await shop.connect({
    settings: {
      lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 },
      customer_mapping: MAPPING,
      changes: { window: '0.2s' },
    },
  });
  await shop.tajo.connectors.sync('bigcommerce', { wait: true });
}, 120_000);

afterAll(async () => {
  await shop.close();
  await server.stop();
  await rm(folder, { recursive: true });
}, 60_000);

test('what the door has taken meanwhile is in Brevo once Temporal is back', async () => {
  const { sandbox, live } = shop;
  const { shop: toy, bigcommerce } = sandbox;
  expect(wrong(sandbox)).toEqual([]);
  await server.stop();

  const [customers, products] = [[...toy.customers.keys()], [...toy.products.keys()]];
  for (let change = 0; change < CHANGES; change += 1) {
    const customer = customers[change % customers.length] ?? 0;
    toy.editCustomer(customer, { company: `Company ${change}` });
    toy.editProduct(products[change % products.length] ?? 0, { name: `Product ${change}` });
  }
  toy.addCustomer();
  await bigcommerce.webhooks.settled();
  const waiting = live.inbox.report().waiting;
  server = await start();

  expect(waiting).toBeGreaterThanOrEqual(2 * CHANGES + 1);
  await until('the inbox is empty', () => live.inbox.report().waiting === 0);
  await until('all is in Brevo', () => wrong(sandbox).length === 0);
}, 180_000);
