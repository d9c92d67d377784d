// Opens a toy BigCommerce on a free port for one test file.
import { createBigCommerceSandbox } from '../../../src/sandbox/bigcommerce/sandbox';
import type { BigCommerceSandbox } from '../../../src/sandbox/bigcommerce/sandbox';
import { Faults } from '../../../src/sandbox/faults';
import { Ledger } from '../../../src/sandbox/ledger';
import { createShop } from '../../../src/sandbox/shop/shop';
import type { Shop } from '../../../src/sandbox/shop/shop';

export interface OpenShop {
  readonly shop: Shop;
  readonly bigcommerce: BigCommerceSandbox;
  readonly faults: Faults;
  /** Moves the sandbox's clock. */
  advance(ms: number): void;
  /** GET below `/stores/abc123`. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON. */
  json(): Json;
}

/** JSON of any shape, for reading in assertions. */
export interface Json {
  readonly [name: string]: Json;
  readonly [index: number]: Json;
}

export const start = Date.parse('2026-03-01T12:00:00Z');

export interface OpenShopOptions {
  readonly records?: number;
  readonly quota?: number;
  readonly scale?: number;
}

export async function openShop(options: OpenShopOptions = {}): Promise<OpenShop> {
  const { records = 120, quota = 10_000, scale = 1 } = options;
  let now = start;
  const clock = { now: () => now, scale };
  const faults = new Faults();
  const shop = createShop({
    seed: 7,
    customers: records,
    orders: records,
    products: records,
    now: clock.now,
  });
  const bigcommerce = await createBigCommerceSandbox({
    clock,
    faults,
    shop,
    quota,
    ledger: new Ledger(true),
    storeHash: 'abc123',
    accessToken: 'token',
  });
  return {
    shop,
    bigcommerce,
    faults,
    advance: (ms) => {
      now += ms;
    },
    get: (path, headers = { 'x-auth-token': 'token' }) =>
      read(`${bigcommerce.url}/stores/abc123${path}`, headers),
    close: () => bigcommerce.close(),
  };
}

export async function read(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => parse(text) };
}

function parse(text: string): Json {
  const value: unknown = JSON.parse(text);
  if (isJson(value)) return value;
  throw new Error('The body is no JSON object or array.');
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The values of one field of a V3 `data` list or a V2 array. */
export function column(list: Json, field: string): readonly unknown[] {
  const rows: unknown = 'data' in list ? list.data : list;
  if (!Array.isArray(rows)) throw new Error('Not a list.');
  return rows.map((row: Readonly<Record<string, unknown>>) => row[field]);
}
