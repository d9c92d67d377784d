// The path of the README, typed: from an empty folder to a first sync, a status and a goodbye.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';
import { freePorts } from '../../src/temporal/free-ports';
import { differences } from '../support/oracle';
import { sideNamespace, TEMPORAL } from '../support/stage';
import { API, startProgram, typed, WORKER, type Program, type Typed } from '../support/terminal';

/** What `npm start` runs after it has built. */
const TOGETHER = `import { runNodesTogether } from ${JSON.stringify(join(__dirname, '../../scripts/processes.mjs'))};
process.exitCode = await runNodesTogether(${JSON.stringify([[WORKER], [API]])}, { cwd: process.cwd() });`;

/** As the README says it, and as a merchant's lists and impatience have it. */
const CHOICES = [
  [
    '    # lists:\n    #   all_customers: 40\n    #   buyers: 41',
    '    lists:\n      all_customers: 40\n      buyers: 41',
  ],
  ['    #   abandoned_cart: 42', '      abandoned_cart: 42'],
  ['customer_group_id: CUSTOMER_GROUP', 'customer_group: CUSTOMER_GROUP'],
  ['    # brevo:\n', '    brevo: { settle: 0.3s, import_look: 0.2s, activation_look: 0.2s }\n'],
] as const;

interface Desk {
  readonly folder: string;
  readonly port: number;
  readonly sandbox: Sandbox;
  readonly types: (words: string, env?: Record<string, string>) => Promise<Typed>;
  readonly starts: (...args: readonly string[]) => Program;
  /** What a person writes into the two files after `init`. */
  readonly fillIn: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

async function sitDown(side: number): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-first-'));
  const [port] = await freePorts();
  const sandbox = await startSandbox({
    timeScale: 360,
    customers: 40,
    orders: 40,
    products: 20,
    brevo: { apiKey: `xkeysib-${randomUUID()}` },
  });
  const programs: Program[] = [];
  return {
    folder,
    port,
    sandbox,
    types: (words, env = {}) => typed(words, { cwd: folder, env }),
    starts: (...args) => {
      const program = startProgram(args, { cwd: folder });
      programs.push(program);
      return program;
    },
    fillIn: async () => {
      const env = await readFile(join(folder, '.env'), 'utf8');
      await writeFile(join(folder, '.env'), filled(env, sandbox, { side, port }));
      const yaml = await readFile(join(folder, 'connector.yml'), 'utf8');
      await writeFile(join(folder, 'connector.yml'), chosen(yaml));
    },
    leave: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

function filled(
  text: string,
  sandbox: Sandbox,
  { side, port }: { readonly side: number; readonly port: number },
): string {
  const values = {
    TEMPORAL_ADDRESS: TEMPORAL.address,
    TEMPORAL_NAMESPACE: sideNamespace(side),
    BC_STORE_HASH: sandbox.storeHash,
    BC_ACCESS_TOKEN: sandbox.accessToken,
    BREVO_API_KEY: sandbox.brevoApiKey,
  };
  const known = Object.entries(values).reduce((before, [name, value]) => {
    expect(before).toContain(`\n${name}=\n`);
    return before.replace(`\n${name}=\n`, `\n${name}=${value}\n`);
  }, text);
  return `${known}
PORT=${port}
METRICS_PORT=0
BIGCOMMERCE_API_URL=${sandbox.bigcommerceUrl}
BREVO_API_URL=${sandbox.brevoUrl}
`;
}

function chosen(text: string): string {
  return CHOICES.reduce((before, [written, wanted]) => {
    expect(before).toContain(written);
    return before.replace(written, wanted);
  }, text);
}

// A dozen processes start one after the other.
jest.setTimeout(180_000);

describe('a merchant with an empty folder', () => {
  let desk: Desk;

  afterEach(async () => {
    await desk.leave();
  });

  test('types what the README says, and the shop is in Brevo', async () => {
    desk = await sitDown(5);
    const { types, starts, sandbox } = desk;

    const init = await types('init');
    await desk.fillIn();
    const both = starts('--input-type=module', '--eval', TOGETHER);
    await both.says('worker is running');
    await both.says('API listens');
    const connect = await types('connect');
    const sync = await types('sync --watch');
    const left = differences(sandbox);
    const status = await types('status');
    const goodbye = await types('disconnect main');
    const after = await types('status');
    const ended = await both.stop();
    const away = await types('sync');

    expect(init).toMatchObject({ code: 0, complaint: '' });
    expect(init.out).toContain('Fill in BC_STORE_HASH, BC_ACCESS_TOKEN, BREVO_API_KEY in .env.');
    expect(connect).toMatchObject({ code: 0, complaint: '' });
    // The worker has read the same file, so one of the two was first.
    expect(connect.out).toMatch(/^Store main \(abc123\): connected/);
    expect(sync).toMatchObject({ code: 0, complaint: '' });
    expect(sync.out).toMatch(/^Sync sync\/abc123\n/);
    for (const phase of ['products', 'customers', 'orders', 'closing']) {
      expect(sync.out).toMatch(new RegExp(`\n {2}${phase} +\\d`));
    }
    expect(sync.out).toContain('0 records rejected');
    expect(sync.out).toContain('Written without a value:');
    expect(left).toEqual([]);
    expect(status.out).toMatch(/\nmain +abc123 +\d{4}-\S+Z +[1-9]\d* +[1-9]\d* +[1-9]\d* +\d+\n/);
    expect(goodbye).toMatchObject({ code: 0, complaint: '' });
    expect(goodbye.out).toContain('Store abc123: disconnected');
    expect(after.out).toContain('No store is connected');
    expect(ended).toBe(0);
    expect(away).toMatchObject({ code: 1, out: '' });
    expect(away.complaint).toContain(`does not answer at http://127.0.0.1:${desk.port}`);
    expect(away.complaint).toContain('npm start');
  });

  test('is told what is missing when the worker, the store or the key is', async () => {
    desk = await sitDown(6);
    const { types, starts } = desk;
    await types('init');
    await desk.fillIn();
    const api = starts(API);
    await api.says('API listens');

    const nobody = await types('connect');
    const nothing = await types('sync');
    const stranger = await types('status', { TAJO_API_KEY: 'another-key-of-the-api' });
    const second = starts(API);
    const refused = await second.ended;
    const words = await second.says('cannot listen');

    expect(nobody.code).toBe(1);
    expect(nobody.complaint).toContain('npm run worker');
    expect(nothing.code).toBe(1);
    expect(nothing.complaint).toContain('`tajo-bigcommerce connect`');
    expect(stranger.code).toBe(1);
    expect(stranger.complaint).toContain('TAJO_API_KEY');
    expect(refused).toBe(1);
    expect(words).toContain(`0.0.0.0:${desk.port}`);
    expect(words).toContain('set PORT to a free port');
  });

  test('starts a sync before there is a worker, and joins it with a word when there is one', async () => {
    desk = await sitDown(7);
    const { types, starts, sandbox } = desk;
    await types('init');
    await desk.fillIn();
    await starts(API).says('API listens');
    const worker = starts(WORKER);
    await worker.says('worker is running');
    await types('connect');
    await worker.stop();

    const stranger = await types('sync --store eu');
    const alone = await types('sync');
    const twice = await types('sync --json');
    await starts(WORKER).says('worker is running');
    const joined = await types('sync --yes --watch --json');
    const later = await types('sync --type incremental --resource orders --watch --json');

    expect(stranger.code).toBe(2);
    expect(stranger.complaint).toContain('No store "eu" is connected');
    expect(alone).toMatchObject({ code: 0, complaint: '' });
    expect(alone.out).toContain('No worker answers at the moment');
    expect(twice.code).toBe(1);
    expect(JSON.parse(twice.out)).toMatchObject({ state: 'failed' });
    expect(twice.out).toContain('is running already. Add --watch');
    expect(joined.complaint).toContain('no second one was started');
    expect(joined.complaint).toContain('Approved');
    expect(JSON.parse(joined.out)).toMatchObject({
      state: 'completed',
      workflowId: 'sync/abc123',
      result: { type: 'full', resources: ['customers', 'orders', 'products'] },
    });
    expect(later.code).toBe(0);
    expect(JSON.parse(later.out)).toMatchObject({
      state: 'completed',
      result: { type: 'incremental', resources: ['orders'] },
    });
    expect(differences(sandbox)).toEqual([]);
  });
});
