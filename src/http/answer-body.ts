// Reads the body of an answer: is it JSON, and has it the shape we know?
import type { z } from 'zod';

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  /** Says where and what was expected, never what was there. `damaged`: text that calls itself JSON and is none. */
  | { readonly ok: false; readonly path: string; readonly damaged?: true };

/** An error page is never handed to JSON.parse: BigCommerce's 5xx answers can be HTML. */
export function readJson(text: string, contentType: string | undefined): Reading<unknown> {
  if (contentType !== undefined && !contentType.includes('json')) {
    return { ok: false, path: 'body: expected JSON, got another content type' };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    // The parser's message quotes the body.
    const path = 'body: expected JSON';
    return text.trim() === '' ? { ok: false, path } : { ok: false, path, damaged: true };
  }
}

export function readShape<T>(value: unknown, schema: z.ZodType<T>): Reading<T> {
  const read = schema.safeParse(value);
  if (read.success) return { ok: true, value: read.data };
  const [issue] = read.error.issues;
  return { ok: false, path: issue === undefined ? 'body' : describe(issue) };
}

function describe(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(segment).join('').replace(/^\./, '');
  const what = issue.code === 'invalid_type' ? `expected ${issue.expected}` : issue.code;
  return `${where === '' ? 'body' : where}: ${what}`;
}

// A key may be the vendor's data (an attribute's name): only plain names are repeated.
function segment(key: PropertyKey): string {
  if (typeof key === 'number') return `[${key}]`;
  return typeof key === 'string' && /^\w{1,50}$/.test(key) ? `.${key}` : '.?';
}
