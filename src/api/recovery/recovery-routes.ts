// `/r/<token>`: the way from a mail back to a cart. Asks nobody, changes nothing, any number of times.
import { z } from 'zod';
import { checkoutUrl } from '../../config/recovery-link';
import type { Reply, Route } from '../route';
import { nothing } from '../requests';
import type { WebhookStores } from '../webhooks/webhook-stores';
import { endedPage, partlyPage } from './recovery-pages';
import type { Recovery } from './recovery';

export interface RecoveryParts {
  readonly recovery: Recovery;
  readonly stores: WebhookStores;
  readonly now?: () => number;
}

const params = z.object({ token: z.string() });

export const recoveryRoutes = (parts: RecoveryParts): readonly Route[] => [
  {
    method: 'get',
    path: '/r/:token',
    id: 'openRecoveryLink',
    summary: 'Leads a shopper from a mail to the checkout with what was in the cart.',
    open: true,
    frequent: true,
    params,
    query: nothing,
    answers: {
      200: {
        description: 'Some lines cannot be brought back: a page that leads to the others.',
        type: 'text/html',
      },
      302: { description: "To the shop's checkout." },
      404: { description: 'No link of ours: a page that leads to the shop.', type: 'text/html' },
      410: {
        description: 'Older than 30 days: a page that leads to the shop.',
        type: 'text/html',
      },
    },
    reply: ({ params: sent, method }) =>
      Promise.resolve(answer(parts, params.parse(sent).token, method)),
  },
];

function answer(
  { recovery, stores, now = Date.now }: RecoveryParts,
  token: string,
  method: string,
): Reply {
  const reading = recovery.read(token);
  if (!reading.ok) return html(404, endedPage(shopOf(stores, reading.storeHash)));
  const { storeHash, words } = reading;
  if (words.expiresAt <= now()) return html(410, endedPage(words.shopUrl));
  // A look at the headers alone is no shopper's.
  if (method === 'GET') recovery.clicked(storeHash, words);
  const checkout = checkoutUrl(words);
  if (checkout !== undefined && words.complete) {
    return { status: 302, headers: { Location: checkout }, body: '' };
  }
  return html(200, partlyPage(checkout ?? words.shopUrl));
}

/** Every store has this address; whichever hash is written into a link, it leads to a store we know or nowhere. */
const shopOf = (stores: WebhookStores, storeHash: string | undefined): string | undefined =>
  storeHash !== undefined && stores.find(storeHash).kind === 'connected'
    ? `https://store-${storeHash}.mybigcommerce.com/`
    : undefined;

const html = (status: number, body: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
});
