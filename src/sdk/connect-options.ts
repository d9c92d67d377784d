// What `connect` is given, checked for what cannot be missing; everything else is judged by the API.
import { invalidRequest } from './client-options';
import type { TajoProblem } from './tajo-error';

/** `undefined` is allowed so that values from the environment can be given as they are; it counts as left out. */
export interface ConnectOptions {
  readonly storeHash: string | undefined;
  /** Of a store-level API account; sent once and kept sealed. */
  readonly accessToken: string | undefined;
  readonly clientId?: string | undefined;
  /** Signs the store's webhooks. */
  readonly clientSecret?: string | undefined;
  /** A name to type instead of the hash. */
  readonly name?: string | undefined;
  /** Another Brevo account than the client's. */
  readonly brevoApiKey?: string | undefined;
  /** Keys of storefronts that write to yet another Brevo account, by channel id. */
  readonly storefrontBrevoApiKeys?: Readonly<Record<string, string>> | undefined;
  /** The words of connector.yml for one store: sync, lists, customer_mapping, consent … */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

/** The body of a connect. Throws TajoError `invalid-request` with everything that is missing. */
export function connectBody(
  options: ConnectOptions,
  clientsBrevoKey: string | undefined,
): Readonly<Record<string, unknown>> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined && value !== '');
  const body: Record<string, unknown> = {
    brevoApiKey: clientsBrevoKey,
    ...Object.fromEntries(given),
  };
  const problems = Object.entries(NEEDED)
    .filter(([path]) => body[path] === undefined)
    .map(([path, sentence]): TajoProblem => ({ path, sentence }));
  if (problems.length > 0) throw invalidRequest('The store cannot be connected.', problems);
  return body;
}

const NEEDED = {
  storeHash: 'It is missing: the short id in the API path of your store.',
  accessToken: 'It is missing: the access token of a store-level API account.',
  brevoApiKey: 'It is missing: give it here or when the client is made.',
} as const;
