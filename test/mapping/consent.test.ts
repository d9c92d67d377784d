// Who may join a marketing list, told by a table and by thousands of made-up lives.
import fc from 'fast-check';
import { mayJoin, type ListQuestion } from '../../src/mapping/consent';

interface Given {
  readonly policy?: 'opt_in' | 'all';
  readonly evidence?: Partial<ListQuestion['evidence']>;
  readonly contact?: Partial<ListQuestion['contact']>;
}

function asked({ policy = 'opt_in', evidence, contact }: Given) {
  return mayJoin({
    policy,
    listId: 40,
    evidence: { subscribed: false, withdrawn: false, orderOptIn: false, ...evidence },
    contact: {
      blocklisted: false,
      unsubscribedLists: [],
      onList: false,
      marked: false,
      ...contact,
    },
  });
}

const cases: readonly (readonly [string, Given, string])[] = [
  ['without evidence', {}, 'no evidence'],
  ['who subscribed', { evidence: { subscribed: true } }, 'join'],
  ['who ticked the box at checkout', { evidence: { orderOptIn: true } }, 'join'],
  ['without evidence, everybody joining', { policy: 'all' }, 'join'],
  [
    'who withdrew after ticking the box',
    { evidence: { orderOptIn: true, withdrawn: true } },
    'no evidence',
  ],
  [
    'who withdrew, everybody joining',
    { policy: 'all', evidence: { withdrawn: true } },
    'no evidence',
  ],
  [
    'who is blocklisted',
    { evidence: { subscribed: true }, contact: { blocklisted: true } },
    'left',
  ],
  [
    'who left this list by its link',
    { evidence: { subscribed: true }, contact: { unsubscribedLists: [40] } },
    'left',
  ],
  [
    'who left another list',
    { evidence: { subscribed: true }, contact: { unsubscribedLists: [41] } },
    'join',
  ],
  [
    'whom we added and who is gone',
    { policy: 'all', evidence: { subscribed: true }, contact: { marked: true } },
    'left',
  ],
  [
    'on the list with evidence',
    { evidence: { subscribed: true }, contact: { onList: true } },
    'mark',
  ],
  ['on the list without evidence', { contact: { onList: true } }, 'stay'],
  ['on the list and marked', { contact: { onList: true, marked: true } }, 'stay'],
  [
    'on the list and marked who withdrew',
    { policy: 'all', evidence: { withdrawn: true }, contact: { onList: true, marked: true } },
    'leave',
  ],
  [
    'put on the list by somebody else who withdrew',
    { evidence: { withdrawn: true }, contact: { onList: true } },
    'stay',
  ],
  [
    'on the list but blocklisted',
    { policy: 'all', contact: { onList: true, blocklisted: true } },
    'stay',
  ],
];

test.each(cases)('a person %s', (_who, given, answer) => {
  expect(asked(given)).toBe(answer);
});

type Step =
  | 'subscribes'
  | 'withdraws'
  | 'ticks the box'
  | 'leaves the list'
  | 'leaves by the link'
  | 'unsubscribes'
  | 'is put on the list by the merchant'
  | 'sync';

const steps = fc.array(
  fc.constantFrom<Step[]>(
    'subscribes',
    'withdraws',
    'ticks the box',
    'leaves the list',
    'leaves by the link',
    'unsubscribes',
    'is put on the list by the merchant',
    'sync',
    'sync',
  ),
  { minLength: 1, maxLength: 25 },
);

interface Life {
  subscriber: 'none' | 'yes' | 'no';
  orderOptIn: boolean;
  blocklisted: boolean;
  unsubscribedLists: number[];
  onList: boolean;
  marked: boolean;
  /** The last thing the person said, after being put there by us, was to leave. */
  saidNo: boolean;
}

const effects: Readonly<Record<Exclude<Step, 'sync'>, (life: Life) => Partial<Life>>> = {
  subscribes: () => ({ subscriber: 'yes' }),
  withdraws: ({ subscriber }) => ({ subscriber: subscriber === 'none' ? 'none' : 'no' }),
  'ticks the box': () => ({ orderOptIn: true }),
  'leaves the list': (life) => ({
    onList: false,
    saidNo: life.saidNo || (life.onList && life.marked),
  }),
  'leaves by the link': () => ({ onList: false, unsubscribedLists: [40], saidNo: true }),
  unsubscribes: () => ({ blocklisted: true, saidNo: true }),
  'is put on the list by the merchant': () => ({ onList: true }),
};

function answerOf(life: Life, policy: 'opt_in' | 'all') {
  const { blocklisted, unsubscribedLists, onList, marked, orderOptIn } = life;
  const evidence = {
    subscribed: life.subscriber === 'yes',
    withdrawn: life.subscriber === 'no',
    orderOptIn,
  };
  return mayJoin({
    policy,
    listId: 40,
    evidence,
    contact: { blocklisted, unsubscribedLists, onList, marked },
  });
}

function sync(life: Life, policy: 'opt_in' | 'all'): boolean {
  const answer = answerOf(life, policy);
  if (answer === 'join') expectConsent(life, policy);
  if (answer === 'leave') expect(life.subscriber).toBe('no');
  life.marked ||= answer === 'join' || answer === 'mark';
  life.onList = answer === 'join' || (life.onList && answer !== 'leave');
  return answer === 'join';
}

function expectConsent(life: Life, policy: 'opt_in' | 'all'): void {
  expect(life).toMatchObject({ saidNo: false, blocklisted: false, onList: false });
  expect(life.subscriber).not.toBe('no');
  expect(policy === 'all' || life.subscriber === 'yes' || life.orderOptIn).toBe(true);
}

test('in five thousand lives nobody is added without evidence, after a no, or twice', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom<('opt_in' | 'all')[]>('opt_in', 'all'), (plan, policy) => {
      const life: Life = {
        subscriber: 'none',
        orderOptIn: false,
        blocklisted: false,
        unsubscribedLists: [],
        onList: false,
        marked: false,
        saidNo: false,
      };
      let joined = 0;
      for (const step of plan) {
        if (step !== 'sync') {
          Object.assign(life, effects[step](life));
          continue;
        }
        joined += Number(sync(life, policy));
        // One sync settles it: the next has nothing more to do.
        expect(['join', 'mark', 'leave']).not.toContain(answerOf(life, policy));
      }
      expect(joined).toBeLessThanOrEqual(1);
    }),
    { numRuns: 5000 },
  );
});

test('without evidence and with opt-in nobody joins, whatever Brevo says', () => {
  const contact = fc.record({
    blocklisted: fc.boolean(),
    unsubscribedLists: fc.array(fc.constantFrom(40, 41)),
    onList: fc.boolean(),
    marked: fc.boolean(),
  });
  fc.assert(
    fc.property(contact, fc.boolean(), (known, withdrawn) => {
      expect(['join', 'mark']).not.toContain(asked({ evidence: { withdrawn }, contact: known }));
    }),
    { numRuns: 5000 },
  );
});
