// How numbers, groups of records and phases read in a terminal.
import type { PhaseProgress } from '../contracts/sync-progress';
import { countOf, type ReasonGroup } from '../contracts/tally';

export const number = (value: number): string => value.toLocaleString('en-US');

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const SHOWN_IDS = 5;

/** `no e-mail: 12 (11, 24, 31, 40, 52, …)` */
export function groupLine({ reason, count, ids }: ReasonGroup): string {
  if (ids.length === 0) return `${reason}: ${number(count)}`;
  const more = count > SHOWN_IDS ? ', …' : '';
  return `${reason}: ${number(count)} (${ids.slice(0, SHOWN_IDS).join(', ')}${more})`;
}

/** `1,000 of 1,000: 997 written, 1 skipped, 2 rejected`; without a total `1,142: 1,142 written` */
export function phaseCounts({ total, tally }: PhaseProgress): string {
  const read =
    total === undefined ? number(tally.read) : `${number(tally.read)} of ${number(total)}`;
  const parts = [
    [tally.written, 'written'],
    [tally.unchanged, 'unchanged'],
    [countOf(tally.skipped), 'skipped'],
    [countOf(tally.rejected), 'rejected'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${number(count)} ${word}`);
  return said.length === 0 ? read : `${read}: ${said.join(', ')}`;
}

/** `customers`, or `customers (channel-2)` where the store has several Brevo accounts. */
export const phaseName = ({ phase, account }: Pick<PhaseProgress, 'phase' | 'account'>): string =>
  account === undefined ? phase : `${phase} (${account})`;

/** Lines of at most so many characters, broken between words; a longer word keeps a line of its own. */
export function wrapped(sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of sentence.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
