// What a store's hooks read like in a terminal.
import type { HooksReport } from '../sdk/sdk';

export function hooksLines(report: HooksReport): readonly string[] {
  const { name, store, off, destination, wanted, active, hooks, problems } = report;
  const head = `Store ${name} (${store})`;
  if (off !== undefined) return [`${head}: ${off}`];
  return [
    `${head}: ${active} of ${wanted} hooks work, to ${destination ?? 'nowhere'}`,
    ...doneLines(report),
    ...hooks
      .filter(({ state }) => state !== 'active')
      .map(
        ({ scope, id, state }) => `  found ${state}: ${scope}${id === undefined ? '' : ` (${id})`}`,
      ),
    ...problems.map((problem) => `  ${problem}`),
    ...cureLines(report),
  ];
}

function doneLines({ repaired, removed, caughtUp }: HooksReport): readonly string[] {
  return [
    ...(repaired > 0 ? [`  repaired: ${repaired}`] : []),
    ...(removed > 0 ? [`  removed: ${removed}`] : []),
    ...(caughtUp ? ['  an incremental sync brings over what may have been missed'] : []),
  ];
}

const cureLines = ({ wanted, active, repaired, problems }: HooksReport): readonly string[] =>
  active < wanted && repaired === 0 && problems.length === 0
    ? ['  They are repaired every ten minutes; at once with --repair.']
    : [];
