// Reading what an examination has found.
import type { ExaminationReport, Finding } from '../../src/sdk/sdk';
import type { ConnectedShop } from './connected-shop';

export const examined = ({ tajo }: ConnectedShop): Promise<ExaminationReport> =>
  tajo.connectors.examine('bigcommerce');

/** Of all its stores. */
export const findingsOf = (report: ExaminationReport): readonly Finding[] =>
  report.stores.flatMap(({ findings }) => findings);

/** Examines, and answers the findings of one row. */
export async function row(shop: ConnectedShop, name: string): Promise<readonly Finding[]> {
  return findingsOf(await examined(shop)).filter((finding) => finding.row === name);
}

/** Said to every store whose events could start an automation. */
export const AUTOMATIONS = 'automations in Brevo';

/** The rows that are not in order, beside what is always said. */
export const bad = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ state, row: name }) => state !== 'ok' && name !== AUTOMATIONS)
    .map(({ row: name }) => name);

/** For expectations, which Jest types as `any`. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
