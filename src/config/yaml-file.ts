// Reads a YAML text and remembers on which line everything was written.
import { basename } from 'node:path';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type YAMLMap,
} from 'yaml';
import type { ConfigProblem } from './problems';

export interface YamlFile {
  /** The file's name without folders, as problems show it. */
  readonly name: string;
  /** Plain data; null for an empty file. */
  readonly data: unknown;
  /** The line of the deepest part of `path` that is written in the file. */
  lineOf(path: readonly PropertyKey[]): number;
}

export type YamlReading =
  | { readonly ok: true; readonly file: YamlFile }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** All syntax errors at once; `file` is only used to name the place. */
export function readYaml({
  file,
  text,
}: {
  readonly file: string;
  readonly text: string;
}): YamlReading {
  const name = basename(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      path: 'YAML',
      sentence: `${firstLine(error.message)}. Mend the YAML at this line; indentation is two spaces.`,
    }));
    return { ok: false, problems };
  }
  const data: unknown = document.toJS();
  const lineOf = (path: readonly PropertyKey[]) => lines.linePos(offsetOf(document, path)).line;
  return { ok: true, file: { name, data, lineOf } };
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/[.:]$/, '');
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    const next = isMap(node) ? pairOf(node, String(step)) : itemOf(node, step);
    if (next === undefined) return offset;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

interface Place {
  readonly node: unknown;
  readonly offset: number | undefined;
}

function pairOf(map: YAMLMap, key: string): Place | undefined {
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return pair && { node: pair.value, offset: startOf(pair.key) };
}

function itemOf(node: unknown, step: PropertyKey): Place | undefined {
  if (!isSeq(node) || typeof step !== 'number') return undefined;
  const item = node.items[step];
  return item === undefined ? undefined : { node: item, offset: startOf(item) };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
