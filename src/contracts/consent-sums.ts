// Adds up what the consent phase did, chunk by chunk and over its repetitions.
import type { ConsentSummary, ListJoins } from './sync-progress';

const NOTHING_YET: ConsentSummary = { contacts: 0, joined: [], withoutConsent: 0, left: 0 };

const peopleOn = (joins: readonly ListJoins[], listId: number): number =>
  joins.find((join) => join.listId === listId)?.people ?? 0;

export function addConsent(before = NOTHING_YET, part: ConsentSummary): ConsentSummary {
  const listIds = new Set([...before.joined, ...part.joined].map(({ listId }) => listId));
  return {
    contacts: before.contacts + part.contacts,
    withoutConsent: before.withoutConsent + part.withoutConsent,
    left: before.left + part.left,
    joined: [...listIds].map((listId) => ({
      listId,
      people: peopleOn(before.joined, listId) + peopleOn(part.joined, listId),
    })),
  };
}

/** A repeated phase counts contacts anew; joins and leaves stay, they happened. */
export const recounted = (before = NOTHING_YET): ConsentSummary => ({
  ...before,
  contacts: 0,
  withoutConsent: 0,
});
