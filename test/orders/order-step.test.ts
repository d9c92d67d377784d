// What one look at an order leads to: which events, which deeds, what is remembered; as pure functions.
import type { OrderFacts } from '../../src/contracts/order-deeds';
import { touched, workDone } from '../../src/workflows/order/moves';
import { freshOrder } from '../../src/workflows/order/rules';
import { after, DAY, IS, order, placed, rules, step, T0 } from './order-looks';

const lives: readonly (readonly [string, readonly OrderFacts[], readonly (readonly string[])[]])[] =
  (() => {
    return [
      ['a card is charged at once', [order(IS.incomplete), order(IS.paid)], [[], placed(IS.paid)]],
      ['the look comes after the payment', [order(IS.paid)], [placed(IS.paid)]],
      [
        'a transfer comes later',
        [order(IS.unpaid), order(IS.paid)],
        [placed(IS.unpaid), ['7 > 11']],
      ],
      ['a person types it in', [order(IS.pending)], [placed(IS.pending)]],
      [
        'a download is completed when it is paid',
        [order(IS.incomplete), order(IS.completed)],
        [[], ['placed', 'bought', '0 > 10']],
      ],
      ['it is declined after all', [order(IS.declined)], [['placed', 'bought', '0 > 6']]],
      [
        'it goes its usual way',
        [order(IS.paid), order(IS.shipped), order(IS.completed)],
        [placed(IS.paid), ['11 > 2'], ['2 > 10']],
      ],
      ['nothing changes', [order(IS.paid), order(IS.paid)], [placed(IS.paid), []]],
      ['the checkout is given up', [order(IS.incomplete), order(IS.incomplete)], [[], []]],
      [
        'shipping was not seen, the evidence was',
        [order(IS.paid), order(IS.completed, { shipped: 'fully' })],
        [placed(IS.paid), ['11 > 2', '2 > 10']],
      ],
      [
        'nothing says that it was shipped',
        [order(IS.paid), order(IS.completed)],
        [placed(IS.paid), ['11 > 10']],
      ],
      [
        'the first look finds it shipped and completed',
        [order(IS.completed, { shipped: 'fully' })],
        [['placed', 'bought', '0 > 2', '2 > 10']],
      ],
      [
        'it is shipped in two parts',
        [
          order(IS.partlyShipped, { shipped: 'partly' }),
          order(IS.completed, { shipped: 'fully' }),
          order(IS.completed, { shipped: 'fully' }),
        ],
        [['placed', 'bought', '0 > 3'], ['3 > 2', '2 > 10'], []],
      ],
      [
        'a part is refunded and the status put back',
        [order(IS.paid), order(IS.paid, { refunds: 1 })],
        [placed(IS.paid), ['11 > 14', '14 > 11']],
      ],
      [
        'it is refunded twice, the second time wholly',
        [
          order(IS.partlyRefunded, { refunds: 1 }),
          order(IS.cancelled, { refunds: 2, fullyRefunded: true }),
        ],
        [
          ['placed', 'bought', '0 > 14'],
          ['14 > 4', '4 > 5'],
        ],
      ],
      [
        'it is called refunded and nothing was paid back',
        [order(IS.paid), order(IS.refunded)],
        [placed(IS.paid), ['11 > 4']],
      ],
      [
        'it is edited',
        [order(IS.paid), order(IS.paid, { content: 'two shirts' })],
        [placed(IS.paid), ['updated']],
      ],
      [
        'it is edited and shipped',
        [order(IS.paid), order(IS.shipped, { content: 'two shirts' })],
        [placed(IS.paid), ['11 > 2', 'updated']],
      ],
      [
        'it is edited at the checkout',
        [order(IS.incomplete), order(IS.incomplete, { content: 'x' })],
        [[], []],
      ],
      [
        'its status is one that nobody has heard of',
        [order(IS.paid), order(IS.unheardOf)],
        [placed(IS.paid), ['11 > 99']],
      ],
      [
        'it is archived',
        [order(IS.paid), order(IS.paid, { archived: true })],
        [placed(IS.paid), []],
      ],
      [
        'it is put back to incomplete and placed again',
        [order(IS.paid), order(IS.incomplete), order(IS.paid)],
        [placed(IS.paid), ['11 > 0'], ['0 > 11']],
      ],
    ];
  })();

test.each(lives)('what is announced when %s', (_what, looks, expected) => {
  expect(after(looks).words).toEqual(expected);
});

