// The built command looks at everything: from an empty folder to a shop that is connected and synced.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_KEY, openConnectedShop, type ConnectedShop } from '../stores/connected-shop';
import { TEMPORAL } from '../support/stage';

const COMMAND = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const folders: string[] = [];

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

interface Typed {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

interface Place {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the files; only their owner can read them otherwise. */
  readonly mode?: number;
}

async function typed(words: string, { files = {}, env = {}, mode = 0o600 }: Place = {}) {
  const cwd = await mkdtemp(join(tmpdir(), 'tajo-doctor-'));
  folders.push(cwd);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(cwd, name), text);
    await chmod(join(cwd, name), mode);
  }
  return new Promise<Typed>((resolve) => {
    const args = [COMMAND, ...words.split(' ')];
    const child = execFile(process.execPath, args, { cwd, env }, (_error, out, complaint) => {
      resolve({ code: child.exitCode ?? -1, out, complaint });
    });
  });
}

test('an empty folder hears the first step and nothing else', async () => {
  const { code, out, complaint } = await typed('doctor');

  expect({ code, complaint }).toEqual({ code: 1, complaint: '' });
  expect(out).toMatch(/^Here\n {2}ok +Node +20|^Here\n {2}ok +Node +2\d/);
  expect(out).toContain('tajo-bigcommerce init');
  expect(out).not.toContain('API ');
  expect(out).toMatch(/\n1 wrong, 0 warnings, 1 ok\.\n$/);
});

test('every problem of the environment and of connector.yml is a line', async () => {
  const environment = await typed('doctor', { env: { PORT: 'x', LOG_LEVEL: 'loud' } });
  const broken = 'connectors: { bigcommerce: { store_hsh: a, lists: { buyers: x } } }\n';
  const file = await typed('doctor', { files: { 'connector.yml': broken } });

  expect(environment.code).toBe(1);
  expect(environment.out).toMatch(/wrong +environment +PORT: /);
  expect(environment.out).toMatch(/wrong +environment +LOG_LEVEL: /);
  expect(file.code).toBe(1);
  expect(file.out).toMatch(/wrong +connector\.yml +connector\.yml:1 .*store_hash/);
  expect(file.out).toMatch(/wrong +connector\.yml +connector\.yml:1 .*lists\.buyers/);
});

describe('a shop that is connected', () => {
  let shop: ConnectedShop;
  let other: Server;

  beforeAll(async () => {
    shop = await openConnectedShop({ side: 7 });
    await shop.startWorker();
    await shop.connect();
    await shop.tajo.connectors.sync('bigcommerce', { wait: true });
    other = createServer((_request, response) => response.end('<h1>Welcome</h1>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await shop.close();
    other.close();
  });

  const envOf = (words: Readonly<Record<string, string>> = {}) => ({
    TAJO_API_URL: shop.apiUrl,
    TAJO_API_KEY: API_KEY,
    ...words,
  });

  const fileOf = (storeHash: string): Record<string, string> => ({
    'connector.yml': `connectors:
  bigcommerce: { store_hash: ${storeHash}, access_token: t0ken, brevo_api_key: k3y }
`,
  });

  test('is in order: warnings alone end with 0, and a script reads the same', async () => {
    const files = { '.env': `TAJO_API_KEY=${API_KEY}\n`, ...fileOf('abc123') };
    const env = { TAJO_API_URL: shop.apiUrl };

    const { code, out } = await typed('doctor', { files, env, mode: 0o644 });
    const script = await typed('doctor --store main --json', { files, env });

    expect(code).toBe(0);
    expect(out).toMatch(/\nConnector\n {2}ok +API /);
    expect(out).toMatch(/\nStore main \(abc123\)\n {2}ok +encryption key /);
    expect(out).toMatch(/warning +\.env .*mode 644.*\n +→ chmod 600 \.env\n/);
    expect(out).toMatch(/\n0 wrong, \d+ warnings?, \d+ ok\.\n$/);
    expect(script.code).toBe(0);
    const answer: unknown = JSON.parse(script.out);
    expect(answer).toMatchObject({
      checks: [{ title: 'Here' }, { title: 'Connector' }, { store: 'abc123' }],
    });
  });

  test('is told apart from one that connector.yml names and nobody has connected', async () => {
    const { code, out } = await typed('doctor', { files: fileOf('other1'), env: envOf() });

    expect(code).toBe(1);
    expect(out).toMatch(/wrong +stores +main \(other1\)/);
    expect(out).toContain('→ tajo-bigcommerce connect --store main');
  });

  test('shows what is wrong with it, with the cure, and ends with 1', async () => {
    shop.sandbox.brevo.switches.blockedIp = true;
    const { code, out } = await typed('doctor', { env: envOf() });
    shop.sandbox.brevo.switches.blockedIp = false;

    expect(code).toBe(1);
    expect(out).toMatch(/wrong +Brevo key .*IP address.*\n +→ .*Authorised IPs/);
  });

  test('is asked for by a name that nobody has', async () => {
    const { code, out } = await typed('doctor --store eu', { env: envOf() });

    expect(code).toBe(1);
    expect(out).toMatch(/wrong +stores .*"eu"/);
  });

  test('is out of reach with another key', async () => {
    const { code, out } = await typed('doctor', {
      env: envOf({ TAJO_API_KEY: 'another-key-of-the-api' }),
    });

    expect(code).toBe(1);
    expect(out).toMatch(/wrong +API .*refuses the key/);
  });

  test('is out of reach where something else listens, and where nobody does', async () => {
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { address: temporal, namespace } = TEMPORAL;
    const env = { TEMPORAL_ADDRESS: temporal, TEMPORAL_NAMESPACE: `${namespace}-7` };

    const something = await typed('doctor', {
      env: envOf({ ...env, TAJO_API_URL: `http://127.0.0.1:${port}` }),
    });
    const nobody = await typed('doctor', {
      env: envOf({ ...env, TAJO_API_URL: 'http://127.0.0.1:9' }),
    });

    expect([something.code, nobody.code]).toEqual([1, 1]);
    expect(something.out).toMatch(/wrong +API +Something else/);
    expect(nobody.out).toMatch(/wrong +API +Nothing answers at http:\/\/127\.0\.0\.1:9\./);
    // This machine sees for itself what the API cannot tell.
    expect(nobody.out).toMatch(/ok +Temporal +It answers at/);
    expect(nobody.out).toMatch(/ok +worker /);
  });
});
