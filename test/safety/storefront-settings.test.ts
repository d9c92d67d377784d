// Storefronts that cannot be right are told so before anything is read or written, each with its cure.
import { randomUUID } from 'node:crypto';
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import { openStage, type Stage, type StageOptions } from '../support/stage';
import { verdictOf, type Verdict } from './verdict';

const tiny = { customers: 3, orders: 3, products: 3 };

let stage: Stage;

afterEach(async () => {
  await stage.close();
});

async function open(storefronts: string, options: StageOptions = {}): Promise<Stage> {
  stage = await openStage({
    connector: `    storefronts:\n${storefronts}`,
    ...options,
    sandbox: { ...tiny, ...options.sandbox },
  });
  return stage;
}

const sentencesOf = ({ message }: Verdict): readonly string[] =>
  message
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^\d+\. /, ''));

async function refusal(): Promise<readonly string[]> {
  const verdict = await verdictOf(await stage.start({}));
  expect(verdict).toMatchObject({ type: 'CannotSync', failedTasks: 0, retries: 0 });
  expect(stage.sandbox.brevo.writes()).toHaveLength(0);
  return sentencesOf(verdict);
}

const without = (...families: readonly string[]): readonly string[] =>
  readScopes.filter((scope) => !families.some((family) => scope.startsWith(family)));

test('a channel that is not there is told with those there are, a till with what it lacks', async () => {
  await open('      - { channel_id: 7 }\n      - { channel_id: 9 }');

  expect(await refusal()).toEqual([
    'storefronts: BigCommerce has no channel 7. Its channels: 1 (Sample Store), 2 (Storefront 2), 9 (Till).',
    'storefronts: channel 9 has no site of its own: write its url.',
  ]);
});

test('without the scope for sites an address must be written, and then is enough', async () => {
  await open('      - { channel_id: 2 }');
  stage.sandbox.bigcommerce.setScopes(without('store_sites'));

  expect(await refusal()).toEqual([
    expect.stringMatching(
      /channel 2 .* scope store_sites_read_only .*write its url, or connect again/,
    ),
  ]);
  await stage.close();

  await open("      - { channel_id: 2, url: 'https://two.example.com' }");
  stage.sandbox.bigcommerce.setScopes(without('store_sites', 'store_channel'));
  expect((await stage.sync({ resources: ['products'] })).phases).not.toHaveLength(0);
});

test("lists of a storefront's own account are looked for in that account", async () => {
  const OUTLET = `xkeysib-${randomUUID()}`;
  await open('      - { channel_id: 2, lists: { buyers: 41 }, brevo_api_key_env: OUTLET }', {
    env: { OUTLET },
    sandbox: {
      brevo: {
        neighbours: [{ apiKey: OUTLET, organization: 'outlet', lists: [{ id: 7, name: 'VIP' }] }],
      },
    },
  });

  expect(await refusal()).toEqual([
    'Brevo account of storefront 2: storefronts: channel 2: lists.buyers: Brevo has no list 41. Its lists: 7 (VIP).',
  ]);
});

test('a wrong key of a storefront is told, and whose it is', async () => {
  await open('      - { channel_id: 2, brevo_api_key_env: OUTLET }', {
    env: { OUTLET: 'xkeysib-nobody-has-it' },
  });

  expect(await refusal()).toEqual([
    expect.stringMatching(/^Brevo account of storefront 2: Brevo refuses the API key \(401\)/),
  ]);
});

test('two keys of one Brevo account are no two accounts', async () => {
  const OUTLET = `xkeysib-${randomUUID()}`;
  await open('      - { channel_id: 2, brevo_api_key_env: OUTLET }', {
    env: { OUTLET },
    sandbox: { brevo: { neighbours: [{ apiKey: OUTLET }] } },
  });

  expect(await refusal()).toEqual([
    expect.stringMatching(
      /the key of account channel-2 belongs to the same Brevo account as that of default/,
    ),
  ]);
});

test('a store without storefronts asks nothing about channels', async () => {
  stage = await openStage({ sandbox: tiny });
  await stage.sync();

  const asked = stage.sandbox.bigcommerce.ledger.entries.map(({ path }) => path);
  expect(asked.filter((path) => path.includes('channels'))).toEqual([]);
});
