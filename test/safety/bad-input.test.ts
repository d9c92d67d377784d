// A sync that cannot be done fails at once, with one sentence a problem that says the cure.
import { openStage, type Stage, type StageOptions } from '../support/stage';
import { verdictOf, type Verdict } from './verdict';

async function stageWith(options: StageOptions = {}): Promise<Stage> {
  return openStage({ ...options, sandbox: { customers: 3, orders: 3, products: 3 } });
}

async function refusalOf(stage: Stage, input: unknown): Promise<Verdict> {
  return verdictOf(await stage.start(input));
}

const atOnce = { failedTasks: 0, retries: 0 };

describe('what a person can type', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await stageWith({
      connector: '    sync: { customers: false, orders: false }\n    lists: { all_customers: 40 }',
    });
  });
  afterAll(async () => {
    await stage.close();
  });

  test.each<[string, unknown, readonly RegExp[]]>([
    ['an unknown store', { store: 'mian' }, [/unknown "mian".*did you mean "main".*known: main/]],
    [
      'a misspelt resource',
      { resources: ['ordres'] },
      [/resources\[0\].*"ordres".*did you mean "orders"/],
    ],
    [
      'a resource that is switched off',
      { resources: ['customers'] },
      [/customers is switched off.*sync\.customers: false/],
    ],
    ['a text instead of an object', 'main', [/expected one object such as \{"store"/]],
    ['a list instead of an object', ['orders'], [/expected one object such as/]],
    ['a number instead of an object', 7, [/expected one object such as/]],
    ['an unknown field', { stor: 'main' }, [/unknown field "stor".*did you mean "store"/]],
    ['a field of another kind', { fresh: 'yes' }, [/fresh: expected true or false/]],
    ['a text where a list belongs', { resources: 'orders' }, [/resources: expected a list/]],
    ['a list of nothing', { resources: [] }, [/resources: the list is empty/]],
    [
      'an incremental sync that is to write everything again',
      { type: 'incremental', fresh: true },
      [/fresh: everything is written again by a full sync alone/],
    ],
    ['an unknown kind of sync', { type: 'half' }, [/type: unknown "half"/]],
    [
      'several mistakes at once',
      { store: 'mian', type: 'half', resources: ['ordres', 7, 'customers'], fresh: 1, dry: true },
      [
        /unknown field "dry"/,
        /fresh: expected true or false/,
        /type: unknown "half"/,
        /store: unknown "mian"/,
        /resources\[0\]: unknown "ordres"/,
        /resources\[1\]: unknown "7"/,
      ],
    ],
  ])('%s is refused with its cure', async (_name, input, sentences) => {
    const verdict = await refusalOf(stage, input);

    expect(verdict).toMatchObject({ type: 'InvalidSyncRequest', ...atOnce });
    const lines = verdict.message.split('\n').slice(1);
    for (const sentence of sentences)
      expect(lines.filter((line) => sentence.test(line))).toHaveLength(1);
    expect(lines).toHaveLength(sentences.length);
    expect(stage.sandbox.brevo.writes()).toHaveLength(0);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
  ])('%s is enough where there is one store', async (_name, input) => {
    const handle = await stage.start(input);

    await expect(handle.result()).resolves.toMatchObject({ resources: ['products'] });
  });
});

test('with two stores an empty box asks which', async () => {
  const stage = await stageWith({
    yaml: ({ storeHash, accessToken, brevoApiKey }) => `connectors:
  bigcommerce:
    brevo_api_key: ${brevoApiKey}
    stores:
      main: { store_hash: ${storeHash}, access_token: ${accessToken} }
      eu: { store_hash: xyz789, access_token: ${accessToken}, enabled: false }
`,
  });

  const which = await refusalOf(stage, {});
  const off = await refusalOf(stage, { store: 'eu' });
  await stage.close();

  expect(which).toMatchObject({ type: 'InvalidSyncRequest', ...atOnce });
  expect(which.message).toMatch(/- store: say which one \(known: main, eu\)$/);
  expect(off.message).toMatch(/- store: "eu" is switched off \(enabled: false/);
});
