// What an examination says of the inbox: whether webhooks get on to Temporal.
import type { Finding } from '../../contracts/examination';
import type { InboxReport } from '../../contracts/inbox';

/** A dispatcher that reaches Temporal leaves nothing so long. */
const OLD_MS = 60_000;
const NEARLY_FULL = 0.8;
const row = 'inbox';

export function inboxFindings(report: InboxReport, nowMs: number): readonly Finding[] {
  const findings = [
    ...parkedFinding(report),
    ...waitingFinding(report, nowMs),
    ...roomFinding(report),
  ];
  return findings.length > 0
    ? findings
    : [
        {
          row,
          state: 'ok',
          sentence: 'Every webhook that was taken is with Temporal, or on its way.',
        },
      ];
}

function parkedFinding({ parkedDeliveries }: InboxReport): readonly Finding[] {
  if (parkedDeliveries === 0) return [];
  return [
    {
      row,
      state: 'wrong',
      sentence: `Parked, because Temporal refuses to take them: ${parkedDeliveries} deliveries.`,
      cure: '`tajo-bigcommerce inbox` says why, `tajo-bigcommerce inbox --retry` sends them again.',
    },
  ];
}

function waitingFinding({ waiting, oldestAt }: InboxReport, nowMs: number): readonly Finding[] {
  if (oldestAt === null || nowMs - Date.parse(oldestAt) < OLD_MS) return [];
  return [
    {
      row,
      state: 'wrong',
      sentence: `Deliveries that wait for Temporal: ${waiting}, the oldest since ${oldestAt}.`,
      cure: 'Nothing is lost. See in the log of the API why they cannot be sent; they are as soon as Temporal answers.',
    },
  ];
}

function roomFinding({ waiting, parkedDeliveries, limit }: InboxReport): readonly Finding[] {
  const held = waiting + parkedDeliveries;
  if (held < limit * NEARLY_FULL) return [];
  return [
    {
      row,
      state: 'warning',
      sentence: `It is nearly full: ${held} of ${limit} deliveries. Then webhooks are refused, and BigCommerce repeats them for 48 hours.`,
    },
  ];
}
