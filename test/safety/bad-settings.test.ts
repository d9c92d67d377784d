// A shop or an account that is not ready for a sync is told so at once, with one sentence a problem that says the cure.
import type { SandboxOptions } from '../../src/sandbox/start';
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import {
  openStage,
  sideNamespace,
  SPEC_MAPPING,
  type Stage,
  type StageOptions,
} from '../support/stage';
import { verdictOf, type Verdict } from './verdict';

const tiny = { customers: 3, orders: 3, products: 3 };
const atOnce = { failedTasks: 0, retries: 0 };

let stage: Stage | undefined;
let patient: Stage;
let outOfPatience: Promise<Verdict>;

beforeAll(async () => {
  patient = await openStage({
    sandbox: { ...tiny, brevo: { activationMs: 1e12 } },
    namespace: sideNamespace(1),
  });
  // Ten looks take some seconds, in which the other tests are done.
  outOfPatience = refusalOf(patient, { resources: ['products'] });
});
afterAll(async () => {
  await patient.close();
});

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function open(
  options: StageOptions & { readonly sandbox?: SandboxOptions } = {},
): Promise<Stage> {
  stage = await openStage({ ...options, sandbox: { ...tiny, ...options.sandbox } });
  return stage;
}

async function refusalOf(on: Stage, input: unknown = {}): Promise<Verdict> {
  return verdictOf(await on.start(input));
}

/** The numbered sentences of a CannotSync. */
const sentencesOf = ({ message }: Verdict): readonly string[] =>
  message
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^\d+\. /, ''));

describe('a token with too little rights', () => {
  let shared: Stage;

  beforeAll(async () => {
    shared = await openStage({ sandbox: tiny });
  });
  afterAll(async () => {
    await shared.close();
  });

  test.each([['orders'], ['customers'], ['products'], ['information']])(
    'is told that the scope for %s is missing and how to get it',
    async (family) => {
      const lacking = `store_v2_${family}`;
      shared.sandbox.bigcommerce.setScopes(
        readScopes.filter((scope) => !scope.startsWith(lacking)),
      );

      const verdict = await refusalOf(shared);

      expect(verdict).toMatchObject({ type: 'CannotSync', ...atOnce });
      expect(verdict.message).toMatch(/^Store main cannot be synced yet:\n1\. /);
      expect(sentencesOf(verdict)).toEqual([
        expect.stringMatching(
          new RegExp(`the scope ${lacking}_read_only .*make a new one with it`),
        ),
      ]);
      expect(shared.sandbox.brevo.writes()).toHaveLength(0);
    },
  );

  test('is told of every scope at once, beside what Brevo refuses', async () => {
    shared.sandbox.bigcommerce.setScopes([]);
    shared.sandbox.brevo.switches.blockedIp = true;

    const verdict = await refusalOf(shared);

    shared.sandbox.brevo.switches.blockedIp = false;
    expect(sentencesOf(verdict)).toEqual([
      expect.stringContaining('store_v2_information_read_only'),
      expect.stringContaining('store_v2_products_read_only'),
      expect.stringContaining('store_v2_customers_read_only'),
      expect.stringContaining('store_v2_orders_read_only'),
      expect.stringContaining("Brevo blocks this server's IP address"),
    ]);
  });

  test('does not miss the scope of a resource that nobody asks for', async () => {
    shared.sandbox.bigcommerce.setScopes([
      'store_v2_information_read_only',
      'store_v2_products_read_only',
    ]);

    const result = await shared.sync({ resources: ['products'] });

    expect(result.resources).toEqual(['products']);
  });
});

