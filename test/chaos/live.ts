// Live changes while API, worker and Temporal are killed at random: whatever was answered with 200 must come true, once.
import { parse } from 'yaml';
import { z } from 'zod';
import { openStore } from '../../src/config/store-sealing';
import { createSealer } from '../../src/config/sealing';
import { parseEncryptionKeys } from '../../src/config/encryption-keys';
import { changesId } from '../../src/contracts/record-changes';
import { connectionId } from '../../src/contracts/store-connection';
import { createRandom, type Random } from '../../src/sandbox/shop/random';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';
import { TajoClient } from '../../src/sdk/sdk';
import { connectClient } from '../../src/temporal/connect';
import { readMemo } from '../../src/temporal/connection-memo';
import { findDevServer } from '../../src/temporal/dev-server';
import { isUp } from '../bench/status';
import { pause } from '../bench/table';
import { wrong } from '../live/changes';
import { SPEC_MAPPING } from '../support/stage';
import type { Search } from './chaos';
import { openPoster, type Poster } from './poster';
import {
  API_KEY,
  ENCRYPTION_KEYS,
  NAMES,
  startProcesses,
  type Name,
  type Processes,
} from './processes';

const SHOP = { timeScale: 360, customers: 150, orders: 100, products: 60 } as const;
const CHANGE_EVERY_MS = 120;
/** An event whose answer was lost is looked for ten minutes later. */
const DRAINED_WITHIN_MS = 900_000;

/** As the oracle expects it of people. */
const { customer_mapping: MAPPING } = z
  .object({ customer_mapping: z.record(z.string(), z.string()) })
  .parse(parse(SPEC_MAPPING));

export async function chaosLive(search: Search): Promise<readonly string[]> {
  const { seed, env, report } = search;
  const sandbox = await startSandbox({ ...SHOP, seed });
  const vendors = { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl };
  const executable = await findDevServer({ env, report });
  const processes = await startProcesses({ executable, vendors });
  try {
    const hookToken = await connectAndSync(processes, sandbox);
    const before = wrong(sandbox);
    if (before.length > 0) return before;
    const { storeHash, clientSecret } = sandbox;
    const random = createRandom(seed);
    const url = processes.apiUrl;
    const door = { url, storeHash, hookToken, clientSecret, random: createRandom(seed + 1) };
    const poster = openPoster(sandbox.shop, door);
    await killing(processes, { ...search, random, sandbox });
    await poster.settled();
    const drained = await untilQuiet(processes, sandbox);
    return verdict({ sandbox, poster, drained, report });
  } finally {
    await processes.close();
    await sandbox.close();
  }
}

/** Answers the store's hook secret. */
async function connectAndSync(
  { apiUrl, address }: Processes,
  { storeHash, accessToken, clientSecret, brevoApiKey }: Sandbox,
): Promise<string> {
  const tajo = new TajoClient({ apiKey: API_KEY, baseUrl: apiUrl, brevoApiKey });
  await tajo.connectors.connect('bigcommerce', {
    storeHash,
    accessToken,
    clientSecret,
    settings: {
      lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 },
      customer_mapping: MAPPING,
      brevo: { settle: '0.3s', import_look: '0.2s', activation_look: '0.2s' },
      changes: { window: '0.5s' },
    },
  });
  await tajo.connectors.sync('bigcommerce', { wait: true });
  const server = await connectClient({ address, namespace: 'default' });
  const { client } = server;
  try {
    const { memo } = await client.workflow.getHandle(connectionId(storeHash)).describe();
    const keys = parseEncryptionKeys(ENCRYPTION_KEYS);
    const read = readMemo(memo);
    if (read === null || !keys.ok) throw new Error('The store was not connected.');
    return openStore(read.store, createSealer(keys.keys)).hookSecret ?? '';
  } finally {
    await server.close();
  }
}

