// The API accounts of the toy store: a token opens the door, its client owns the hooks it made.

/** One store-level API account. */
export interface ApiAccount {
  readonly accessToken: string;
  readonly clientId: string;
  /** Signs the webhooks of this account's hooks; unsigned without it. */
  readonly clientSecret?: string;
}
