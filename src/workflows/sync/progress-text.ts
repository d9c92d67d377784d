// How a sync's progress reads in the Temporal UI: a table, and one sentence at the end.
import { countOf } from '../../contracts/tally';
import type { FullSyncResult, PhaseProgress, SyncProgress } from '../../contracts/sync-progress';

// Made once: `toLocaleString` makes one for every number, a tenth of all that a sync's workflow computes.
const english = new Intl.NumberFormat('en-US');

const number = (value: number): string => english.format(value);

const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

const named = ({ phase, account }: Pick<PhaseProgress, 'phase' | 'account'>): string =>
  account === undefined ? phase : `${phase} (${account})`;

function row(line: PhaseProgress): string {
  const { state, total, tally } = line;
  const read =
    total === undefined ? number(tally.read) : `${number(tally.read)} of ${number(total)}`;
  const counts = [tally.written, tally.unchanged, countOf(tally.skipped), countOf(tally.rejected)];
  return `| ${named(line)} | ${state} | ${read} | ${counts.map(number).join(' | ')} |`;
}

/** Markdown for the workflow's current details. */
export function progressTable(progress: SyncProgress): string {
  const { state, message, phases } = progress;
  const reasons = phases.flatMap((line) =>
    [...line.tally.rejected, ...line.tally.dropped].map(
      ({ reason, count, ids }) =>
        `- ${named(line)}: ${reason}: ${number(count)}${ids.length > 0 ? ` (${ids.slice(0, 5).join(', ')}${count > 5 ? ', …' : ''})` : ''}`,
    ),
  );
  return [
    `**${state}**${message === undefined ? '' : `: ${message}`}`,
    '',
    '| phase | | read | written | unchanged | skipped | rejected |',
    '|---|---|---|---|---|---|---|',
    ...phases.map(row),
    ...(reasons.length > 0 ? ['', 'Rejected records and dropped values:', '', ...reasons] : []),
  ].join('\n');
}

/** One sentence for the result: what arrived, what did not, and who is on which list. */
export function summaryOf(result: Omit<FullSyncResult, 'summary'>, note?: string): string {
  if (result.skipped !== undefined) return `skipped: ${result.skipped}`;
  const parts = result.phases
    .filter(({ phase }) => result.resources.some((resource) => resource === phase))
    .map(
      (line) =>
        `${number(line.tally.written)} of ${number(line.tally.read)} ${named(line)} written`,
    );
  const rejected = result.phases.reduce((sum, { tally }) => sum + countOf(tally.rejected), 0);
  const { consent } = result;
  return [
    ...(note === undefined ? [] : [note]),
    parts.join(', '),
    plural(rejected, 'record rejected', 'records rejected'),
    ...(consent === undefined
      ? []
      : [
          `${number(consent.contacts)} contacts`,
          ...consent.joined.map(
            ({ listId, people, account }) =>
              `${number(people)} joined list ${listId}${account === undefined ? '' : ` (${account})`}`,
          ),
          `${number(consent.withoutConsent)} on no list: no consent found (\`consent: all\` changes this)`,
        ]),
  ].join('; ');
}
