// Every kind of write to Brevo loses its answer, breaks or is refused once: the account ends as if nothing had been.
import type { Fault, FaultRule } from '../../src/sandbox/faults';
import type { Sandbox } from '../../src/sandbox/start';
import { openStage, sideNamespace, type Stage } from '../support/stage';
import { accountDump } from './account-dump';
import { LISTS } from './people';

const faults: readonly (readonly [string, Fault])[] = [
  ['the answer is lost', { kind: 'lost' }],
  ['the connection breaks', { kind: 'reset' }],
  ['Brevo fails (500)', { kind: 'status', status: 500, body: {} }],
  ['a gateway fails (502, HTML)', { kind: 'status', status: 502, html: true }],
  ['there are too many calls (429 without headers)', { kind: 'status', status: 429, body: {} }],
  ['the answer is cut', { kind: 'truncated' }],
  ['the answer is late', { kind: 'slow', ms: 300 }],
];

/** Method, path after `/v3`, what it is. Preparing is looked at closely in test/activities. */
const firstWrites: readonly (readonly [string, RegExp, string])[] = [
  ['POST', /\/contacts\/attributes\/normal\/COMPANY$/, 'an attribute'],
  ['POST', /\/contacts\/lists$/, 'a list'],
  ['POST', /\/ecommerce\/config\/displayCurrency$/, 'the currency'],
  ['POST', /\/categories\/batch$/, 'categories'],
  ['POST', /\/products\/batch$/, 'products'],
  ['POST', /\/contacts$/, 'a contact'],
  ['POST', /\/contacts\/import$/, 'an import'],
  ['POST', /\/orders\/status\/batch$/, 'orders'],
  ['POST', /\/contacts\/lists\/40\/contacts\/add$/, 'joins'],
];
const laterWrites: typeof firstWrites = [
  ['POST', /\/products$/, 'a product'],
  ['PUT', /\/contacts\/abc123-3\?/, 'a moved contact'],
  ['PUT', /\/contacts\/abc123-4\?/, 'an emptied contact'],
  ['PUT', /\/contacts\/abc123-5\?/, 'a deleted customer'],
  ['POST', /\/contacts\/lists\/40\/contacts\/remove$/, 'leaves'],
];

/** The stricter reading of what Brevo leaves open. */
const strict = {
  nobodyNewRefused: true,
  unknownAttributes: 'reject',
  duplicateCode: 'invalid_parameter',
} as const;

interface Run {
  readonly name: string;
  readonly first: unknown;
  readonly later: unknown;
  readonly merged: number;
  /** The answers to each of the writes; 0 where none was given. */
  readonly answers: Readonly<Record<string, readonly number[]>>;
}

const stages: Stage[] = [];

/** Two syncs of the same small shop, before and after a few changes. */
async function runWith(name: string, fault: Fault | undefined, side: number): Promise<Run> {
  const stage = await openStage({
    sandbox: { customers: 12, orders: 14, products: 8, brevo: { switches: strict } },
    connector: LISTS,
    ...(side === 0 ? {} : { namespace: sideNamespace(side) }),
  });
  stages.push(stage);
  const { sandbox } = stage;
  prepareShop(sandbox);
  breakOnce(sandbox, firstWrites, fault);
  await stage.sync();
  const firstAnswers = answersTo(sandbox, firstWrites);
  const first = accountDump(sandbox);
  changeShop(sandbox);
  breakOnce(sandbox, laterWrites, fault);
  await stage.sync();
  return {
    ...{ name, first },
    later: accountDump(sandbox),
    merged: sandbox.brevo.state.merged.length,
    answers: { ...firstAnswers, ...answersTo(sandbox, laterWrites) },
  };
}

function prepareShop({ shop, brevo }: Sandbox): void {
  for (const { id } of shop.customers.values()) {
    const phone = id <= 6 ? `+1 617 555 01${String(id).padStart(2, '0')}` : '';
    shop.editCustomer(id, { phone, company: 'Looms Ltd', email: `c${id}@example.com` });
  }
  for (const id of [3, 4, 5, 6, 7]) shop.addSubscriber({ email: `c${id}@example.com` });
  brevo.state.seedContact({ email: 'c1@example.com', attributes: { FIRSTNAME: 'Old' } });
}

function changeShop({ shop }: Sandbox): void {
  shop.editCustomer(3, { email: 'moved@example.com' });
  shop.editCustomer(4, { company: '' });
  shop.deleteCustomer(5);
  for (const { id, email } of [...shop.subscribers.values()]) {
    if (email === 'c6@example.com') shop.editSubscriber(id, { consents: [] });
  }
  const [product] = shop.products.keys();
  if (product !== undefined) shop.editProduct(product, { name: 'Renamed' });
}

function breakOnce(
  { faults: rules }: Sandbox,
  writes: typeof firstWrites,
  fault: Fault | undefined,
) {
  rules.clear();
  if (fault === undefined) return;
  for (const [method, path] of writes) {
    const rule: FaultRule = { api: 'brevo', method, path, fault };
    rules.add(rule);
  }
}

const answersTo = ({ brevo }: Sandbox, writes: typeof firstWrites): Run['answers'] =>
  Object.fromEntries(
    writes.map(([method, path, what]) => [
      what,
      brevo.ledger.entries
        .filter((entry) => entry.method === method && path.test(entry.path))
        .map(({ status }) => status),
    ]),
  );

let undisturbed: Run;
let disturbed: readonly Run[];

beforeAll(async () => {
  const [quiet, ...others] = await Promise.all([
    runWith('nothing breaks', undefined, 0),
    ...faults.map(([name, fault], at) => runWith(name, fault, at + 1)),
  ]);
  undisturbed = quiet;
  disturbed = others;
}, 180_000);
afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
});

test('each of these writes takes place, breaks once and is made again', () => {
  for (const [what, answers] of Object.entries(undisturbed.answers)) {
    expect([what, answers.length > 0]).toEqual([what, true]);
    // A lost, a cut and a late answer are answers for the toy.
    for (const [at, refusal] of [0, 500, 502, 429].entries())
      expect([what, ...(disturbed[at + 1]?.answers[what] ?? [])]).toContain(refusal);
  }
});

test.each(faults.map(([name], at) => [name, at] as const))(
  'when %s, the account ends as if nothing had been, and nothing is there twice',
  (name, at) => {
    const run = disturbed[at];

    expect(run?.name).toBe(name);
    expect(run?.first).toEqual(undisturbed.first);
    expect(run?.later).toEqual(undisturbed.later);
    expect(run?.merged).toBe(0);
  },
);
