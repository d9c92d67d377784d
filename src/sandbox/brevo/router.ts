// Finds the endpoint of a path; the first pattern that fits wins.
import type { Route } from './calls';
import { invalid, notFound } from './refusals';

interface Found {
  readonly route: Route;
  /** Decoded. */
  readonly params: readonly string[];
}

export type Router = (method: string, path: string) => Found;

/** Throws a 404 for a path or a method that no route has. */
export function createRouter(routes: readonly Route[]): Router {
  const patterns = routes.map((route) => ({ route, segments: route.path.split('/') }));
  return (method, path) => {
    const given = path.split('/');
    const found = patterns.find(
      ({ route, segments }) => route.method === method && fits(segments, given),
    );
    if (found === undefined) throw notFound('Route does not exist');
    const params = given.filter((_, position) => found.segments[position] === '{}').map(decode);
    return { route: found.route, params };
  };
}

function fits(pattern: readonly string[], given: readonly string[]): boolean {
  return (
    pattern.length === given.length &&
    pattern.every((segment, position) =>
      segment === '{}' ? given[position] !== '' : segment === given[position],
    )
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid('Invalid path');
  }
}
