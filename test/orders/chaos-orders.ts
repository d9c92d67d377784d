// `npm run chaos -- orders`: a million interleavings of one order's life, and what breaks without each guard.
import { ALL_GUARDS, ORDER_GUARDS, type OrderGuard } from '../../src/workflows/order/guards';
import { check } from './order-check';

const A_PART = 50_000;
const WITHOUT_A_GUARD = 200_000;

export interface OrderChaos {
  readonly interleavings?: number;
  /** Counted up from part to part; a part is repeated by its own. */
  readonly seed: number;
  readonly report: (line: string) => void;
}

/** Answers every law that was broken, and every guard that nothing misses, a sentence each. */
export function chaosOrders({
  interleavings = 1_000_000,
  seed,
  report,
}: OrderChaos): Promise<readonly string[]> {
  const broken: string[] = [];
  for (let at = 0, part = seed; at < interleavings; at += A_PART, part += 1) {
    const { explored, found } = check(Math.min(A_PART, interleavings - at), part);
    if (found === undefined) report(`${at + explored} interleavings, seed ${part}: no law broken`);
    else broken.push(`seed ${part}, after ${explored}: ${JSON.stringify(found)}`);
  }
  for (const guard of ORDER_GUARDS) {
    const { explored, found } = withoutGuard(guard, seed);
    if (found === undefined) broken.push(`nothing is missed without the guard "${guard}"`);
    else report(`without "${guard}", after ${explored}: ${found.wrongs.join(', ')}`);
  }
  return Promise.resolve(broken);
}

function withoutGuard(guard: OrderGuard, seed: number) {
  const others = new Set([...ALL_GUARDS].filter((one) => one !== guard));
  return check(WITHOUT_A_GUARD, seed, others);
}
