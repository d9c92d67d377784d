// `customer_mapping`: which path of a customer fills which attribute of a contact.
import { z } from 'zod';
import { compilePath } from '../mapping/path';
import type { MappedAttribute } from './settings';

const ATTRIBUTE = /^[A-Z][A-Z0-9_-]{0,49}$/;

/** `path: ATTRIBUTE` lines. Every wrong line is reported, not only the first. */
export const mappingSchema = z
  .record(z.string(), z.unknown(), { error: 'Write `path: ATTRIBUTE` lines below this key.' })
  .transform((lines, context): readonly MappedAttribute[] => {
    const taken = new Map<string, string>();
    const mapped: MappedAttribute[] = [];
    for (const [path, attribute] of Object.entries(lines)) {
      const problem = lineProblem(path, attribute) ?? takenProblem(taken, path, attribute);
      if (problem !== undefined) {
        context.addIssue({ code: 'custom', path: [path], message: problem });
      } else if (typeof attribute === 'string' && !isIdentity(attribute)) {
        taken.set(attribute, path);
        mapped.push({ path, attribute });
      }
    }
    return mapped;
  });

// A contact is its e-mail address: `email: email` states what holds anyway and is no attribute of its own.
function isIdentity(attribute: string): boolean {
  return attribute.toUpperCase() === 'EMAIL';
}

function lineProblem(path: string, attribute: unknown): string | undefined {
  const compiled = compilePath(path);
  if (!compiled.ok) return compiled.problem;
  if (typeof attribute !== 'string') {
    return 'Write the name of one Brevo attribute after the path, e.g. FIRSTNAME.';
  }
  if (isIdentity(attribute)) {
    return path === 'email'
      ? undefined
      : "The contact's e-mail address is always the customer's email: give this path an attribute of its own.";
  }
  if (ATTRIBUTE.test(attribute)) return undefined;
  const cure = ATTRIBUTE.test(attribute.toUpperCase()) ? `: write ${attribute.toUpperCase()}` : '';
  return `Brevo's attribute names are 1 to 50 capital letters, digits, _ and -, and begin with a letter${cure}.`;
}

function takenProblem(
  taken: ReadonlyMap<string, string>,
  path: string,
  attribute: unknown,
): string | undefined {
  const other = typeof attribute === 'string' ? taken.get(attribute) : undefined;
  return other === undefined
    ? undefined
    : `${String(attribute)} is already filled from ${other}: choose one of the two paths, or another attribute than for ${path}.`;
}
