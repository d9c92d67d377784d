// The built commands connect, status and disconnect, typed against a running API.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectByHand } from '../support/connected-by-hand';
import { SEALER } from '../support/stage';
import { API_KEY, eventually, openConnectedShop, type ConnectedShop } from './connected-shop';

const COMMAND = join(__dirname, '..', '..', 'dist', 'cli', 'main.js');

interface Typed {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

describe('a merchant at a terminal', () => {
  let shop: ConnectedShop;
  let folder: string;

  beforeAll(async () => {
    shop = await openConnectedShop({ side: 4 });
    await shop.startWorker();
    folder = await mkdtemp(join(tmpdir(), 'tajo-connect-'));
  });
  afterAll(async () => {
    await shop.close();
    await rm(folder, { recursive: true });
  });

  async function typed(words: string, env: Record<string, string> = {}): Promise<Typed> {
    const surroundings = { TAJO_API_URL: shop.apiUrl, TAJO_API_KEY: API_KEY, ...env };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [COMMAND, ...words.split(' ')],
        { cwd: folder, env: surroundings },
        (_error, out, complaint) => {
          resolve({ code: child.exitCode ?? -1, out, complaint });
        },
      );
    });
  }

  async function write(lists: string): Promise<void> {
    const { storeHash, accessToken, brevoApiKey } = shop.sandbox;
    await writeFile(
      join(folder, 'connector.yml'),
      `connectors:
  bigcommerce:
    brevo_api_key: ${brevoApiKey}
    sync: { orders: true }
    stores:
      main: { store_hash: ${storeHash}, access_token: ${accessToken}, lists: { ${lists} } }
customer_mapping: { first_name: FIRSTNAME, company: COMPANY }
`,
    );
  }

  test('reads why the store was not connected, and the command ends with 1', async () => {
    await write('buyers: 4711');

    const { code, out } = await typed('connect');

    expect(code).toBe(1);
    expect(out).toContain('Store main (abc123): not connected, nothing was written');
    expect(out).toContain('4711');
  });

  test('connects the stores of connector.yml, sees them, and disconnects', async () => {
    await write('all_customers: 40');

    const connected = await typed('connect');
    const again = await typed('connect --store main --json');
    const status = await typed('status');
    const shown = await typed('status --store main --json');
    const disconnected = await typed('disconnect main');
    const after = await typed('status');

    expect(connected).toMatchObject({ code: 0, complaint: '' });
    expect(connected.out).toMatch(/^Store main \(abc123\): connected\n {2}checked:\n/);
    expect(connected.out).toContain('created:');
    expect(JSON.parse(again.out)).toMatchObject({ stores: [{ outcome: 'unchanged' }] });
    expect(status.out).toMatch(/^store +hash +last sync +customers +orders +products +rejected\n/);
    expect(status.out).toMatch(/main +abc123 +never +0 +0 +0 +0\n/);
    expect(JSON.parse(shown.out)).toMatchObject({ connected: true, stores: [{ name: 'main' }] });
    expect(disconnected).toMatchObject({ code: 0 });
    expect(disconnected.out).toContain('Store abc123: disconnected');
    expect(after.out).toContain('No store is connected');
  });

  test.each([
    [
      'the API is away',
      { TAJO_API_URL: 'http://127.0.0.1:9' },
      ['http://127.0.0.1:9', 'npm run api'],
    ],
    ['the key is wrong', { TAJO_API_KEY: 'another-key-of-the-api' }, ['TAJO_API_KEY']],
    ['there is no key', { TAJO_API_KEY: '' }, ['TAJO_API_KEY', 'tajo-bigcommerce init']],
  ])('hears what to do when %s', async (_when, env, cures) => {
    const { code, out, complaint } = await typed('status', env);

    expect(code).toBe(1);
    expect(out).toBe('');
    for (const cure of cures) expect(complaint).toContain(cure);
  });

  test('sees what waits for Temporal and what is parked, and sends it again', async () => {
    const { inbox } = shop.live;
    const empty = await typed('inbox');
    // The id of its connection has less than 1,000 characters, that of its workflow has more.
    const store = 'x'.repeat(988);
    await connectByHand({ client: shop.client, sealer: SEALER, storeHash: store, hookSecret: 'h' });
    await inbox.append({ store, scope: 'store/customer/updated', id: 1 });
    await eventually(
      () => Promise.resolve(inbox.report()),
      ({ parkedDeliveries }) => parkedDeliveries === 1,
    );
    const parked = await typed('inbox');
    const retried = await typed('inbox --retry --json');

    expect(empty).toMatchObject({
      code: 0,
      out: 'No delivery waits for Temporal.\nNothing is parked.\n',
    });
    expect(parked.code).toBe(1);
    expect(parked.out).toContain('1 delivery is parked:\n');
    expect(parked.out).toContain('Temporal calls it invalid (gRPC code 3)');
    expect(JSON.parse(retried.out)).toMatchObject({ retried: 1 });
  });

  test('hears which stores there are when the name is another', async () => {
    await write('all_customers: 40');

    const { code, complaint } = await typed('connect --store eu');

    expect(code).toBe(2);
    expect(complaint).toContain('There is no store "eu" in connector.yml: it has main.');
  });
});
