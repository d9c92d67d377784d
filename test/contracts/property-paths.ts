// Which properties a schema documents, and which of them a value has, as paths like `data[].addresses[].city`.
import { isObject, listOf, objectOf } from './json-value';

export type Follow = (reference: string) => unknown;

interface Node {
  /** Names documented here. */
  readonly names: Set<string>;
  /** Any other name is fine too. */
  open: boolean;
}

/** Documented properties by the path of the object that has them. */
export type PropertyMap = ReadonlyMap<string, Node>;

export function propertyMap(schema: unknown, follow: Follow): PropertyMap {
  const nodes = new Map<string, Node>();
  describe(schema, { path: '', seen: [], nodes, follow });
  return nodes;
}

export function documentedPaths(map: PropertyMap): readonly string[] {
  return [...map].flatMap(([path, { names }]) => [...names].map((name) => below(path, name)));
}

interface Walk {
  readonly path: string;
  /** References on the way, so that a recursive schema ends. */
  readonly seen: readonly string[];
  readonly nodes: Map<string, Node>;
  readonly follow: Follow;
}

function describe(schema: unknown, walk: Walk): void {
  if (!isObject(schema)) return;
  const { path, nodes } = walk;
  const node = nodes.get(path) ?? { names: new Set<string>(), open: false };
  nodes.set(path, node);
  if (isOpen(schema)) node.open = true;
  if (typeof schema.$ref === 'string') describeTarget(schema.$ref, node, walk);
  for (const branch of [...listOf(schema.allOf), ...listOf(schema.anyOf)]) describe(branch, walk);
  if (schema.items !== undefined) describe(schema.items, { ...walk, path: `${path}[]` });
  for (const [name, property] of Object.entries(objectOf(schema.properties))) {
    node.names.add(name);
    describe(property, { ...walk, path: below(path, name) });
  }
}

function describeTarget(reference: string, node: Node, walk: Walk): void {
  const { seen, follow } = walk;
  // What a schema says of itself is not repeated: below, anything goes.
  if (seen.includes(reference)) node.open = true;
  else describe(follow(reference), { ...walk, seen: [...seen, reference] });
}

function isOpen(schema: Readonly<Record<string, unknown>>): boolean {
  const { additionalProperties: more, type } = schema;
  if (more === true || isObject(more)) return true;
  const says = ['properties', 'items', 'allOf', 'anyOf', '$ref', 'enum'].some(
    (keyword) => keyword in schema,
  );
  return !says && (type === undefined || type === 'object');
}

export interface Seen {
  readonly documented: ReadonlySet<string>;
  /** The outermost path of each undocumented property. */
  readonly undeclared: ReadonlySet<string>;
}

export function seenPaths(value: unknown, map: PropertyMap): Seen {
  const seen = { documented: new Set<string>(), undeclared: new Set<string>() };
  look(value, '', { map, ...seen });
  return seen;
}

interface Look {
  readonly map: PropertyMap;
  readonly documented: Set<string>;
  readonly undeclared: Set<string>;
}

function look(value: unknown, path: string, into: Look): void {
  if (Array.isArray(value)) {
    // A schema that says nothing allows anything.
    if (into.map.get(path)?.open === true) return;
    for (const entry of listOf(value)) look(entry, `${path}[]`, into);
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) lookAt(inner, { path, name }, into);
  }
}

interface Spot {
  readonly path: string;
  readonly name: string;
}

function lookAt(value: unknown, { path, name }: Spot, into: Look): void {
  const node = into.map.get(path);
  const inside = below(path, name);
  if (node?.names.has(name) === true) {
    into.documented.add(inside);
    look(value, inside, into);
  } else if (node?.open !== true) into.undeclared.add(inside);
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
