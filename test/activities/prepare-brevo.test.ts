// Preparing an account is safe to repeat: whatever breaks on the way, everything is there once in the end.
import { loadSettings } from '../../src/config/load';
import { createStoreDirectory } from '../../src/config/store-directory';
import type { SyncPlan } from '../../src/contracts/sync-plan';
import { LiveMemories } from '../../src/activities/memory/live-memory';
import { RunMemories } from '../../src/activities/memory/run-memory';
import { openShops } from '../../src/activities/open-shops';
import { planSync } from '../../src/activities/plan-sync';
import { prepareBrevo } from '../../src/activities/prepare-brevo';
import type { World } from '../../src/activities/world';
import { ApiFailure } from '../../src/http/failures';
import type { Fault } from '../../src/sandbox/faults';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';
import { connectorYaml } from '../support/stage';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ customers: 1, orders: 1, products: 1, timeScale: 100_000 });
});
afterEach(async () => {
  await sandbox.close();
});

function worldOf({ bigcommerceUrl, brevoUrl }: Sandbox): World {
  const loaded = loadSettings({ file: 'connector.yml', text: connectorYaml(sandbox), env: {} });
  if (!loaded.ok) throw new Error('The settings of the toy shop are wrong.');
  return {
    directory: createStoreDirectory(loaded.settings.stores),
    memories: new RunMemories(),
    now: () => Date.now(),
    unseal: () => {
      throw new Error('nothing is sealed here');
    },
    schedules: {
      ensure: () => Promise.resolve([]),
      remove: () => Promise.resolve([]),
      catchUp: () => Promise.resolve(false),
    },
    hookDoor: { off: 'live updates off' },
    newHookSecret: () => ({ plain: 'secret', sealed: 'sealed' }),
    recoveryLink: () => undefined,
    live: new LiveMemories(),
    connectedAt: () => Promise.resolve(null),
    lastSettled: () => Promise.resolve(null),
    interrupted: () => Promise.resolve(null),
    open: openShops({
      vendors: { bigcommerce: bigcommerceUrl, brevo: brevoUrl },
      currentSignal: () => undefined,
      onQuota: () => undefined,
    }),
  };
}

/** As the workflow and Temporal do: again after a failure that passes, until Brevo is ready. */
async function prepared(world: World, plan: SyncPlan): Promise<number> {
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    try {
      const { ready, technicalListId } = await prepareBrevo(world, plan);
      if (ready) return technicalListId;
    } catch (error) {
      const passes = ['RateLimited', 'Unavailable'];
      if (!(error instanceof ApiFailure) || !passes.includes(error.detail.kind)) throw error;
    }
  }
  throw new Error('Brevo did not get ready.');
}

const faults: readonly (readonly [string, Fault])[] = [
  ['loses its answer', { kind: 'lost' }],
  ['breaks', { kind: 'reset' }],
  ['fails with 500', { kind: 'status', status: 500, body: {} }],
  ['fails with an HTML page', { kind: 'status', status: 502, html: true }],
  ['meets a full window', { kind: 'status', status: 429, body: {} }],
  ['is answered by half', { kind: 'truncated' }],
  ['is answered late', { kind: 'slow', ms: 20 }],
];
const writes: readonly (readonly [string, RegExp])[] = [
  ['the first attribute', /\/attributes\/normal\/COMPANY$/],
  ['the mark of a list', /\/attributes\/normal\/TAJO_LISTED_41$/],
  ['the folder', /\/contacts\/folders$/],
  ['the list', /\/contacts\/lists$/],
  ['switching e-commerce on', /\/ecommerce\/activate$/],
  ['the currency', /\/ecommerce\/config\/displayCurrency$/],
];
const cells = writes.flatMap(([what, path]) =>
  faults.map(([how, fault]) => ({ what, path, how, fault })),
);

test.each(cells)('when $what $how, everything is there once', async ({ path, fault }) => {
  const world = worldOf(sandbox);
  const plan = await planSync(world, {});
  sandbox.faults.add({ api: 'brevo', method: 'POST', path, fault });

  const listId = await prepared(world, plan);

  const { state, ledger } = sandbox.brevo;
  expect(
    ledger.count(({ path: asked, method }) => method === 'POST' && path.test(asked)),
  ).toBeGreaterThan(0);
  expect(state.ecommerce).toBe('on');
  expect(state.displayCurrency).toBe('USD');
  expect([...state.folders.values()].map(({ name }) => name)).toEqual(['Shop', 'tajo-bigcommerce']);
  const technical = [...state.lists.values()].filter(({ name }) => name.startsWith('tajo-'));
  expect(technical.map(({ id }) => id)).toEqual([listId]);
  expect(
    Object.fromEntries([...state.attributes].map(([name, { type }]) => [name, type])),
  ).toMatchObject({
    COMPANY: 'text',
    ORDER_COUNT: 'float',
    TOTAL_SPENT: 'float',
    SIGNUP_DATE: 'date',
    TAJO_LISTED_40: 'boolean',
    TAJO_LISTED_41: 'boolean',
  });
});

test('an account that is ready is left as it is', async () => {
  const world = worldOf(sandbox);
  const plan = await planSync(world, {});
  await prepared(world, plan);
  const before = sandbox.brevo.writes().length;

  const again = await prepareBrevo(world, plan);

  expect(again).toMatchObject({ ready: true, created: [] });
  expect(sandbox.brevo.writes()).toHaveLength(before);
});
