// Two carts of one person that two workers look at in the same moment: the turn is Temporal's, the sandbox counts the mails.
import { lookAndMail } from '../../src/activities/cart/look-and-mail';
import type { World } from '../../src/activities/world';
import type { Sandbox } from '../../src/sandbox/start';
import { connectClient } from '../../src/temporal/connect';
import { takeMailTurn } from '../../src/temporal/mail-turns';
import { forget } from '../support/forgetting';
import { sideNamespace, TEMPORAL } from '../support/stage';
import { mailsTo } from './left-carts';
import { aWorker, leftCarts, openCartSandbox } from './looking-carts';

const PERSONS = 40;

let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof connectClient>>;

beforeAll(async () => {
  sandbox = await openCartSandbox();
  server = await connectClient({ ...TEMPORAL, namespace: sideNamespace(2) });
}, 60_000);

afterAll(async () => {
  await forget(server.client, sandbox.storeHash);
  await server.close();
  await sandbox.close();
});

const taking: Partial<World> = {
  takeMailTurn: (turn) => takeMailTurn(server.client, turn),
};

type Workers = readonly [World, World];

/** Both know the account already, as workers do that have run for a while. */
async function twoWorkers(words: Partial<World>): Promise<Workers> {
  const workers = [aWorker(sandbox, words), aWorker(sandbox, words)] as const;
  for (let round = 0; round < 2; round += 1) await atOnce(workers);
  return workers;
}

/** Each worker looks at a cart of its own; answers what became of both, and how many mails the person got. */
async function atOnce([first, second]: Workers, onEnd?: () => void) {
  const { email, requests } = await leftCarts(sandbox, first, 2);
  const [one, other] = requests;
  if (one === undefined || other === undefined) throw new Error('Two carts were left.');
  const look = () =>
    Promise.all([
      lookAndMail(first, one).finally(onEnd),
      lookAndMail(second, other).finally(onEnd),
    ]);
  const outcomes = await look();
  return { mails: mailsTo({ sandbox }, email).length, outcomes, again: look };
}

const isLater = ({ outcomes }: Awaited<ReturnType<typeof atOnce>>): boolean =>
  outcomes.some(({ kind }) => kind === 'later');

test(`of ${PERSONS} persons with two carts nobody is mailed about both`, async () => {
  const workers = await twoWorkers(taking);
  const stories = [];
  for (let person = 0; person < PERSONS; person += 1) stories.push(await atOnce(workers));

  expect(stories.map(({ mails }) => mails)).toEqual(stories.map(() => 1));
  expect(stories.filter(isLater).length).toBeGreaterThan(0);
}, 120_000);

test('whoever had to wait sees the note of the other, and gives way', async () => {
  const workers = await twoWorkers(taking);
  let story = await atOnce(workers);
  for (let person = 0; person < PERSONS && !isLater(story); person += 1)
    story = await atOnce(workers);

  const outcomes = await story.again();

  expect(outcomes).toContainEqual({ kind: 'stopped', why: 'other sequence' });
  // Brevo has the mail of the other one already, under the same key.
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['sent', 'stopped']);
}, 120_000);

/** Instead of a turn: whoever comes waits for the other one, and then both go on. */
class Meeting {
  private waiting: (() => void)[] = [];

  constructor(private readonly onBoth: () => void) {}

  come(): Promise<true> {
    const met = new Promise<true>((resolve) => {
      this.waiting.push(() => {
        resolve(true);
      });
    });
    if (this.waiting.length === 2) {
      this.onBoth();
      this.end();
    }
    return met;
  }

  end(): void {
    for (const go of this.waiting.splice(0)) go();
  }
}

test('without the turn both are mailed when one reads before the other writes, and writes behind it', async () => {
  const meeting = new Meeting(() => {
    sandbox.faults.add({
      ...{ api: 'brevo', method: 'GET', path: /\/contacts\// },
      skip: 1,
      fault: { kind: 'slow', ms: 1_000 },
    });
  });
  const words = { takeMailTurn: () => meeting.come() };
  const workers = [aWorker(sandbox, words), aWorker(sandbox, words)] as const;
  const story = () =>
    atOnce(workers, () => {
      meeting.end();
    });
  await story();

  const { mails } = await story();

  expect(mails).toBe(2);
}, 60_000);

describe('a turn', () => {
  const turn = { storeHash: 'turns', account: undefined, contactId: 1, sequence: 'cart:1' };

  test("is one sequence's alone, and can be asked for again by the same", async () => {
    const { client } = server;

    const all = await Promise.all(
      ['a:1', 'b:1', 'c:1', 'd:1'].map((sequence) => takeMailTurn(client, { ...turn, sequence })),
    );

    expect(all.filter((isOurs) => isOurs)).toHaveLength(1);
    const winner = ['a:1', 'b:1', 'c:1', 'd:1'][all.indexOf(true)] ?? '';
    expect(await takeMailTurn(client, { ...turn, sequence: winner })).toBe(true);
    expect(await takeMailTurn(client, { ...turn, sequence: 'e:1' })).toBe(false);
  });

  test('of another account, another store or another contact is another turn', async () => {
    const { client } = server;
    const others = [
      { ...turn, contactId: 2 },
      { ...turn, contactId: 2, account: 'channel-2' },
      { ...turn, contactId: 2, storeHash: 'turnsb' },
    ];

    expect(await Promise.all(others.map((one) => takeMailTurn(client, one)))).toEqual([
      true,
      true,
      true,
    ]);
  });
});
