// The kinds of word that connector.yml is made of, each with what to say when something else stands there.
import { z } from 'zod';
import { nearestWord } from '../mapping/nearest-word';
import { durationMs } from './durations';

/** A map whose unknown keys are refused by name: one line of the message for each of them. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : `This is a section: write ${known.slice(0, 3).join(', ')}${known.length > 3 ? ' …' : ''} as indented lines below it.`,
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known);
  const cure = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return `There is no key ${key} here: ${cure} (Known: ${known.join(', ')}.)`;
}

/** A key may be left out or left empty. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional()).optional();

export const yesNo = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'Write true or false.' }),
);

export const whole = (least: number, what: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z
      .number({ error: `Write ${what} as a whole number.` })
      .int(`Write ${what} as a whole number.`)
      .min(least, `Write ${what} as a whole number, at least ${String(least)}.`),
  );

export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `Write one of: ${words.join(', ')}.` });

export const duration = z
  .union([z.string(), z.number()], { error: 'Write a duration: 30, 30s, 5m or 1h.' })
  .transform((written, context) => {
    const milliseconds = durationMs(written);
    if (milliseconds !== undefined) return milliseconds;
    context.addIssue({
      code: 'custom',
      message: 'Write a duration: 30, 30s, 5m or 1h (a bare number is seconds).',
    });
    return z.NEVER;
  });

export const text = z
  .string({ error: 'Write a text, in quotes when it looks like a number.' })
  .min(1, 'This is empty: write the value or take the line out.');
