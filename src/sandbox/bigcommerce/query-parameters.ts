// Reads the query of a list request and refuses what BigCommerce would refuse.

import { filterDate } from './date-formats';
import { Refusal } from './refusals';

const largestPage = 250;
const usualPage = 50;

/** Refuses names that are not in `known`; a filter this toy does not play is refused too, never ignored. */
export function onlyKnown(query: URLSearchParams, known: readonly string[]): void {
  const names = [...new Set(query.keys())];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Refusal(422, `The filter(s): ${unknown.join(', ')} are not valid filter parameter(s).`);
}

export function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Refusal(
    422,
    `Query parameter "${name}" value must be integer. For input string: "${text}".`,
  );
}

export interface PageQuery {
  readonly page: number;
  readonly limit: number;
}

export function pageQuery(query: URLSearchParams): PageQuery {
  const page = wholeNumber(query, 'page') ?? 1;
  const limit = wholeNumber(query, 'limit') ?? usualPage;
  if (limit > largestPage) {
    throw new Refusal(413, `The limit is too large. The maximum limit is ${largestPage}.`);
  }
  if (page < 1 || limit < 1)
    throw new Refusal(422, 'Query parameters "page" and "limit" start at 1.');
  return { page, limit };
}

/** Values of a comma list (`style: form, explode: false`), undefined when the parameter is absent. */
export function textList(query: URLSearchParams, name: string): readonly string[] | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return text.split(',').filter((part) => part !== '');
}

export function idList(query: URLSearchParams, name: string): readonly number[] | undefined {
  return textList(query, name)?.map((text) => {
    if (/^\d+$/.test(text)) return Number(text);
    throw new Refusal(
      422,
      `Query parameter "${name}" value must be integer. For input string: "${text}".`,
    );
  });
}

/** A list of names each of which must be one of `known`. */
export function choices(
  query: URLSearchParams,
  name: string,
  known: readonly string[],
): ReadonlySet<string> {
  const chosen = textList(query, name) ?? [];
  const unknown = chosen.filter((choice) => !known.includes(choice));
  if (unknown.length > 0)
    throw new Refusal(422, `Invalid value(s) for "${name}": ${unknown.join(', ')}.`);
  return new Set(chosen);
}

export function dateParameter(
  query: URLSearchParams,
  name: string,
  allowed: { readonly rfc: boolean },
): string | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const date = filterDate(text, allowed);
  if (date === undefined) throw new Refusal(422, `Query parameter "${name}" is not a valid date.`);
  return date;
}

export interface SortOrder {
  readonly field: string;
  readonly descending: boolean;
}

/** `field`, `field:asc` or `field:desc`; `fallback` when nothing is asked. */
export function sortOrder(
  query: URLSearchParams,
  known: readonly string[],
  fallback: SortOrder,
): SortOrder {
  const text = query.get('sort');
  if (text === null) return fallback;
  const [field = '', direction = 'asc', ...rest] = text.split(':');
  const valid = known.includes(field) && /^(asc|desc)$/.test(direction) && rest.length === 0;
  if (!valid) throw new Refusal(422, 'Query parameter "sort" is not valid.');
  return { field, descending: direction === 'desc' };
}
