// What the doctor found, as lines for people: one a check, its cure below it, and a sum at the end.
import type { Finding, FindingState } from '../contracts/examination';
import { counted } from './wording';

/** Checks that belong together: about this folder, the connector, or one store. */
export interface Ward {
  readonly title: string;
  /** The store's hash, where it is about one. */
  readonly store?: string;
  readonly findings: readonly Finding[];
}

const MARK_WIDTH = 'warning'.length;

export function doctorLines(wards: readonly Ward[]): readonly string[] {
  const rows = wards.flatMap(({ findings }) => findings.map(({ row }) => row.length));
  const width = Math.max(...rows);
  return [
    ...wards.flatMap(({ title, findings }) => [
      title,
      ...findings.flatMap((finding) => findingLines(finding, width)),
    ]),
    '',
    summary(wards),
  ];
}

function findingLines({ row, state, sentence, cure }: Finding, width: number): readonly string[] {
  const head = `  ${state.padEnd(MARK_WIDTH)}  `;
  const [first = '', ...more] = sentence.split('\n');
  const indent = ' '.repeat(head.length + width + 2);
  return [
    `${head}${row.padEnd(width)}  ${first}`,
    ...more.map((line) => `${indent}${line}`),
    ...(cure === undefined ? [] : [`${indent}→ ${cure}`]),
  ];
}

function summary(wards: readonly Ward[]): string {
  const count = (state: FindingState): number =>
    wards.flatMap(({ findings }) => findings).filter((finding) => finding.state === state).length;
  return `${count('wrong')} wrong, ${counted(count('warning'), 'warning')}, ${count('ok')} ok.`;
}

/** The worst of all. */
export function stateOf(wards: readonly Ward[]): FindingState {
  const states = new Set(wards.flatMap(({ findings }) => findings.map(({ state }) => state)));
  if (states.has('wrong')) return 'wrong';
  return states.has('warning') ? 'warning' : 'ok';
}
