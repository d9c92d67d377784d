// Delivers webhooks as BigCommerce does: at least once, in no order, repeated for two days; and worse, when a test asks.

import { realMs } from '../clock';
import type { SandboxClock } from '../clock';
import { createRandom } from '../shop/random';
import type { Random } from '../shop/random';
import type { Happening } from '../shop/shop-state';
import type { ApiAccount } from './accounts';
import { DeliveryQueue } from './delivery-queue';
import { createDomainBlocks } from './domain-blocks';
import type { BlockedDomain, DomainBlocks } from './domain-blocks';
import type { HookBook, ToyHook } from './hook-book';
import { isLoopback } from './hook-routes';
import { messageBody, messageHeaders } from './webhook-message';

/** One attempt that has ended. */
export interface WebhookAttempt {
  readonly webhookId: string;
  readonly hookId: number;
  readonly scope: string;
  /** From 1 to 12. */
  readonly attempt: number;
  /** 0 when no answer came. */
  readonly status: number;
}

/** Probabilities from 0 to 1; what is left out does not happen. */
export interface Disturbance {
  /** Never sent, and never repeated. */
  readonly drop?: number;
  /** Sent twice, with the same `webhook-id`. */
  readonly duplicate?: number;
  /** Each waits up to so long (real ms), so that later ones overtake. */
  readonly delayMs?: number;
}

export interface Webhooks {
  /** Attempts in the order in which they ended. */
  readonly attempts: readonly WebhookAttempt[];
  /** What happens in a shop that this toy does not play, such as carts. */
  fire(happening: Happening): void;
  /** From now on; nothing disturbs until it is called. */
  disturb(how: Disturbance): void;
  /** Holds everything back, repeats too. */
  pause(): void;
  /** Sends what was held back, in another order when shuffled. */
  resume(how?: { readonly shuffled?: boolean }): void;
  /** Resolves when nothing is on its way; what waits for its repeat does not count. */
  settled(): Promise<void>;
  blocked(): readonly BlockedDomain[];
  close(): void;
}

export interface WebhooksOptions {
  readonly clock: SandboxClock;
  readonly book: HookBook;
  readonly accounts: readonly ApiAccount[];
  readonly storeHash: string;
  readonly storeId: number;
  readonly seed: number;
}

interface Delivery {
  readonly hookId: number;
  readonly clientId: string;
  readonly scope: string;
  readonly webhookId: string;
  readonly body: string;
  readonly attempt: number;
}

/** Seconds to the next attempt, each from the one before: 48 hours in all (webhooks/overview.mdx). */
const ladder = [60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400];
/** Not documented; a delivery without an answer must end some time. */
const timeoutMs = 10_000;
/** "Some" events of a blocked domain are repeated later (webhooks/overview.mdx): here, this share is lost. */
const lostWhileBlocked = 0.3;

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const random = createRandom(options.seed);
  const blocks = createDomainBlocks(options.clock);
  const attempts: WebhookAttempt[] = [];
  let how: Disturbance = {};
  const deliver = async (delivery: Delivery): Promise<void> => {
    await attempt(delivery, { ...options, random, blocks, attempts, queue });
  };
  const queue = new DeliveryQueue<Delivery>(random, deliver);
  const depart = (delivery: Delivery): void => {
    if (random.chance(how.drop ?? 0)) return;
    const times = random.chance(how.duplicate ?? 0) ? 2 : 1;
    for (let sent = 0; sent < times; sent += 1) {
      queue.add(delivery, Math.floor(random.next() * (how.delayMs ?? 0)));
    }
  };
  return {
    attempts,
    fire: (happening) => {
      const createdAt = Math.floor(options.clock.now() / 1000);
      const body = messageBody(happening, { ...options, createdAt });
      const { scope } = happening;
      for (const { id, client_id, destination } of options.book.firingFor(scope)) {
        // The toy calls nobody but this machine: whatever goes elsewhere is taken for delivered.
        if (!isLoopback(new URL(destination))) continue;
        const webhookId = `msg_${random.uuid().replaceAll('-', '')}`;
        depart({ hookId: id, clientId: client_id, scope, webhookId, body, attempt: 1 });
      }
    },
    disturb: (next) => {
      how = next;
    },
    pause: () => {
      queue.pause();
    },
    resume: ({ shuffled = false } = {}) => {
      queue.resume(shuffled);
    },
    settled: () => queue.settled(),
    blocked: () => blocks.list(),
    close: () => {
      queue.close();
    },
  };
}

interface Post extends WebhooksOptions {
  readonly random: Random;
  readonly blocks: DomainBlocks;
  readonly attempts: WebhookAttempt[];
  readonly queue: DeliveryQueue<Delivery>;
}

async function attempt(delivery: Delivery, office: Post): Promise<void> {
  const { book, blocks, random, attempts } = office;
  const hook = book.find(delivery.clientId, delivery.hookId);
  if (hook?.is_active !== true) return;
  const { origin } = new URL(hook.destination);
  if (blocks.isBlocked(origin)) {
    if (!random.chance(lostWhileBlocked)) repeat(delivery, office);
    return;
  }
  const status = await send(hook, delivery, office);
  const { webhookId, hookId, scope } = delivery;
  attempts.push({ webhookId, hookId, scope, attempt: delivery.attempt, status });
  const succeeded = status >= 200 && status < 300;
  blocks.count(origin, succeeded);
  if (!succeeded) repeat(delivery, office);
}

function repeat(delivery: Delivery, { book, queue, clock }: Post): void {
  const seconds = ladder[delivery.attempt - 1];
  if (seconds === undefined) {
    book.deactivate(delivery.hookId);
    return;
  }
  queue.addRepeat({ ...delivery, attempt: delivery.attempt + 1 }, realMs(clock, seconds * 1000));
}

function send(
  hook: ToyHook,
  { webhookId, body }: Delivery,
  { accounts, clock }: WebhooksOptions,
): Promise<number> {
  const account = accounts.find(({ clientId }) => clientId === hook.client_id);
  const headers = messageHeaders({
    webhookId,
    body,
    timestamp: Math.floor(clock.now() / 1000),
    clientSecret: account?.clientSecret,
    own: hook.headers,
  });
  return post(hook.destination, { headers, body });
}

async function post(
  destination: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<number> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(destination, { method: 'POST', headers, body, signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // No answer, for whatever reason: BigCommerce does not tell them apart either.
    return 0;
  }
}
