// Records the stories of carts: the workflow is the real one, its activities answer as they are told to.
import { cartConverted, linkClicked } from '../../src/contracts/cart-recovery';
import { MAIL_TURN, mailTurnId, type MailTurnInput } from '../../src/contracts/mail-turn';
import { TASK_QUEUE } from '../../src/contracts/names';
import { openToldShop, there, type ToldCart, type ToldShop } from '../carts/told-shop';
import { until } from '../support/moments';
import { save } from './save';

const steps = [{ delayMs: 200 }, { delayMs: 200, variant: 'friendly' }, { delayMs: 200 }];

const asked = (cart: ToldCart, deed: string, times = 1): Promise<void> =>
  until(`the cart's workflow has asked for: ${deed}`, () =>
    Promise.resolve(cart.asked.filter((what) => what === deed).length >= times),
  );

/** Read once, and bought before it counted as left. */
async function bought(shop: ToldShop): Promise<string> {
  const cart = shop.open(there('a', { steps }));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'not quiet');
  await handle.signal(cartConverted, { orderId: 13 });
  await handle.result();
  return handle.workflowId;
}

/** Touched while it is watched, left, mailed three times, and given up. */
async function expired(shop: ToldShop): Promise<string> {
  const cart = shop.open(there('a', { steps }));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'not quiet');
  cart.found = there('b', { steps });
  await shop.touch(cart.cartId);
  await handle.result();
  return handle.workflowId;
}

/** The answers to `cart_abandoned` and to the first mail are lost; a link is clicked, the cart comes back and is bought. */
async function recovered(shop: ToldShop): Promise<string> {
  const cart = shop.open(there('a', { steps }), [{ kind: 'lost' }, { kind: 'sent' }]);
  cart.events.push({ kind: 'lost' });
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'mail 1');
  await handle.signal(linkClicked, { episode: 1, step: 0 });
  cart.found = there('b', { steps });
  await shop.touch(cart.cartId);
  await asked(cart, 'leave');
  await handle.signal(cartConverted, { orderId: 12 });
  await handle.result();
  return handle.workflowId;
}

async function turn({ client }: ToldShop): Promise<string> {
  const input: MailTurnInput = { lastsMs: 100 };
  const sequence = 'cart:1';
  const workflowId = mailTurnId({ storeHash: 'told', account: undefined, contactId: 77, sequence });
  const words = { workflowId, taskQueue: TASK_QUEUE, args: [input], memo: { sequence } };
  await client.workflow.execute(MAIL_TURN, words);
  return workflowId;
}

export async function recordCarts(): Promise<void> {
  const shop = await openToldShop({ side: 1 });
  try {
    await save(shop.client, await bought(shop), 'cart-recovery-bought');
    await save(shop.client, await expired(shop), 'cart-recovery-expired');
    await save(shop.client, await recovered(shop), 'cart-recovery-recovered');
    await save(shop.client, await turn(shop), 'mail-turn-held');
  } finally {
    await shop.close();
  }
}
