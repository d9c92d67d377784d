// Builds the path and query of a request the way both vendors read them.

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Undefined values are left out. A list is repeated, one value a time: BigCommerce's comma lists are texts. */
export function addressOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    valuesOf(value).map((one) => `${encoded(name)}=${encoded(String(one))}`),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

function valuesOf(value: Query[string]): readonly (string | number)[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

// `+` must be escaped: as a bare sign it is a space and silently changes a date filter.
// `:` and `,` stay readable: filters are named `id:in` and take comma separated lists.
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2C', ',');
}
