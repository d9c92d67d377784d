// One request to the toy Brevo as its endpoints see it, and the readers of body, page and filters.
import type { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import { invalid, missing, outOfRange } from './refusals';

export interface Call {
  /** Decoded path parameters in the order of the pattern. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Size of the body as sent. */
  readonly bytes: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `{}` stands for one segment. */
  readonly path: string;
  readonly answer: (call: Call) => SandboxAnswer;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
  readonly sort: 'asc' | 'desc';
}

/** The body by its schema; throws a 400 that names the first wrong field, never its value. */
export function readBody<T>(schema: z.ZodType<T>, call: Call): T {
  if (typeof call.body !== 'object' || call.body === null) throw missing('No inputs in the body');
  const outcome = schema.safeParse(call.body);
  if (outcome.success) return outcome.data;
  const issue = outcome.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const text = issue?.message ?? 'Invalid body';
  if (text.endsWith('received undefined')) throw missing(`${field} is missing`);
  throw invalid(field === '' ? text : `${field}: ${text}`);
}

export function readPage(call: Call, standardLimit: number, maxLimit: number): Page {
  const limit = whole(call.query, 'limit') ?? standardLimit;
  const offset = whole(call.query, 'offset') ?? 0;
  if (limit > maxLimit) throw outOfRange(`Limit exceeds max value of ${maxLimit}`);
  const sort = call.query.get('sort') ?? 'desc';
  if (sort !== 'asc' && sort !== 'desc') throw invalid('Invalid sort');
  return { limit, offset, sort };
}

/** A page of records that lie in order of creation. */
export function pageOf<T>(oldestFirst: readonly T[], page: Page): readonly T[] {
  const { limit, offset, sort } = page;
  if (sort === 'asc') return oldestFirst.slice(offset, offset + limit);
  const end = Math.max(0, oldestFirst.length - offset);
  return oldestFirst.slice(Math.max(0, end - limit), end).reverse();
}

/** Epoch milliseconds of a date filter; undefined when it was not sent. */
export function readSince(call: Call, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid(`Invalid ${name}`);
  return at;
}

/** A filter given as `ids=1,2`, `ids=1&ids=2` or `ids[]=1`; undefined when it was not sent. */
export function readSet(call: Call, name: string): ReadonlySet<string> | undefined {
  const given = [...call.query.getAll(name), ...call.query.getAll(`${name}[]`)];
  return given.length === 0 ? undefined : new Set(given.flatMap((text) => text.split(',')));
}

/** A documented filter that this sandbox has not must not look as if it had matched everything. */
export function refuseFilters(call: Call, names: readonly string[]): void {
  for (const name of call.query.keys()) {
    if (names.includes(name.replace(/\[.*\]$/, '')))
      throw invalid(`The sandbox has no filter ${name}`);
  }
}

export function param(call: Call, position: number): string {
  return call.params[position] ?? '';
}

export function idParam(call: Call, position: number): number {
  const text = param(call, position);
  if (!/^\d+$/.test(text)) throw invalid('Invalid id');
  return Number(text);
}

export function whole(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw invalid(`${name} should be a whole number`);
  return Number(text);
}
