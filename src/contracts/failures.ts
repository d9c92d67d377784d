// The closed list of failure types that can stand in a history.

export const FAILURE = {
  /** The vendor's window is empty; Temporal waits for the next one. */
  rateLimited: 'RateLimited',
  /** No answer, or a 5xx: Temporal tries again. */
  unavailable: 'Unavailable',
  /** Token or key refused. */
  unauthorized: 'Unauthorized',
  /** An OAuth scope or a Brevo feature is missing. */
  missingScope: 'MissingScope',
  /** The vendor refuses this request. */
  rejected: 'Rejected',
  /** The vendor answers in a shape we do not know. */
  unexpectedShape: 'UnexpectedShape',
  /** The input typed by a person is wrong; the message lists every problem. */
  invalidSyncRequest: 'InvalidSyncRequest',
  /** Something outside must be put right before a sync can start; the message lists everything. */
  cannotSync: 'CannotSync',
  /** This store is being synced already. */
  syncAlreadyRunning: 'SyncAlreadyRunning',
  /** The store was taken out of the configuration meanwhile. */
  unknownStore: 'UnknownStore',
  /** This worker cannot open the store's secrets: its encryption keys are others. */
  sealedElsewhere: 'SealedElsewhere',
  /** Brevo's e-commerce did not get ready in time. */
  ecommerceNotReady: 'EcommerceNotReady',
  /** An order waits for its person to become a contact. */
  contactNotYet: 'ContactNotYet',
  /** A cart was changed not long ago: it is looked at again when it may have been left. */
  notQuietYet: 'NotQuietYet',
} as const;

/** In the middle of a run these are a reason to pause: a person can put them right. */
export const PAUSING: readonly string[] = [
  FAILURE.unauthorized,
  FAILURE.missingScope,
  FAILURE.sealedElsewhere,
];
