// A result from a history in a few words: its counts, never its records.
import { number } from './wording';

/** Counts that are not zero for records; flags and numbers for the rest; '' when it says nothing. */
export function resultWords(result: unknown): string {
  if (typeof result === 'string') return result;
  if (!isRecord(result)) return '';
  const { summary } = result;
  if (typeof summary === 'string') return summary;
  const isTally = typeof result.read === 'number' && typeof result.written === 'number';
  return Object.entries(result)
    .flatMap(([name, value]) => (isTally ? tallyWord(name, value) : flagWord(name, value)))
    .join(', ');
}

const TALLY = ['read', 'written', 'unchanged', 'skipped', 'rejected', 'dropped', 'unseen'];

function tallyWord(name: string, value: unknown): readonly string[] {
  if (!TALLY.includes(name)) return [];
  const count = Array.isArray(value) ? value.reduce<number>(addCount, 0) : value;
  if (typeof count !== 'number' || (count === 0 && name !== 'read')) return [];
  return [`${number(count)} ${name === 'dropped' ? 'values dropped' : name}`];
}

function addCount(sum: number, group: unknown): number {
  return isRecord(group) && typeof group.count === 'number' ? sum + group.count : sum;
}

function flagWord(name: string, value: unknown): readonly string[] {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (typeof value === 'boolean') return [`${words}: ${value ? 'yes' : 'no'}`];
  return typeof value === 'number' ? [`${words}: ${value}`] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