async function killing(
  processes: Processes,
  {
    sandbox,
    random,
    kills,
    report,
  }: Search & { readonly random: Random; readonly sandbox: Sandbox },
): Promise<void> {
  const over = new AbortController();
  const changing = changeUntil(over.signal, sandbox);
  const lives: Record<Name, number> = { api: 0, worker: 0, temporal: 0 };
  for (let kill = 1; kill <= kills; kill += 1) {
    await pause(random.int(0, 2_500));
    const name = random.pick(NAMES);
    // Now and then it stays away for long.
    await processes.killAndStart(name, random.chance(0.05) ? 8_000 : random.int(0, 600));
    lives[name] += 1;
    if (kill % 20 === 0) report(`${kill} kills: ${JSON.stringify(lives)}`);
  }
  over.abort();
  await changing;
}

async function changeUntil(over: AbortSignal, sandbox: Sandbox): Promise<void> {
  const random = createRandom(2);
  for (let count = 0; !over.aborted; count += 1) {
    change(sandbox, random, count);
    await pause(CHANGE_EVERY_MS);
  }
}

/** People and products come, change and go; most of them change. */
function change({ shop }: Sandbox, random: Random, count: number): void {
  const dice = random.next();
  const customer = random.pick([...shop.customers.keys()]);
  const product = random.pick([...shop.products.keys()]);
  if (dice < 0.5) shop.editCustomer(customer, { company: `Company ${count}` });
  else if (dice < 0.8) shop.editProduct(product, { name: `Product ${count}` });
  else if (dice < 0.94) shop.addCustomer();
  else if (shop.customers.size > 100) shop.deleteCustomer(customer);
}

/** Milliseconds until the inbox was empty and nothing was changed any more; undefined when that never came. */
async function untilQuiet(
  { apiUrl, address }: Processes,
  { storeHash }: Sandbox,
): Promise<number | undefined> {
  const began = performance.now();
  const server = await connectClient({ address, namespace: 'default' });
  const { client } = server;
  try {
    while (performance.now() - began < DRAINED_WITHIN_MS) {
      await pause(500);
      if (!(await isUp(apiUrl))) continue;
      const headers = { authorization: `Bearer ${API_KEY}` };
      const answer = await fetch(`${apiUrl}/inbox`, { headers });
      if (inboxAnswer.parse(await answer.json()).waiting > 0) continue;
      const states = await Promise.all(
        (['customers', 'products'] as const).map(async (kind) => {
          const { status } = await client.workflow.getHandle(changesId(storeHash, kind)).describe();
          return status.name;
        }),
      );
      if (!states.includes('RUNNING')) return performance.now() - began;
    }
    return undefined;
  } finally {
    await server.close();
  }
}

const inboxAnswer = z.object({ waiting: z.number() });

interface Outcome {
  readonly sandbox: Sandbox;
  readonly poster: Poster;
  readonly drained: number | undefined;
  readonly report: Search['report'];
}

function verdict({ sandbox, poster, drained, report }: Outcome): readonly string[] {
  const { accepted, refusals } = poster.posted();
  const { events } = sandbox.brevo.state;
  const ofNobody = events.filter(({ contactId }) => contactId === undefined);
  report(`${accepted} deliveries answered with 200, ${refusals} attempts without`);
  report(`${events.length} events in Brevo; quiet after ${Math.round((drained ?? 0) / 1000)} s`);
  return [
    ...(drained === undefined ? ['It never became quiet.'] : []),
    ...poster.odd().map((status) => `The door answered ${status}.`),
    ...wrong(sandbox),
    ...ofNobody.map(({ name, properties }) => ofWhom(sandbox, name, properties.customer_id)),
    ...repeatedEvents(sandbox),
  ];
}

function ofWhom({ shop }: Sandbox, name: string, customerId: unknown): string {
  const isThere = typeof customerId === 'number' && shop.customers.has(customerId);
  const who = `customer ${String(customerId)}${isThere ? '' : ', who has left the shop'}`;
  return `${name} was sent of ${who}: no contact of Brevo`;
}

/** A customer is new once; no event is there twice. */
function repeatedEvents({ brevo }: Sandbox): readonly string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { name, properties } of brevo.state.events) {
    const { event_id: eventId, customer_id: customerId } = properties;
    const marks = [
      `event ${String(eventId)}`,
      ...(name === 'customer_created' ? [`${name} of customer ${String(customerId)}`] : []),
    ];
    for (const mark of marks) {
      if (seen.has(mark)) twice.push(`${mark} was sent twice`);
      seen.add(mark);
    }
  }
  return twice;
}
