// The demo's report from counts.
import type { DemoFacts } from '../../src/cli/demo-facts';
import { consentLine, demoReport } from '../../src/cli/demo-report';
import { EMPTY_TALLY } from '../../src/contracts/tally';

const facts: DemoFacts = {
  durationMs: 15_480,
  arrived: {
    contacts: 1183,
    orders: 945,
    products: 1884,
    categories: 39,
    lists: [{ listId: 40, members: 449 }],
    onNoList: 734,
  },
  bigcommerce: { requests: 58, bound: 29, tooMany: 0 },
  brevo: { writes: 685, tooMany: 1, hourlyLowest: 65, mails: 0, events: 0, automations: 0 },
  result: {
    summary: '',
    store: 'abc123',
    resources: ['orders'],
    deletions: [],
    watermarks: {},
    mappingHash: '',
    type: 'full',
    rejected: {},
    closingRounds: 1,
    phases: [
      {
        phase: 'orders',
        state: 'done',
        tally: {
          ...EMPTY_TALLY,
          rejected: [
            { reason: 'no exchange rate', count: 7, ids: ['order:1', 'order:2', 'order:3'] },
          ],
        },
      },
    ],
  },
};

test('consent is one line: contacts, members of each list, and who is on none', () => {
  expect(
    consentLine({
      ...facts.arrived,
      lists: [...facts.arrived.lists, { listId: 41, members: 245 }],
    }),
  ).toBe('1,183 contacts; 449 on list 40, 245 on list 41; 734 on none: no consent found');
  expect(consentLine({ ...facts.arrived, contacts: 1, lists: [], onNoList: 1 })).toBe(
    '1 contact; nobody on a list; 1 on none: no consent found',
  );
});

test('a rejected record is named with its reason, and requests stand beside the least possible', () => {
  const lines = demoReport(facts);

  expect(lines).toContain('  orders      no exchange rate: 7 (order:1, order:2, order:3, …)');
  expect(lines).toContain('               the least possible is 29: ratio 2.00');
  expect(lines).toContain('  Brevo        685 writes; answered 429: 1');
  expect(lines).toContain('  Customers    0 mails, 0 events, 0 automations started');
  expect(lines).not.toContain('Left out by rule');
});
