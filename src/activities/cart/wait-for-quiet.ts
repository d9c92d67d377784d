// Waits until a cart has been quiet for long enough, by attempts that fail: a retry costs no history, a timer five events.
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { QuietWait } from '../../contracts/cart-deeds';
import { FAILURE } from '../../contracts/failures';
import { shopOf, type World } from '../world';
import { skillOf } from './cart-shop';
import { changedAt } from './follow-cart';

/** Counted from 1; the first one knows that it is too early and asks nobody. */
export async function waitForQuiet(
  world: World,
  { storeHash, cartId, waitMs }: QuietWait,
  attempt: number,
): Promise<void> {
  if (attempt === 1) throw notQuietYet(waitMs);
  const { bigcommerce, settings } = await shopOf(world, { storeHash });
  const cart = await bigcommerce.readCart(cartId);
  if (cart === null || cart.lines.length === 0) return;
  const restMs = changedAt(cart, world) + skillOf(settings).abandonAfterMs - world.now();
  if (restMs > 0) throw notQuietYet(restMs);
}

/** Temporal makes the next attempt after this. */
export const notQuietYet = (afterMs: number): ApplicationFailure =>
  ApplicationFailure.create({
    type: FAILURE.notQuietYet,
    message: `The cart is not quiet yet: it is looked at again in ${Math.ceil(afterMs / 60_000)} min.`,
    nextRetryDelay: Math.max(1, Math.ceil(afterMs)),
    category: ApplicationFailureCategory.BENIGN,
  });
