// What an examination finds: one line for each thing that was looked at, with the cure when it is not in order.

/** `warning`: it works, but a person should know. `wrong`: something does not work until it is mended. */
export type FindingState = 'ok' | 'warning' | 'wrong';

/** Ids, counts and times only: no secret and no person. */
export interface Finding {
  /** What was looked at, in a word or two: `token`, `scopes`, `last sync`. */
  readonly row: string;
  readonly state: FindingState;
  readonly sentence: string;
  readonly cure?: string;
}

export interface StoreExamination {
  /** The store hash. */
  readonly store: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

export interface ExaminationReport {
  /** About worker and Temporal. */
  readonly connector: readonly Finding[];
  /** Empty when no store is connected. */
  readonly stores: readonly StoreExamination[];
}
