// One look at an import that Brevo works on.
import type { ImportState } from '../contracts/activities';
import { shopOf, type World } from './world';

const ENDED = ['completed', 'failed', 'cancelled'];

/** The report's fields are numbers or addresses of CSV files; only numbers can be counted. */
export async function lookAtImport(
  world: World,
  storeHash: string,
  processId: number,
): Promise<ImportState> {
  const { brevo } = await shopOf(world, storeHash);
  const { status, info } = await brevo.readProcess(processId);
  const refused = info?.import?.invalid_emails;
  return {
    done: ENDED.includes(status),
    refused: typeof refused === 'number' ? refused : 0,
  };
}
