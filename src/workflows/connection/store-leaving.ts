// After a store was disconnected: ends what is followed for it, however many orders and carts there are.
import * as wf from '@temporalio/workflow';
import type { LeavingInput, LeavingReport } from '../../contracts/store-leaving';
import { leaving } from '../activity-options';

/** Lists of workflows are a second behind, and a worker knows a store for two more. */
const LAG_MS = 3_000;
/** Who was told in the first round has ended by the second, unless the workers have very much to do. */
const ROUNDS = 10;

/** Ends when nobody is left, or has been told often enough. */
export async function storeLeaving(input: LeavingInput): Promise<LeavingReport> {
  let told: LeavingReport = { orders: 0, carts: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await leaving.endFlows.executeWithOptions(
      { summary: 'tell every open order and cart' },
      [input],
    );
    // Who is told once more, because it had no time to end, counts once.
    told = {
      orders: Math.max(told.orders, found.orders),
      carts: Math.max(told.carts, found.carts),
    };
    if (round > 0 && found.orders + found.carts === 0) break;
    await wf.sleep(LAG_MS * (round + 1), { summary: 'until those that were told have ended' });
  }
  return told;
}
