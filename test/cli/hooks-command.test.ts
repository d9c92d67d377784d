// The built command `hooks`, typed against an API: what it says, and what its exit code means.
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY, startTestApi, STORE, type RunningApi } from '../api/running-api';

const COMMAND = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');

interface Typed {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

function typed({ url }: RunningApi, words: string): Promise<Typed> {
  const env = { TAJO_API_URL: url, TAJO_API_KEY: KEY };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [COMMAND, ...words.split(' ')],
      { cwd: tmpdir(), env },
      (_error, out, complaint) => {
        resolve({ code: child.exitCode ?? -1, out, complaint });
      },
    );
  });
}

async function withStores(...names: readonly string[]): Promise<RunningApi> {
  const api = await startTestApi();
  for (const name of names) {
    await api.connector.connect({ ...STORE, name, storeHash: `hash${name}` });
  }
  return api;
}

test('a missing hook is named, and the command ends with 1', async () => {
  const api = await withStores('main');

  const { code, out } = await typed(api, 'hooks');

  expect(code).toBe(1);
  expect(out)
    .toBe(`Store main (hashmain): 0 of 1 hooks work, to https://hooks.example.com/webhooks/bigcommerce
  found missing: store/customer/created
  They are repaired every ten minutes; at once with --repair.
`);
});

test('--repair puts it right, says what was done, and ends with 0', async () => {
  const api = await withStores('main');

  const { code, out } = await typed(api, 'hooks --repair --store main');

  expect(code).toBe(0);
  expect(out).toContain('1 of 1 hooks work');
  expect(out).toContain('  repaired: 1\n  an incremental sync brings over');
});

test('without a name every connected store is looked at', async () => {
  const api = await withStores('main', 'eu');

  const { code, out } = await typed(api, 'hooks --json');

  expect(code).toBe(1);
  const printed: unknown = JSON.parse(out);
  expect(printed).toMatchObject({ stores: [{ name: 'main' }, { name: 'eu' }] });
});

test('nobody is connected: the cure is said, and the command ends with 2', async () => {
  const api = await withStores();

  const { code, complaint } = await typed(api, 'hooks');

  expect(code).toBe(2);
  expect(complaint).toContain('tajo-bigcommerce connect');
});
