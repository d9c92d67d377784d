// Writes the outcome of a contract check for people: one line an operation, its violations below.
import type { ContractReport, OperationReport, Tally } from './contract-check';

export interface Outcome extends ContractReport {
  /** Client methods that were never called. */
  readonly unused: readonly string[];
  /** Sandbox routes that were never asked. */
  readonly unasked: readonly string[];
  /** Methods and routes that were. */
  readonly covered: number;
}

export function reportLines(outcome: Outcome): readonly string[] {
  const { contract, operations, undescribed, unused, unasked } = outcome;
  const width = Math.max(...operations.map(({ operation }) => operation.length));
  return [
    contract,
    ...operations.flatMap((each) => operationLines(each, width)),
    ...undescribed.map((name) => `  ${name}  FAILED: no file describes it`),
    ...unused.map((name) => `  ${name}()  FAILED: the client's method was never called`),
    ...unasked.map((name) => `  ${name}  FAILED: the sandbox was never asked`),
  ];
}

export function totalOf(outcomes: readonly Outcome[]): Tally {
  let passed = 0;
  let failed = 0;
  for (const outcome of outcomes) {
    const { operations, undescribed, unused, unasked } = outcome;
    passed += outcome.covered;
    failed += undescribed.length + unused.length + unasked.length;
    for (const { answers, requests, properties } of operations) {
      passed += answers.passed + requests.passed + (properties?.passed ?? 0);
      failed += answers.failed + requests.failed + (properties?.failed ?? 0);
    }
  }
  return { passed, failed };
}

function operationLines(report: OperationReport, width: number): readonly string[] {
  const { operation, answers, requests, properties, violations } = report;
  const columns = [
    column('answers', answers),
    column('requests', requests),
    properties === undefined ? '' : column('properties', properties),
  ];
  const line = `  ${operation.padEnd(width)}  ${columns.join('  ')}`.trimEnd();
  return [line, ...violations.map((violation) => `      ${violation}`)];
}

function column(name: string, { passed, failed }: Tally): string {
  const verdict = failed === 0 ? 'ok' : `ok, ${failed} FAILED`;
  return `${name} ${String(passed).padStart(3)} ${verdict}`.padEnd(name.length + 7);
}
