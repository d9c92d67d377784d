// Shops whose shoppers leave carts: connected through the API, with hooks, quick mails and links that work.
import type { WorkflowHandle } from '@temporalio/client';
import {
  cartPhase,
  cartWorkflowId,
  type CartResult,
  type CartView,
} from '../../src/contracts/cart-recovery';
import type { ShopCart } from '../../src/sandbox/shop/cart-records';
import type { Patch } from '../../src/sandbox/shop/shop-state';
import type { SandboxMail } from '../../src/sandbox/brevo/mails';
import { eventually, openConnectedShop, type ConnectedShop } from '../stores/connected-shop';

/** Three mails, each half a second after the one before. */
export const QUICK_SKILL = {
  detection: { inactivity_threshold: '0.7s' },
  sequence: [
    { delay: '0.5s', template_id: 101, subject: 'Forgot something?' },
    {
      delay: '0.5s',
      template_id: 102,
      include_discount: true,
      discount_code: 'BACK10',
      discount_percent: 10,
      discount_expiry: '24h',
    },
    { delay: '0.5s', template_id: 103 },
  ],
} as const;

export interface CartShopOptions {
  readonly side?: number;
  readonly skill?: object | null;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly timeScale?: number;
}

export async function openCartShop(options: CartShopOptions = {}): Promise<ConnectedShop> {
  const { side = 1, skill = QUICK_SKILL, settings = {}, timeScale = 360 } = options;
  const shop = await openConnectedShop({ side, sandbox: { timeScale } });
  await shop.startWorker({ publicUrl: shop.apiUrl });
  const report = await shop.connect({
    settings: {
      lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 },
      ...(skill === null ? {} : { skills: { 'abandoned-cart': skill } }),
      ...settings,
    },
  });
  expect(report.outcome).not.toBe('refused');
  return shop;
}

type CartRecovery = () => Promise<CartResult>;

const handleOf = (
  { client, sandbox }: Pick<ConnectedShop, 'client' | 'sandbox'>,
  cartId: string,
): WorkflowHandle<CartRecovery> =>
  client.workflow.getHandle<CartRecovery>(cartWorkflowId(sandbox.storeHash, cartId));

/** A customer who has said yes to mails about carts, with a cart of their own. */
export function fillConsentedCart(
  { sandbox: { shop } }: Pick<ConnectedShop, 'sandbox'>,
  patch: Patch<ShopCart> = {},
): ShopCart {
  const { id, email } = shop.addCustomer({ accepts_product_review_abandoned_cart_emails: true });
  return shop.fillCart({ customer_id: id, email, ...patch });
}

export const mailsTo = ({ sandbox }: Pick<ConnectedShop, 'sandbox'>, email: string) =>
  sandbox.brevo.state.mails.filter((mail) => mail.email === email.toLowerCase());

export const eventsOf = ({ sandbox }: Pick<ConnectedShop, 'sandbox'>, cartId: string) =>
  sandbox.brevo.state.events.filter(({ properties }) => properties.cart_id === cartId);

export const eventNames = (shop: Pick<ConnectedShop, 'sandbox'>, cartId: string) =>
  eventsOf(shop, cartId).map(({ name }) => name);

export const isListed = ({ sandbox }: Pick<ConnectedShop, 'sandbox'>, email: string): boolean =>
  sandbox.brevo.state.contactByEmail(email)?.listIds.has(42) === true;

/** Looks until it holds; answers what was seen last. */
export const until = <T>(look: () => T, holds: (seen: T) => boolean): Promise<T> =>
  eventually(() => Promise.resolve(look()), holds, 30_000);

export const untilMails = (
  shop: Pick<ConnectedShop, 'sandbox'>,
  email: string,
  count: number,
): Promise<readonly SandboxMail[]> =>
  until(
    () => mailsTo(shop, email),
    (mails) => mails.length >= count,
  );

/** Null until the cart's workflow has begun. */
export const viewOf = async (
  shop: Pick<ConnectedShop, 'client' | 'sandbox'>,
  cartId: string,
): Promise<CartView | null> => {
  try {
    return await handleOf(shop, cartId).query(cartPhase);
  } catch {
    return null;
  }
};

export const untilPhase = (
  shop: Pick<ConnectedShop, 'client' | 'sandbox'>,
  cartId: string,
  phase: CartView['phase'],
): Promise<CartView | null> =>
  eventually(
    () => viewOf(shop, cartId),
    (view) => view?.phase === phase,
    30_000,
  );

/** Nothing is due for minutes, and nothing is under way. A lost mail is looked for after ten. */
export const untilQuiet = (
  shop: Pick<ConnectedShop, 'client' | 'sandbox'>,
  cartId: string,
  withinMs = 30_000,
): Promise<CartView | null> =>
  eventually(
    async () => {
      const view = await viewOf(shop, cartId);
      if (!(Date.parse(view?.nextAt ?? '') > Date.now() + 300_000)) return null;
      // A query is answered behind everything that was due: what it has begun is pending now.
      const { raw } = await handleOf(shop, cartId).describe();
      return (raw.pendingActivities ?? []).length === 0 ? view : null;
    },
    (view) => view !== null,
    withinMs,
  );
