// A Brevo client for one account, put together from its endpoint groups; each call passes the gate of its bucket.
import { createHttp } from '../http/client';
import type { Gate } from '../http/gate';
import { activationOf } from './activation';
import { attributesOf } from './attributes';
import { bucketOf } from './buckets';
import type { Bucket } from './buckets';
import type { Brevo } from './client';
import { commerceOf } from './commerce';
import { contactsOf } from './contacts';
import { eventsOf } from './events';
import { importsOf } from './imports';
import { listsOf } from './lists';
import { mailsOf } from './mails';

export interface BrevoOptions {
  /** With the version: `https://api.brevo.com/v3`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The account's: all its clients in this process share them. */
  readonly gates: Readonly<Record<Bucket, Gate>>;
  /** What an import spends from; Brevo's table leaves it open. `contacts` by default. */
  readonly importBucket?: Bucket;
  /** Read at each request: the signal of the work that is going on. */
  readonly currentSignal?: () => AbortSignal | undefined;
  /** Read at each request: whether somebody waits for the work that is going on. */
  readonly isLive?: (() => boolean) | undefined;
  /** For one request, 30,000 by default. */
  readonly timeoutMs?: number;
  readonly clock?: { now(): number };
}

export function createBrevo(options: BrevoOptions): Brevo {
  const {
    baseUrl,
    apiKey,
    gates,
    importBucket = 'contacts',
    currentSignal,
    isLive,
    timeoutMs,
    clock,
  } = options;
  const http = createHttp({
    api: 'brevo',
    baseUrl,
    headers: { 'api-key': apiKey },
    gateFor: (method, path) => gates[bucketOf(method, path, importBucket)],
    currentSignal,
    isLive,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(clock === undefined ? {} : { clock }),
  });
  return {
    ...contactsOf(http),
    ...attributesOf(http),
    ...listsOf(http),
    ...importsOf(http),
    ...activationOf(http),
    ...commerceOf(http),
    ...eventsOf(http),
    ...mailsOf(http),
    bucket: (bucket) => gates[bucket].state(),
  };
}
