// V3 lists: a page by number, with links that are query strings and not URLs.

import type { SandboxAnswer } from '../http-server';
import type { PageQuery } from './query-parameters';

export interface PageSlice<T> {
  readonly rows: readonly T[];
  readonly pagination: Readonly<Record<string, unknown>>;
}

export function pageSlice<T>(
  records: readonly T[],
  { page, limit }: PageQuery,
  query: URLSearchParams,
): PageSlice<T> {
  const rows = records.slice((page - 1) * limit, page * limit);
  const pages = Math.ceil(records.length / limit);
  const link = (number: number): string => {
    const next = new URLSearchParams(query);
    next.set('page', String(number));
    next.set('limit', String(limit));
    return `?${next.toString()}`;
  };
  return {
    rows,
    pagination: {
      total: records.length,
      count: rows.length,
      per_page: limit,
      current_page: page,
      total_pages: pages,
      links: {
        ...(page > 1 ? { previous: link(page - 1) } : {}),
        current: link(page),
        ...(page < pages ? { next: link(page + 1) } : {}),
      },
    },
  };
}

/** `{data, meta}` of rows that are JSON already. */
export function v3List(rows: readonly string[], meta: unknown): SandboxAnswer {
  return { status: 200, json: `{"data":[${rows.join(',')}],"meta":${JSON.stringify(meta)}}` };
}

/** An empty V2 list has no body (bigcommerce-v3-api-php-client pull 177). */
export function v2List(rows: readonly string[]): SandboxAnswer {
  return rows.length === 0 ? { status: 204 } : { status: 200, json: `[${rows.join(',')}]` };
}
