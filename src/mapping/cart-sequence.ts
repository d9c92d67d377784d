// Pure: one sequence of cart mails a person at a time, by what is noted at the contact.
import { everyGuard, type Guarding } from '../contracts/cart-guards';

/** One sequence a person in so long, counted from its last mail. */
const SEQUENCE_MS = 72 * 3_600_000;
/** It is noted before that mail leaves, which it does within five seconds or not at all. */
const NOTED_BEFORE_MS = 10_000;
/** More than a look takes and clocks differ. */
const MARGIN_MS = 3_600_000;

/** The sequence noted at a contact; epoch milliseconds of its last mail. */
export interface SequenceNote {
  readonly name: string;
  readonly at: number;
}

interface Asking {
  /** Names this cart and episode. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export const isOfAnother = (note: SequenceNote | undefined, { name, now }: Asking): boolean =>
  note !== undefined && note.name !== name && now - note.at < SEQUENCE_MS + NOTED_BEFORE_MS;

/** So young that nobody else can be about to begin: no turn is needed to go on. */
export const isSurelyOurs = (
  note: SequenceNote | undefined,
  { name, now }: Asking,
  on: Guarding = everyGuard,
): boolean =>
  !on('one begins at a time') || (note?.name === name && now - note.at < SEQUENCE_MS - MARGIN_MS);
