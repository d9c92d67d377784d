// One look at an import that Brevo works on.
import { ApplicationFailure } from '@temporalio/common';
import type { ImportState } from '../contracts/activities';
import { FAILURE } from '../contracts/failures';
import { shopOf, type World } from './world';

const GIVEN_UP = ['failed', 'cancelled'];

/** Throws Rejected when Brevo gave the import up: its rows are not there. The report's fields are numbers or addresses of CSV files; only numbers can be counted. */
export async function lookAtImport(
  world: World,
  shop: { readonly storeHash: string; readonly account?: string },
  processId: number,
): Promise<ImportState> {
  const { brevo } = await shopOf(world, shop);
  const { status, info } = await brevo.readProcess(processId);
  if (GIVEN_UP.includes(status)) {
    throw ApplicationFailure.nonRetryable(
      `Brevo ended import ${processId} as ${status}, so its people are missing: start the sync again, it writes what is not there. Should it happen again, ask Brevo's support about this import.`,
      FAILURE.rejected,
    );
  }
  const refused = info?.import?.invalid_emails;
  return {
    done: status === 'completed',
    refused: typeof refused === 'number' ? refused : 0,
  };
}
