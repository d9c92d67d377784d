// Carts that were left in a toy shop, and workers that are about to mail: the last look by itself, without a workflow.
import { randomUUID } from 'node:crypto';
import { followCart } from '../../src/activities/cart/follow-cart';
import type { World } from '../../src/activities/world';
import type { MailRequest } from '../../src/contracts/cart-deeds';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';
import { toyWorld } from '../support/toy-world';

const CONNECTOR = `    lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 }
    skills: { abandoned-cart: { sequence: [{ delay: 1h, template_id: 101 }, { delay: 1h, template_id: 102 }] } }`;

/** Rate windows of milliseconds, and carts of its own. */
export async function openCartSandbox(): Promise<Sandbox> {
  const storeHash = `looks${randomUUID().slice(0, 8)}`;
  const size = { customers: 5, orders: 5, products: 10 };
  const sandbox = await startSandbox({ ...size, timeScale: 3_600, storeHash, quota: 100_000 });
  return sandbox;
}

/** Knows nothing of what others keep in memory. */
export const aWorker = (sandbox: Sandbox, words: Partial<World> = {}): World => ({
  ...toyWorld(sandbox, { connector: CONNECTOR }),
  ...words,
});

export interface LeftCarts {
  readonly email: string;
  /** To mail the first step of each. */
  readonly requests: readonly MailRequest[];
}

/** So many carts of one customer, who has said yes to mails about them; each was read by a worker. */
export async function leftCarts(sandbox: Sandbox, world: World, carts: number): Promise<LeftCarts> {
  const { shop, storeHash } = sandbox;
  const { id, email } = shop.addCustomer({ accepts_product_review_abandoned_cart_emails: true });
  const requests: MailRequest[] = [];
  for (let cart = 0; cart < carts; cart += 1) {
    const { id: cartId } = shop.fillCart({ customer_id: id, email });
    const found = await followCart(world, { storeHash, cartId });
    if (found.kind !== 'there' || found.person === undefined) throw new Error('Nobody is there.');
    const { content, person, changedAt } = found;
    const told = { content, person };
    requests.push({ storeHash, cartId, episode: 1, step: 0, told, changedAt });
  }
  return { email, requests };
}
