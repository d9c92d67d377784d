// How a sync's progress reads where there is no terminal.
import { linesOn } from '../../src/cli/progress-view';
import { wrapped } from '../../src/cli/wording';
import { EMPTY_TALLY } from '../../src/contracts/tally';
import type { PhaseProgress, SyncProgress } from '../../src/contracts/sync-progress';

function paper() {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text) > 0;
  return { lines, write };
}

const customers: PhaseProgress = {
  phase: 'customers',
  state: 'running',
  total: 1000,
  tally: {
    ...EMPTY_TALLY,
    read: 250,
    written: 248,
    rejected: [{ reason: 'no e-mail', count: 2, ids: ['11', '12'] }],
  },
};

const progress = (part: Partial<SyncProgress>): SyncProgress => ({
  state: 'running',
  phases: [],
  ...part,
});

test('a phase is one line, written when it is done, without control characters', () => {
  const { lines, write } = paper();
  const view = linesOn({ write });

  view.show(progress({ phases: [customers] }));
  view.show(progress({ phases: [{ ...customers, state: 'done' }] }));
  view.show(progress({ phases: [{ ...customers, state: 'done' }] }));
  view.end();

  expect(lines).toEqual(['  customers   250 of 1,000: 248 written, 2 rejected\n']);
});

test('what a sync waits for is said once', () => {
  const { lines, write } = paper();
  const view = linesOn({ write });
  const waiting = progress({ state: 'waiting for approval', message: '2,000 people would join' });

  view.show(waiting);
  view.show(waiting);
  view.note('No worker answers.');
  view.note('No worker answers.');

  expect(lines).toEqual([
    '  waiting for approval: 2,000 people would join\n',
    '  No worker answers.\n',
  ]);
});

test('sentences are broken between words, so that none is cut by a narrow terminal', () => {
  expect(wrapped('No worker answers at the moment', 12)).toEqual([
    'No worker',
    'answers at',
    'the moment',
  ]);
  expect(wrapped('https://a-very-long-link', 5)).toEqual(['https://a-very-long-link']);
});
