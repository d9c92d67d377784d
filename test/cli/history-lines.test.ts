// Histories read aloud: two recorded from a dev server, trimmed of tasks and inputs, and some trouble made by hand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON, type History } from '@temporalio/common/lib/proto-utils';
import { historyLines } from '../../src/cli/history-lines';
import { activityResult } from '../../src/cli/history-payloads';

function recorded(name: string): History {
  const text = readFileSync(join(__dirname, 'histories', `${name}.json`), 'utf8');
  return historyFromJSON(JSON.parse(text));
}

/** Events numbered from 1, each with the tenths of a second at which it happened. */
function handmade(...events: readonly (readonly [tenths: number, event: object])[]): History {
  return historyFromJSON({
    events: events.map(([tenths, event], index) => ({
      eventId: String(index + 1),
      eventTime: `2026-01-01T00:00:00.${tenths}Z`,
      ...event,
    })),
  });
}

const payloads = (value: unknown) => ({
  payloads: [
    {
      metadata: { encoding: base64('json/plain') },
      data: base64(JSON.stringify(value)),
    },
  ],
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a recorded sync', () => {
  test('the bulk work of a shop reads as chunks with their counts and waits with their reason', () => {
    const lines = historyLines(recorded('store-sync'));

    expect(lines[0]).toBe(
      '  +0.0 s  storeSync starts: Bulk work of main: customers, orders, products',
    );
    expect(lines).toContain(
      '  +0.2 s  syncChunk: customers: 0 read so far → 60 read, 57 written, 1 skipped, 2 rejected, 8 values dropped',
    );
    expect(lines).toContain('  +0.3 s  waits 1.0 s: Brevo works on the import');
    expect(lines).toContain('  +1.3 s  lookAtImport: import 1, look 1 → done: yes, refused: 0');
    expect(lines).toContain('  +4.9 s  completed: closing rounds: 1');
  });

  test('progress signals to the parent are one line at the end', () => {
    const lines = historyLines(recorded('store-sync'));

    expect(lines.at(-1)).toBe('          signal syncProgressed sent to sync/abc123 (23 times)');
    expect(lines.filter((line) => line.includes('syncProgressed'))).toHaveLength(1);
  });

  test('the sync a person started shows its child, the repeated signal once, and ends with its sentence', () => {
    const lines = historyLines(recorded('full-sync'));

    expect(lines).toContain(
      '  +1.3 s  child storeSync bulk/abc123: Bulk work of main: customers, orders, products → completed',
    );
    expect(lines).toContain('  +1.4 s  signal: syncProgressed (23 times)');
    expect(lines.at(-1)).toContain('completed: 60 of 60 products written');
  });

  test('the plan is found in the history', () => {
    expect(activityResult(recorded('full-sync'), 'planSync')).toMatchObject({ requests: 5 });
    expect(activityResult(recorded('full-sync'), 'planNothing')).toBeUndefined();
  });
});

describe('trouble', () => {
  const scheduled = {
    activityTaskScheduledEventAttributes: { activityType: { name: 'syncChunk' } },
  };

  test('an attempt after a refusal says which it is and what came before', () => {
    const started = {
      scheduledEventId: '1',
      attempt: 3,
      lastFailure: { message: 'the window is used up' },
    };
    const result = payloads({ read: 3, written: 3 });

    const lines = historyLines(
      handmade(
        [0, scheduled],
        [5, { activityTaskStartedEventAttributes: started }],
        [9, { activityTaskCompletedEventAttributes: { scheduledEventId: '1', result } }],
      ),
    );

    expect(lines).toEqual([
      '  +0.0 s  syncChunk [attempt 3; before: the window is used up] → 3 read, 3 written',
    ]);
  });

  test('failures, time-outs and cancelled waits are said where they belong', () => {
    const failure = { message: 'BigCommerce refuses the access token (401)' };

    const lines = historyLines(
      handmade(
        [0, scheduled],
        [0, scheduled],
        [1, { timerStartedEventAttributes: { timerId: '1', startToFireTimeout: '60s' } }],
        [2, { activityTaskFailedEventAttributes: { scheduledEventId: '1', failure } }],
        [2, { activityTaskTimedOutEventAttributes: { scheduledEventId: '2' } }],
        [2, { timerCanceledEventAttributes: { startedEventId: '3' } }],
        [3, { workflowExecutionFailedEventAttributes: { failure } }],
      ),
    );

    expect(lines).toEqual([
      '  +0.0 s  syncChunk → failed: BigCommerce refuses the access token (401)',
      '  +0.0 s  syncChunk → timed out',
      '  +0.1 s  waits 60.0 s → cancelled',
      '  +0.3 s  failed: BigCommerce refuses the access token (401)',
    ]);
  });

  test('an empty history has nothing to say', () => {
    expect(historyLines({ events: [] })).toEqual([]);
  });
});
