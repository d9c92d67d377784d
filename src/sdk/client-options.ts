// What a client is made with, checked before anything is sent: a key that fits a header, an address safe for secrets.
import { PROBLEM_TYPE, TajoError } from './tajo-error';
import type { TajoProblem } from './tajo-error';

/** `undefined` is allowed in the types so that values from the environment can be given as they are. */
export interface TajoClientOptions {
  /** The bearer of the API: its TAJO_API_KEY. */
  readonly apiKey: string | undefined;
  /** The Brevo account that stores are connected to, unless `connect` names another. */
  readonly brevoApiKey?: string | undefined;
  /** `http://127.0.0.1:3000` by default. Plain http only for this machine: `connect` sends secrets. */
  readonly baseUrl?: string | undefined;
  /** The platform's by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

export interface ClientSettings {
  readonly apiKey: string;
  readonly brevoApiKey: string | undefined;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

const DEFAULT_BASE_URL = 'http://127.0.0.1:3000';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Throws TajoError `invalid-request` with every problem; no value is ever quoted. */
export function settingsFrom(options: TajoClientOptions): ClientSettings {
  const { apiKey = '', brevoApiKey, baseUrl = DEFAULT_BASE_URL } = options;
  const problems = [...keyProblems(apiKey), ...addressProblems(baseUrl)];
  if (problems.length > 0) throw invalidRequest('The client cannot be made.', problems);
  return {
    apiKey,
    brevoApiKey: brevoApiKey === '' ? undefined : brevoApiKey,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    // Looked up at each call, so that an instrumented fetch is used whenever it was put in place.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

export const invalidRequest = (detail: string, problems: readonly TajoProblem[]): TajoError =>
  new TajoError({
    status: 0,
    type: `${PROBLEM_TYPE}invalid-request`,
    title: 'The request is not valid',
    detail,
    problems,
  });

function keyProblems(apiKey: string): readonly TajoProblem[] {
  if (apiKey === '') {
    return [{ path: 'apiKey', sentence: 'It is missing: give the TAJO_API_KEY of your API.' }];
  }
  // The platform's own refusal of such a header would quote the key.
  return /^[\x21-\x7e]+$/.test(apiKey)
    ? []
    : [{ path: 'apiKey', sentence: 'It has a character that no key has, such as a line break.' }];
}

function addressProblems(baseUrl: string): readonly TajoProblem[] {
  const sentence = addressProblem(URL.canParse(baseUrl) ? new URL(baseUrl) : undefined);
  return sentence === undefined ? [] : [{ path: 'baseUrl', sentence }];
}

function addressProblem(url: URL | undefined): string | undefined {
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    return `This is no address: write one like ${DEFAULT_BASE_URL}.`;
  }
  if (url.username !== '' || url.password !== '') return 'Credentials do not belong in an address.';
  if (url.search !== '' || url.hash !== '') return 'Leave out everything from ? or # on.';
  return url.protocol === 'http:' && !LOOPBACK.test(url.hostname)
    ? 'Plain http is only accepted for this machine: write https.'
    : undefined;
}