test('of two that were not seen, the earlier comes first', () => {
  const before = order(IS.paid);
  const facts = order(IS.completed, {
    shipped: 'fully',
    shippedAt: '2026-03-01T12:00:00.000Z',
    refunds: 1,
    refundedAt: '2026-03-01T11:00:00.000Z',
  });

  expect(after([before, facts]).words[1]).toEqual(['11 > 14', '14 > 2', '2 > 10']);
});

test('dates of events never go back, whatever the shop says', () => {
  const late = order(IS.completed, { shipped: 'fully', shippedAt: '2026-02-01T00:00:00.000Z' });

  const { events } = after([order(IS.paid), order(IS.partlyRefunded), late]).state;
  const dates = events.map(({ at }) => at);

  expect([...dates].sort()).toEqual(dates);
});

describe('the first look is silent', () => {
  const foreign = { migrated: true };
  const older = { olderThanConnection: true };

  test('for an order older than the connection; what follows is told', () => {
    expect(after([order(IS.paid, older), order(IS.shipped, older)]).words).toEqual([
      [],
      ['11 > 2'],
    ]);
  });

  test('for a migrated order, and so is every other', () => {
    const looks = [
      order(IS.incomplete, foreign),
      order(IS.paid, foreign),
      order(IS.shipped, foreign),
    ];

    expect(after(looks).words).toEqual([[], [], []]);
  });

  test('of a new flow for an order that is 45 days old', () => {
    const now = T0 + 45 * DAY;

    expect(
      after([
        { facts: order(IS.paid), now },
        { facts: order(IS.shipped), now },
      ]).words,
    ).toEqual([[], ['11 > 2']]);
    expect(after([{ facts: order(IS.paid), now: now - 1 }]).words).toEqual([placed(IS.paid)]);
  });

  test('by a baseline; the placing that it skipped is told with the next touch', () => {
    const baseline = { facts: order(IS.paid), baseline: true };

    expect(after([baseline]).words).toEqual([[]]);
    expect(after([baseline, baseline]).words).toEqual([[], []]);
    expect(after([baseline, order(IS.shipped)]).words).toEqual([
      [],
      ['placed 11', 'bought 11', '11 > 2'],
    ]);
  });

  test('by a baseline of an older order; its placing is past', () => {
    const baseline = { facts: order(IS.paid, older), baseline: true };

    expect(after([baseline, order(IS.shipped, older)]).words).toEqual([[], ['11 > 2']]);
  });
});

describe('the order is written', () => {
  const whole = (fingerprint: string, quiet = false) => ({
    people: true,
    upsert: { fingerprint, quiet },
  });

  test('once for each state, and not before it is placed', () => {
    const { deeds } = after([
      order(IS.incomplete),
      order(IS.paid),
      order(IS.paid),
      order(IS.shipped),
    ]);

    expect(deeds).toEqual([null, whole('11 one shirt'), null, whole('2 one shirt')]);
  });

  test('without starting automations when nothing is announced of it', () => {
    const older = { olderThanConnection: true };

    expect(after([order(IS.paid, older), order(IS.shipped, older)]).deeds).toEqual([
      whole('11 one shirt', true),
      whole('2 one shirt'),
    ]);
    expect(after([order(IS.paid, { migrated: true })]).deeds).toEqual([
      whole('11 one shirt', true),
    ]);
  });

  test('not by a baseline, which a sync has written; the next touch makes sure', () => {
    const baseline = { facts: order(IS.paid), baseline: true };

    expect(after([baseline, order(IS.paid)]).deeds).toEqual([null, whole('11 one shirt')]);
  });

  test('again after a refusal, and where a batch may have overwritten it', () => {
    const first = step(freshOrder(T0), { kind: 'read', facts: order(IS.paid) }, T0).state;
    const refused = workDone(first, { kind: 'rejected', reason: 'refused by Brevo' }, T0);
    const { state } = after([order(IS.paid)]);
    const doubtful = touched(state, { rewrite: true }, { rules, now: T0 });

    expect(refused).toMatchObject({ rejected: 'refused by Brevo' });
    expect(after([order(IS.paid)], refused).deeds).toEqual([whole('11 one shirt')]);
    expect(after([order(IS.paid)], refused).state).toMatchObject({ rejected: null });
    expect(after([order(IS.paid), order(IS.paid)], doubtful).deeds).toEqual([
      whole('11 one shirt'),
      null,
    ]);
  });

  test('no more when it is archived and nothing else changed: only its person is seen to', () => {
    const { deeds } = after([order(IS.paid), order(IS.paid, { archived: true })]);

    expect(deeds[1]).toEqual({ people: true });
  });
});
