// `dev`, typed: a toy world of its own, the real stores of a folder, and nothing left behind.
import { createServer } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startSandbox } from '../../src/sandbox/start';
import { freePorts } from '../../src/temporal/free-ports';
import { until } from '../support/moments';
import { COMMAND, startProgram, typed, type Program } from '../support/terminal';

/** For finding the Temporal dev server, and nothing else. */
const PROGRAMS = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };

const readySchema = z.object({
  state: z.literal('ready'),
  api: z.string(),
  temporal: z.object({ address: z.string(), ui: z.string() }),
  stores: z.array(z.object({ name: z.string(), outcome: z.string() })),
  env: z.record(z.string(), z.string()),
  sync: z.string(),
  sandbox: z.object({ bigcommerce: z.string(), brevo: z.string() }).optional(),
});
type Ready = z.infer<typeof readySchema>;

// Servers and commands are processes of their own.
jest.setTimeout(180_000);

let folder: string;
const programs: Program[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tajo-dev-'));
});
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()));
  await rm(folder, { recursive: true });
});

const types = (words: string, env: Record<string, string> = {}) =>
  typed(words, { cwd: folder, env: { ...PROGRAMS, ...env } });

function startDev(words: string, env: Record<string, string> = {}): Program {
  const args = [COMMAND, 'dev', ...words.split(' ').filter((word) => word !== '')];
  const program = startProgram(args, { cwd: folder, env: { ...PROGRAMS, ...env } });
  programs.push(program);
  return program;
}

async function readyOf(program: Program): Promise<Ready> {
  const lines = (await program.says('"ready"')).split('\n');
  return readySchema.parse(JSON.parse(lines.find((line) => line.startsWith('{')) ?? ''));
}

const answers = async (url: string): Promise<boolean> => {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
};

const placesOf = ({ api, temporal, sandbox }: Ready): readonly string[] => [
  api,
  `http://${temporal.address}`,
  temporal.ui,
  ...(sandbox === undefined ? [] : [sandbox.bigcommerce, sandbox.brevo]),
];

describe('without anything to work with', () => {
  test('it says so and names both ways on', async () => {
    const { code, complaint } = await types('dev');

    expect(code).toBe(1);
    expect(complaint).toContain('There is no connector.yml here');
    expect(complaint).toContain('`tajo-bigcommerce init`');
    expect(complaint).toContain('`tajo-bigcommerce dev --sandbox`');
  });

  test('missing keys are named with the command that makes them', async () => {
    const { code, complaint } = await types('dev', { BC_STORE_HASH: 'abc123' });

    expect(code).toBe(1);
    expect(complaint).toContain('TAJO_API_KEY');
    expect(complaint).toContain('TAJO_ENCRYPTION_KEYS');
    expect(complaint).toContain('`tajo-bigcommerce init`');
  });
});

test('a port that is taken is one sentence with the cure, and nothing is left running', async () => {
  const [port] = await freePorts();
  const holder = createServer();
  await new Promise<void>((resolve) => {
    holder.listen(port, '127.0.0.1', resolve);
  });

  const { code, out } = await types('dev --sandbox --records 5 --json', { PORT: String(port) });

  await new Promise((resolve) => holder.close(resolve));
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    state: 'failed',
    failure: `The API cannot listen on 127.0.0.1:${port} because another program does: stop it, or set PORT to a free port.`,
  });
});

test('the toy world reads nothing of mine, can be synced from another terminal, and ends as a whole', async () => {
  await writeFile(join(folder, '.env'), 'TAJO_API_KEY=my-own-key-of-the-api\nBC_STORE_HASH=mine\n');
  await writeFile(join(folder, 'connector.yml'), 'connectors: { bigcommerce: { broken: 1 } }\n');
  const mine = {
    TEMPORAL_ADDRESS: 'nowhere:1',
    TEMPORAL_NAMESPACE: 'mine',
    BIGCOMMERCE_API_URL: 'https://api.bigcommerce.com',
    BREVO_API_URL: 'https://api.brevo.com/v3',
    CONNECTOR_CONFIG: 'nowhere.yml',
    TAJO_ENCRYPTION_KEYS: 'wrong',
  };
  const dev = startDev('--sandbox --records 20 --json', mine);

  const ready = await readyOf(dev);
  const sync = await types('sync --watch --json', ready.env);
  const hooks = await types('hooks', ready.env);
  const { bigcommerce, brevo } = ready.sandbox ?? { bigcommerce: '', brevo: '' };
  const body = JSON.stringify({ company: 'News Ltd' });
  await fetch(`${bigcommerce}/control-panel/customers/1`, { method: 'POST', body });
  const headers = { 'api-key': 'xkeysib-sandbox' };
  await until('the change is in Brevo', async () => {
    const contact = await fetch(`${brevo}/contacts/abc123-1?identifierType=ext_id`, { headers });
    return (await contact.text()).includes('News Ltd');
  });
  const up = await Promise.all(placesOf(ready).slice(0, 1).map(answers));
  const code = await dev.stop('SIGINT');
  const left = await Promise.all(placesOf(ready).map(answers));

  expect(ready.stores).toMatchObject([{ name: 'main', outcome: 'connected' }]);
  expect(ready.sync).toContain(`TAJO_API_URL=${ready.api} TAJO_API_KEY=`);
  expect(sync.code).toBe(0);
  expect(JSON.parse(sync.out)).toMatchObject({ state: 'completed', result: { store: 'abc123' } });
  expect(hooks.code).toBe(0);
  expect(hooks.out).toContain(`hooks work, to ${ready.api}/webhooks/bigcommerce`);
  expect(up).toEqual([true]);
  expect(code).toBe(0);
  expect(left).toEqual([false, false, false, false, false]);
});

test('the real stores are connected, and what was synced is remembered after a restart', async () => {
  const sandbox = await startSandbox({ customers: 10, orders: 10, products: 5, timeScale: 360 });
  const [port] = await freePorts();
  await types('init');
  const env = await readFile(join(folder, '.env'), 'utf8');
  await writeFile(
    join(folder, '.env'),
    `${env}
PORT=${port}
BC_STORE_HASH=${sandbox.storeHash}
BC_ACCESS_TOKEN=${sandbox.accessToken}
BREVO_API_KEY=${sandbox.brevoApiKey}
BIGCOMMERCE_API_URL=${sandbox.bigcommerceUrl}
BREVO_API_URL=${sandbox.brevoUrl}
`,
  );
  const first = startDev('');

  const links = await first.says('Ctrl-C stops everything');
  const second = await types('dev', { PORT: '0' });
  const sync = await types('sync --resource products --watch');
  const ended = await first.stop('SIGINT');
  const again = await readyOf(startDev('--json'));
  const status = await types('status --json');

  await Promise.all(programs.splice(0).map((program) => program.stop()));
  await sandbox.close();
  expect(links).toContain(`API          http://127.0.0.1:${port}`);
  expect(links).toContain('Store main (abc123): connected');
  expect(links).toContain('\n  npx tajo-bigcommerce sync --watch\n');
  expect(links).toContain('data kept in .data/dev');
  expect(second.code).toBe(1);
  expect(second.complaint).toContain('`dev` runs here already');
  expect(sync.code).toBe(0);
  expect(sync.out).toContain('5 of 5 products written');
  expect(ended).toBe(0);
  expect(again.stores).toMatchObject([{ name: 'main', outcome: 'unchanged' }]);
  expect(JSON.parse(status.out)).toMatchObject({ connected: true, productsCount: 5 });
});
