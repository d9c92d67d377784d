// The built command `init` in folders of its own: what it writes, and what it leaves alone.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readEnvironment } from '../../src/config/environment';
import { loadSettings } from '../../src/config/load';
import { requireApi } from '../../src/config/requirements';

const ROOT = join(__dirname, '..', '..');
const COMMAND = join(ROOT, 'dist', 'cli', 'main.js');
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function aFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-init-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
  return folder;
}

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

function init(cwd: string, words: readonly string[] = [], env = {}): Promise<Answer> {
  const args = [COMMAND, 'init', ...words];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd, env }, (_error, out, complaint) => {
      resolve({ code: child.exitCode ?? -1, out, complaint });
    });
  });
}

const textOf = (folder: string, file = '.env') => readFile(join(folder, file), 'utf8');
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
const filled = `TAJO_API_KEY=a-key-of-16-chars
TAJO_ENCRYPTION_KEYS=k1:${Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64')}
BC_STORE_HASH=abc123
BC_ACCESS_TOKEN=t0ken
BREVO_API_KEY=k3y
`;

test('an empty folder gets both files, with fresh keys that nobody else may read', async () => {
  const folder = await aFolder();

  const { code, out, complaint } = await init(folder);

  expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
  expect((await readdir(folder)).sort()).toEqual(['.env', 'connector.yml']);
  expect(await modeOf(join(folder, '.env'))).toBe(0o600);
  const variables = parseEnv(await textOf(folder));
  const reading = readEnvironment(variables);
  const ids = reading.ok ? requireApi(reading.environment).encryptionKeys.map(({ id }) => id) : [];
  expect(ids).toEqual([expect.stringMatching(/^k\d{8}$/)]);
  expect(await textOf(folder, 'connector.yml')).toBe(
    await readFile(join(ROOT, 'connector.example.yml'), 'utf8'),
  );
  expect(out).toContain('Fill in BC_STORE_HASH, BC_ACCESS_TOKEN, BREVO_API_KEY in .env.');
  for (const name of ['TAJO_API_KEY', 'TAJO_ENCRYPTION_KEYS', 'POSTGRES_PASSWORD']) {
    expect(variables[name]?.length).toBeGreaterThanOrEqual(16);
    expect(out).not.toContain(variables[name]);
  }
});

test('.env has every name of the example, in its order and with its comments', async () => {
  const folder = await aFolder();
  await init(folder);

  const withoutValues = (text: string) => text.replaceAll(/^([A-Z_]+)=.*$/gm, '$1=');
  const example = await readFile(join(ROOT, '.env.example'), 'utf8');
  expect(withoutValues(await textOf(folder))).toBe(withoutValues(example));
});

test('the two files, filled in, are a configuration without a problem', async () => {
  const folder = await aFolder();
  await init(folder);
  const env = { ...parseEnv(await textOf(folder)), ...parseEnv(filled) };

  const text = await textOf(folder, 'connector.yml');
  expect(loadSettings({ file: 'connector.yml', text, env }).ok).toBe(true);
});

test('two folders get different keys', async () => {
  const [one, other] = [await aFolder(), await aFolder()];
  await Promise.all([init(one), init(other)]);

  const names = ['TAJO_API_KEY', 'TAJO_ENCRYPTION_KEYS', 'POSTGRES_PASSWORD'];
  const [first, second] = [parseEnv(await textOf(one)), parseEnv(await textOf(other))];
  for (const name of names) expect(first[name]).not.toBe(second[name]);
});

test('a second init changes nothing', async () => {
  const folder = await aFolder();
  await init(folder);
  const before = [await textOf(folder), await textOf(folder, 'connector.yml')];

  const { code, out } = await init(folder, ['--add-keys']);

  expect(code).toBe(0);
  expect(out).toContain('.env: kept');
  expect(out).toContain('connector.yml: kept');
  expect([await textOf(folder), await textOf(folder, 'connector.yml')]).toEqual(before);
});