const cases: readonly [string, StageOptions, readonly RegExp[]][] = [
  [
    'a wrong access token',
    { accessToken: 'not-the-token' },
    [/^BigCommerce refuses the access token \(401\)\. .*new store-level API account/],
  ],
  [
    'a wrong Brevo key',
    { brevoApiKey: 'xkeysib-not-the-key' },
    [/^Brevo refuses the API key \(401\)\. Make a new key/],
  ],
  [
    'a blocked IP address',
    { sandbox: { brevo: { switches: { blockedIp: true } } } },
    [/^Brevo blocks this server's IP address \(401\)\. Add it in Brevo/],
  ],
  [
    'a list that does not exist',
    { connector: '    lists: { all_customers: 40, buyers: 77 }' },
    [
      /^lists\.buyers: Brevo has no list 77\. Its lists: 40 \(All customers\), 41 \(Buyers\), 42 \(Abandoned carts\)\.$/,
    ],
  ],
  [
    'everything at once',
    {
      accessToken: 'not-the-token',
      connector: '    lists: { all_customers: 76, buyers: 77 }',
    },
    [
      /^BigCommerce refuses the access token/,
      /^lists\.all_customers: Brevo has no list 76/,
      /^lists\.buyers: Brevo has no list 77/,
    ],
  ],
];

test.each(cases)('%s is told with its cure', async (_name, options, sentences) => {
  const on = await open(options);

  const verdict = await refusalOf(on);

  expect(verdict).toMatchObject({ type: 'CannotSync', ...atOnce });
  expect(sentencesOf(verdict)).toHaveLength(sentences.length);
  sentences.forEach((sentence, at) => {
    expect(sentencesOf(verdict)[at]).toMatch(sentence);
  });
  expect(on.sandbox.brevo.writes()).toHaveLength(0);
});

test('an attribute of the wrong type is told with its place in the mapping', async () => {
  const on = await open({ mapping: SPEC_MAPPING.replace('SIGNUP_DATE', 'LASTNAME_2') });
  await makeAttribute(on, 'LASTNAME_2', 'float');
  await makeAttribute(on, 'ORDER_COUNT', 'date');
  await makeAttribute(on, 'TAJO_LISTED_40', 'text');

  const verdict = await refusalOf(on);

  expect(verdict).toMatchObject({ type: 'CannotSync', ...atOnce });
  expect(sentencesOf(verdict)).toEqual([
    expect.stringMatching(
      /^customer_mapping\.orders_count: .*ORDER_COUNT is of type date, but float is needed/,
    ),
    expect.stringMatching(
      /^customer_mapping\.date_created: .*LASTNAME_2 is of type float, but date is needed/,
    ),
    expect.stringMatching(
      /^the mark of list 40: .*TAJO_LISTED_40 is of type text, but boolean is needed/,
    ),
  ]);
});

test('an account that may not switch e-commerce on is told where to ask', async () => {
  const on = await open({ sandbox: { brevo: { ecommerce: 'refused' } } });

  const verdict = await refusalOf(on);

  expect(verdict).toMatchObject({ type: 'EcommerceNotReady', ...atOnce });
  expect(verdict.message).toMatch(/^Brevo refuses to switch e-commerce on .*switch it on in Brevo/);
});

test('an account whose e-commerce never gets ready is told after ten looks', async () => {
  const verdict = await outOfPatience;

  expect(verdict).toMatchObject({ type: 'EcommerceNotReady', ...atOnce });
  expect(verdict.message).toMatch(/still not on after 10 looks: switch it on in Brevo/);
});

const IN_EURO: StageOptions = { sandbox: { brevo: { ecommerce: 'on', displayCurrency: 'EUR' } } };

test('an account with amounts in another currency is told what to set', async () => {
  const on = await open(IN_EURO);
  await post(on, 'products', { id: 'P-1', name: 'Bought in euro', price: 4 });

  const verdict = await refusalOf(on);

  expect(verdict).toMatchObject({ type: 'CannotSync', ...atOnce });
  expect(sentencesOf(verdict)).toEqual([
    expect.stringMatching(
      /display currency is EUR, the shop's is USD.*set the display currency to USD in Brevo/,
    ),
  ]);
});

test("an account without amounts is given the shop's currency", async () => {
  const on = await open(IN_EURO);

  await on.sync({ resources: ['products'] });

  expect(on.sandbox.brevo.state.displayCurrency).toBe('USD');
});

const makeAttribute = (on: Stage, name: string, type: string): Promise<void> =>
  post(on, `contacts/attributes/normal/${name}`, { type });

async function post({ sandbox }: Stage, path: string, body: unknown): Promise<void> {
  const { ok } = await fetch(`${sandbox.brevoUrl}/${path}`, {
    method: 'POST',
    headers: { 'api-key': sandbox.brevoApiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!ok) throw new Error(`Brevo did not take ${path}`);
}
