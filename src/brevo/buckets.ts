// Brevo's rate buckets: which call spends from which (developers.brevo.com/docs/api-limits).

/** `hourly` is the 100-per-hour bucket that every call without a row of its own shares. */
export type Bucket = 'contacts' | 'events' | 'orders' | 'products' | 'mail' | 'mailList' | 'hourly';

/** `left` is undefined until an answer told us. */
export interface BucketState {
  readonly left: number | undefined;
  readonly resetMs: number;
}

const rows: readonly (readonly [RegExp, Bucket])[] = [
  [/^POST \/events$/, 'events'],
  [/^POST \/orders\/status$/, 'orders'],
  [/^POST \/products$/, 'products'],
  [/^POST \/smtp\/email$/, 'mail'],
  [/^GET \/smtp\/blockedContacts$/, 'mail'],
  [/^GET \/smtp\/emails$/, 'mailList'],
  // The table says `/contacts/{…}`; that the bare path belongs to it is everybody's reading.
  [/^\w+ \/contacts(\/|$)/, 'contacts'],
];

/** The bucket of a call; `path` without `/v3` and query. */
export function bucketOf(method: string, path: string, importBucket: Bucket = 'contacts'): Bucket {
  const call = `${method} ${path}`;
  if (call === 'POST /contacts/import') return importBucket;
  return rows.find(([row]) => row.test(call))?.[1] ?? 'hourly';
}