describe('files that are there already', () => {
  test('stay as they are, and every flaw in them is named', async () => {
    const env = 'BC_STORE_HASH=abc123\nTAJO_API_KEY=short\nPORT=many\n';
    const yml = 'connectors: { bigcommerce: { lists: { buyers: x } } }\n';
    const folder = await aFolder({ '.env': env, 'connector.yml': yml });
    await chmod(join(folder, '.env'), 0o644);

    const { code, out } = await init(folder);

    expect(code).toBe(1);
    expect([await textOf(folder), await textOf(folder, 'connector.yml')]).toEqual([env, yml]);
    for (const flaw of [
      'TAJO_ENCRYPTION_KEYS is missing: --add-keys',
      'TAJO_API_KEY: The key of the API has at least 16 characters',
      'PORT: A port is a whole number',
      'chmod 600 .env',
      'connector.yml:1 connectors.bigcommerce.lists.buyers',
      'set BC_ACCESS_TOKEN in the environment',
      'Fill in BC_ACCESS_TOKEN, BREVO_API_KEY in .env.',
    ]) {
      expect(out).toContain(flaw);
    }
  });

  test('--add-keys adds what can be generated and changes no other line', async () => {
    const env = '# mine\nTAJO_API_KEY=\nexport BC_STORE_HASH="abc123" # the shop\nMINE=1';
    const folder = await aFolder({ '.env': env });

    const { code, out } = await init(folder, ['--add-keys']);

    expect(code).toBe(0);
    expect(out).toContain('keys added, with fresh TAJO_API_KEY, TAJO_ENCRYPTION_KEYS');
    const lines = (await textOf(folder)).split('\n');
    expect([lines[0], ...lines.slice(2, 4)]).toEqual([
      '# mine',
      'export BC_STORE_HASH="abc123" # the shop',
      'MINE=1',
    ]);
    expect(lines[1]).toMatch(/^TAJO_API_KEY=[\w-]{32}$/);
    expect(lines[4]).toMatch(/^TAJO_ENCRYPTION_KEYS=k\d{8}:[A-Za-z0-9+/]{43}=$/);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test('--add-keys makes no key anew', async () => {
    const folder = await aFolder({ '.env': filled });

    await init(folder, ['--add-keys']);

    const text = await textOf(folder);
    expect(text.startsWith(filled)).toBe(true);
    expect(text.slice(filled.length)).toMatch(/^POSTGRES_PASSWORD=[\w-]{32}\n$/);
  });

  test('--add-keys follows a link instead of replacing it', async () => {
    const folder = await aFolder({ kept: 'MINE=1\n' });
    await symlink(join(folder, 'kept'), join(folder, '.env'));

    await init(folder, ['--add-keys']);

    expect(await textOf(folder, 'kept')).toContain('TAJO_API_KEY=');
  });

  test('what the surroundings set is not missing', async () => {
    const folder = await aFolder({ '.env': 'MINE=1\n' });

    const { code, out } = await init(folder, [], parseEnv(filled));

    expect(code).toBe(0);
    expect(out).not.toContain('is missing');
    expect(out).not.toContain('Fill in');
  });
});

describe('a script gets one JSON object', () => {
  test('with the files, their state and the next steps, and no key', async () => {
    const folder = await aFolder();

    const { code, out } = await init(folder, ['--json']);

    expect(code).toBe(0);
    const answer: unknown = JSON.parse(out);
    expect(answer).toMatchObject({
      state: 'completed',
      files: [
        {
          file: '.env',
          state: 'created',
          added: ['TAJO_API_KEY', 'TAJO_ENCRYPTION_KEYS', 'POSTGRES_PASSWORD'],
          missing: [],
        },
        { file: 'connector.yml', state: 'created', added: [], missing: [] },
      ],
    });
    expect(answer).toHaveProperty('next.2', expect.stringContaining('npm start'));
    expect(out).not.toContain(parseEnv(await textOf(folder)).TAJO_API_KEY);
  });

  test('also when it fails', async () => {
    const folder = await aFolder();
    await symlink(join(folder, 'nowhere', '.env'), join(folder, '.env'));

    const { code, out } = await init(folder, ['--json']);

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ state: 'failed' });
  });
});
