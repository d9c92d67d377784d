// What is wrong with a store's hooks and what to do: the sentences seen in reports and in the status.
import { curedSentence } from './failure-sentences';
import type { ApiFailure } from '../http/failures';

export const NO_SECRET =
  'This store was connected before there were hooks: connect it again, so that it gets their secret.';

export const fullProblem = (scope: string): string =>
  `${scope}: BigCommerce keeps ten hooks an event and app, and all ten are taken: delete one of them there.`;

export const refusedProblem = (scope: string, failure: ApiFailure): string =>
  `${scope}: no hook could be made. ${curedSentence(failure)} Does PUBLIC_URL have a public certificate and no port?`;

/** BigCommerce names a domain, with or without https:// before it. */
export function blockedProblems(
  domains: readonly string[],
  destination: string,
): readonly string[] {
  const { host } = new URL(destination);
  const blocked = domains.some(
    (domain) => domain.replace(/^https?:\/\//, '').split('/')[0] === host,
  );
  return blocked
    ? [
        `BigCommerce does not call ${host} for some minutes, because too many calls failed: look whether PUBLIC_URL reaches the API.`,
      ]
    : [];
}

/** Said when a store is disconnected and BigCommerce does not let us in any more. */
export const hooksLeft = (why: string): string =>
  `hooks stay at BigCommerce: ${why} They end when the API account is deleted, or after two days without an answer.`;
