// Sends one request and brings back status, headers and text: axios is known here and nowhere else.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import type { Headers } from './rate-headers';

export interface TransportOptions {
  readonly baseUrl: string;
  readonly headers: Headers;
  /** For the whole exchange, connecting included. */
  readonly timeoutMs: number;
}

export interface Letter {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query, encoded. */
  readonly address: string;
  /** JSON text. */
  readonly body?: string;
}

/** `lost`: no (whole) answer came; the effect may have happened. */
export type Delivery =
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Headers;
      readonly text: string;
    };

/** Throws only the reason of `signal`. */
export type Transport = (letter: Letter, signal: AbortSignal | undefined) => Promise<Delivery>;

export function createTransport(options: TransportOptions): Transport {
  const instance = createInstance(options);
  return async (letter, signal) => {
    signal?.throwIfAborted();
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      timeout.abort();
    }, options.timeoutMs);
    try {
      const ends =
        signal === undefined ? timeout.signal : AbortSignal.any([signal, timeout.signal]);
      return answered(await instance.request<string>({ ...addressed(letter), signal: ends }));
    } catch (error) {
      signal?.throwIfAborted();
      if (!axios.isAxiosError(error)) throw error;
      // Never passed on, not even as a cause: it carries the request's headers, hence the token.
      return { kind: 'lost' };
    } finally {
      clearTimeout(timer);
    }
  };
}

function createInstance({ baseUrl, headers }: TransportOptions): AxiosInstance {
  return axios.create({
    baseURL: baseUrl,
    headers: { Accept: 'application/json', 'User-Agent': 'tajo-bigcommerce', ...headers },
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    // A redirect would carry the token elsewhere (BigCommerce sends http: to https: by 301).
    maxRedirects: 0,
    proxy: false,
    responseType: 'text',
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
  });
}

function addressed({ method, address, body }: Letter) {
  return body === undefined
    ? { method, url: address }
    : { method, url: address, data: body, headers: { 'Content-Type': 'application/json' } };
}

function answered(response: AxiosResponse<string>): Delivery {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries<unknown>(response.headers)) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value;
  }
  return { kind: 'answer', status: response.status, headers, text: response.data };
}
