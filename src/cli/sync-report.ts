// The end of a sync in lines: its sentence, and which records did not get there, and why.
import type { FullSyncResult, PhaseProgress } from '../contracts/sync-progress';
import type { ReasonGroup, Tally } from '../contracts/tally';
import { groupLine, number, phaseName } from './wording';

export function syncReport(result: FullSyncResult): readonly string[] {
  const { summary, phases, deletions } = result;
  return [
    summary,
    ...section(
      'Rejected',
      groupLines(phases, ({ rejected }) => rejected),
    ),
    ...section(
      'Written without a value',
      groupLines(phases, ({ dropped }) => dropped),
    ),
    ...section(
      'Deleted in Brevo, because the shop no longer has them',
      deletions.map(
        ({ list, account, deleted }) =>
          `${list}${account === undefined ? '' : ` (${account})`}: ${number(deleted)}`,
      ),
    ),
  ];
}

export function groupLines(
  phases: readonly PhaseProgress[],
  groupsOf: (tally: Tally) => readonly ReasonGroup[],
): readonly string[] {
  return phases.flatMap((phase) =>
    groupsOf(phase.tally).map((group) => `${phaseName(phase).padEnd(11)} ${groupLine(group)}`),
  );
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
