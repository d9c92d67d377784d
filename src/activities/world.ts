// What activities need of the world: the stores, their two APIs, and what earlier syncs left.
import { ApplicationFailure } from '@temporalio/common';
import type { BigCommerce } from '../bigcommerce/client';
import type { Brevo } from '../brevo/client';
import type { HookDoor } from '../config/hook-door';
import type { HookSecret } from '../config/hook-secret';
import type { RecoveryWords } from '../config/recovery-link';
import type { StoreDirectory, StoreSettings } from '../config/settings';
import { FAILURE } from '../contracts/failures';
import type { InterruptedSync } from '../contracts/full-sync';
import type { MailTurn } from '../contracts/mail-turn';
import type { OrderRef } from '../contracts/order-deeds';
import type { OrderTouch } from '../contracts/order-flow';
import type { ConnectedStore } from '../contracts/store-connection';
import type { LeavingInput, LeavingReport } from '../contracts/store-leaving';
import type { SettledSync } from '../contracts/sync-plan';
import type { RoutedStorefront } from '../mapping/storefront';
import type { LiveMemories } from './memory/live-memory';
import type { RunMemories } from './memory/run-memory';

/** A store with both of its APIs; `settings` and `brevo` are those of one of its Brevo accounts. */
export interface Shop {
  readonly settings: StoreSettings;
  /** All of the store's, whichever account they write to. */
  readonly storefronts: readonly RoutedStorefront[];
  readonly bigcommerce: BigCommerce;
  readonly brevo: Brevo;
}

/** A store's regular syncs. */
export interface StoreSchedules {
  /** Answers what was made, in words; a person's pause is left alone. */
  ensure(storeHash: string): Promise<readonly string[]>;
  /** Removes them, and asks the store's running syncs to stop. */
  remove(storeHash: string): Promise<readonly string[]>;
  /** Starts the incremental sync now unless one runs. False when the store has none. */
  catchUp(storeHash: string): Promise<boolean>;
}

export interface World {
  readonly directory: StoreDirectory;
  /** Opens the two clients of a store; the same store gets the same gates every time. */
  open(settings: StoreSettings, account?: string): Shop;
  /** What the last completed sync of this store knew; null before the first. */
  lastSettled(storeHash: string): Promise<SettledSync | null>;
  /** What the last full sync of this store left, if it failed or was cancelled. */
  interrupted(storeHash: string): Promise<InterruptedSync | null>;
  /** Opens the seals of a store. Throws when a key is gone or a seal is broken. */
  unseal(store: ConnectedStore): StoreSettings;
  readonly schedules: StoreSchedules;
  /** Where BigCommerce sends webhooks. */
  readonly hookDoor: HookDoor;
  /** Random, and different at every call. */
  newHookSecret(storeHash: string): HookSecret;
  /** The address that brings a cart back; undefined when shoppers cannot reach the API. */
  recoveryLink(storeHash: string, words: RecoveryWords): string | undefined;
  readonly memories: RunMemories;
  readonly live: LiveMemories;
  /** Live changes of customers see to the people of an order. Temporal drops a repeat of a request id. */
  tellPeople(order: OrderRef, requestId: string): Promise<void>;
  /** A followed cart learns of the order that was made from it. */
  tellCart(order: OrderRef, cartId: string): Promise<void>;
  /** False: another cart of this person begins to be written about. Two that ask at once never both get it. */
  takeMailTurn(turn: MailTurn): Promise<boolean>;
  /** The flow of an order looks at it; it is started where it does not run. */
  touchOrder(order: OrderRef, touch: OrderTouch, requestId: string): Promise<void>;
  /** Every open order and cart of a store that was disconnected is told so. */
  tellStoreLeft(input: LeavingInput): Promise<LeavingReport>;
  /** ISO; null for a store that was not connected through Temporal. */
  connectedAt(storeHash: string): Promise<string | null>;
  /** Epoch milliseconds of this machine. */
  now(): number;
}

/** Throws UnknownStore when the store was taken out of the configuration after planning. */
export async function shopOf(
  world: World,
  { storeHash, account }: { readonly storeHash: string; readonly account?: string },
): Promise<Shop> {
  const settings = await world.directory.read(storeHash);
  if (settings !== null) return world.open(settings, account);
  throw ApplicationFailure.nonRetryable(
    `Store ${storeHash} is no longer in the configuration: put it back into connector.yml, restart the worker, then start the sync again.`,
    FAILURE.unknownStore,
  );
}
