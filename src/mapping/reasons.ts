// The plain words by which a record or one of its values is left out; reports group by them.

/** Why a whole record is not written to Brevo. */
export type RejectReason =
  | 'no e-mail'
  | 'invalid e-mail'
  | 'e-mail taken'
  | 'broken date'
  | 'no exchange rate'
  | 'absurd amount'
  | 'refused by Brevo';

/** Why one value stays out while the rest of its contact is written. */
export type DropReason =
  | 'invalid phone'
  | 'phone used by another contact'
  | 'too long'
  | 'broken date'
  | 'wrong type'
  | 'unknown option'
  | 'reserved attribute'
  | 'attribute missing in Brevo';

/** A mapped attribute whose value was not taken, named for the report. */
export interface Drop {
  readonly attribute: string;
  readonly reason: DropReason;
}
