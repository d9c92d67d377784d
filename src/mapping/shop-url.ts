// Joins the storefront's address and a path of the catalogue.

/** Undefined when the record has no path. */
export function shopUrl(storeUrl: string, path: string | undefined): string | undefined {
  if (path === undefined || path === '') return undefined;
  let end = storeUrl.length;
  while (storeUrl[end - 1] === '/') end -= 1;
  return `${storeUrl.slice(0, end)}${path.startsWith('/') ? '' : '/'}${path}`;
}
