// Compares what we would write to a contact with what Brevo answers, without keeping either.
import { hash64, type Hash64 } from './fingerprint';

/**
 * Only the attributes named count. Absent, null and '' are the same; SMS is compared by its digits (Brevo answers
 * them without `+`), times by their day, lists in any order, numbers by their shortest spelling.
 */
export function contactFingerprint(
  attributes: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Hash64 {
  const lines: string[] = [];
  for (const name of [...new Set(names)].sort()) {
    const spelling = name === 'SMS' ? digitsOf(attributes[name]) : spellingOf(attributes[name]);
    if (spelling !== '') lines.push(JSON.stringify([name, spelling]));
  }
  return hash64(lines.join('\n'));
}

function digitsOf(value: unknown): string {
  return spellingOf(value).replace(/\D/g, '');
}

function spellingOf(value: unknown): string {
  if (typeof value === 'string') return dayOrText(value);
  // An attribute has one type: a number and the text of the same number can only mean the same value.
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value) || value.length === 0) return '';
  const entries: readonly unknown[] = value;
  return JSON.stringify(entries.map(spellingOf).sort());
}

function dayOrText(text: string): string {
  const [, day] =
    /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text) ?? [];
  return day ?? text;
}
