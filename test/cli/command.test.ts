// The built command as a person types it: words and exit codes.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMMAND = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

interface Typed {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

/** In an empty folder and an empty environment, unless said otherwise. */
async function typed(
  words: string,
  { files = {}, env = {} }: { files?: Record<string, string>; env?: Record<string, string> } = {},
): Promise<Typed> {
  const cwd = await mkdtemp(join(tmpdir(), 'tajo-cli-'));
  folders.push(cwd);
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  const args = [COMMAND, ...words.split(' ').filter((word) => word !== '')];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd, env }, (_error, out, complaint) => {
      resolve({ code: child.exitCode ?? -1, out, complaint });
    });
  });
}

describe('wrong usage ends with 2 and names the word', () => {
  test.each([
    ['sync --resorce x', "unknown option '--resorce'", 'Did you mean --resource?'],
    ['snyc', "unknown command 'snyc'", 'Did you mean sync?'],
    ['sync --resource custmers', "'custmers' is invalid", 'customers, orders, products'],
    ['sync --type half', "'half' is invalid", 'full, incremental'],
    ['sync --id sync/mine', "unknown option '--id'", '--help'],
    ['dev --records 7', '--records', '--sandbox'],
    ['sync everything', "too many arguments for 'sync'", '--help'],
    ['demo --records many', "'many' is invalid", 'whole number from 1 to 20000'],
    ['demo --records 0', "'0' is invalid", 'whole number from 1 to 20000'],
    ['', 'Usage: tajo-bigcommerce', 'demo'],
  ])('%s', async (words, problem, cure) => {
    const { code, out, complaint } = await typed(words);

    expect(code).toBe(2);
    expect(out).toBe('');
    expect(complaint).toContain(problem);
    expect(complaint).toContain(cure);
  });
});

test('help is not an error', async () => {
  const { code, out } = await typed('sync --help');

  expect(code).toBe(0);
  expect(out).toContain('--no-variants');
});

describe('what has to be mended first ends with 1', () => {
  test('every problem of the configuration is said at once, and no stack', async () => {
    const broken = 'connectors: { bigcommerce: { store_hsh: a, lists: { buyers: x } } }\n';

    const { code, complaint } = await typed('connect', { files: { 'connector.yml': broken } });

    expect(code).toBe(1);
    expect(complaint).toMatch(/^\d+ problems in the configuration:/);
    expect(complaint).toContain('did you mean store_hash?');
    expect(complaint).toContain('lists.buyers');
    expect(complaint).not.toContain('    at ');
  });

  test('a script gets the problems as one JSON object', async () => {
    const { code, out } = await typed('sync --json', { env: { TEMPORAL_ADDRESS: 'nowhere' } });

    expect(code).toBe(1);
    const answer: unknown = JSON.parse(out);
    expect(answer).toMatchObject({ state: 'failed' });
    expect(answer).toHaveProperty('failure', expect.stringContaining('TEMPORAL_ADDRESS'));
  });
});
