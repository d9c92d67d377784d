// How an examination says what it found.
import type { Finding } from '../contracts/examination';
import type { ApiFailure } from '../http/failures';
import { failureWords } from './failure-sentences';

export const ok = (row: string, sentence: string): Finding => ({ row, state: 'ok', sentence });

export const warning = (row: string, sentence: string, cure: string): Finding => ({
  row,
  state: 'warning',
  sentence,
  cure,
});

/** A failure that only a person can cure. */
export const wrongBy = (row: string, failure: ApiFailure): Finding => ({
  row,
  state: 'wrong',
  ...failureWords(failure),
});

const STATUS_PAGES = { bigcommerce: 'status.bigcommerce.com', brevo: 'status.brevo.com' } as const;

/** A vendor that fell silent: what comes behind could not be looked at. */
export function silenceFinding(row: string, silence: ApiFailure): Finding {
  const { sentence } = failureWords(silence);
  const { api } = silence.call;
  const cure =
    silence.detail.kind === 'RateLimited'
      ? 'Syncs wait and go on by themselves; run this again in a minute. When it lasts, look for other apps that use the same quota.'
      : `Syncs wait and go on by themselves; look at ${STATUS_PAGES[api]}, then run this again.`;
  const state = silence.detail.kind === 'RateLimited' ? 'warning' : 'wrong';
  return { row, state, sentence: `${sentence} The checks behind it were left out.`, cure };
}

/** Sentences that say their own cure, or that all is well. */
export const problemFindings = (
  row: string,
  problems: readonly string[],
  well: string,
): readonly Finding[] =>
  problems.length === 0
    ? [ok(row, well)]
    : problems.map((sentence) => ({ row, state: 'wrong', sentence }));
