// Turns what came over the wire into a checked value, or into a list of everything that is wrong with it.
import { z } from 'zod';
import { nearestWord } from '../mapping/nearest-word';
import { pathText } from '../config/problems';
import type { RequestProblem } from './problem';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] };

/** An object whose unknown keys are refused by name: one line of the message for each of them. */
export function strictly<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : 'Send one JSON object.',
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known);
  const cure = near === undefined ? 'Take it out.' : `Did you mean ${near}?`;
  const others = known.length === 0 ? '' : ` Known: ${known.join(', ')}.`;
  return `This is not known here. ${cure}${others}`;
}

/** `place` begins the path of each problem: `query`, `path`, or nothing for the body. */
export function check<T>(schema: z.ZodType<T>, value: unknown, place: string): Checked<T> {
  const unsafe = unsafeParts(value);
  const read = schema.safeParse(value);
  if (read.success && unsafe.length === 0) return { ok: true, value: read.data };
  const found = [...unsafe, ...(read.error?.issues.flatMap(partsOf) ?? [])];
  return { ok: false, problems: onceEach(placed(found, place)) };
}

const onceEach = (problems: readonly RequestProblem[]): readonly RequestProblem[] =>
  [
    ...new Map(problems.toReversed().map((problem) => [problem.path, problem])).values(),
  ].toReversed();

interface Part {
  readonly path: readonly PropertyKey[];
  readonly sentence: string;
}

/** One part for each unknown key of an issue, else one for the issue. */
export function partsOf(issue: z.core.$ZodIssue): readonly Part[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, sentence: issue.message }];
  const sentences = issue.message.split('\n');
  return issue.keys.map((key, at) => ({
    path: [...issue.path, key],
    sentence: sentences[at] ?? issue.message,
  }));
}

const MOST_LEVELS = 20;
const UNSAFE = new Set(['__proto__', 'prototype', 'constructor']);

// A walk without recursion: 64 KB of brackets are deeper than the stack.
function unsafeParts(value: unknown): readonly Part[] {
  const found: Part[] = [];
  const open: { readonly path: readonly PropertyKey[]; readonly value: unknown }[] = [
    { path: [], value },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.path.length >= MOST_LEVELS) {
      return [{ path: [], sentence: `This is nested deeper than ${MOST_LEVELS} levels.` }];
    }
    const list = Array.isArray(next.value);
    for (const [key, inner] of Object.entries<unknown>({ ...next.value })) {
      const path = [...next.path, list ? Number(key) : key];
      if (UNSAFE.has(key)) found.push({ path, sentence: 'No key may have this name.' });
      else open.push({ path, value: inner });
    }
  }
  return found;
}

function placed(parts: readonly Part[], place: string): readonly RequestProblem[] {
  return parts.map(({ path, sentence }) => {
    const steps = place === '' ? path : [place, ...path];
    return { path: pathText(steps.map(shortened)), sentence };
  });
}

// A key is named as it was typed, up to a length that a person reads.
function shortened(step: PropertyKey): PropertyKey {
  if (typeof step !== 'string' || step.length <= 60) return step;
  return `${step.slice(0, 60)}…`;
}
