// Builds the path and query of a request the way both vendors read them.

export type Query = Readonly<Record<string, string | number | undefined>>;

/** Undefined values are left out. Lists are one comma separated value. */
export function addressOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encoded(name)}=${encoded(String(value))}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

// `+` must be escaped: as a bare sign it is a space and silently changes a date filter.
// `:` and `,` stay readable: filters are named `id:in` and take comma separated lists.
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2C', ',');
}
