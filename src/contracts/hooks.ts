// BigCommerce's hooks as they are kept: what is looked at, what is said of them, and who is told.
import { defineSignal } from '@temporalio/workflow';

export const HOOK_KEEPER = 'hookKeeper';

/** The schedule; what it starts has this id and a time behind it. */
export const hooksId = (storeHash: string): string => `hooks/${storeHash}`;

/** A look, or a repair, that a person asked for. */
export const askedHooksId = (storeHash: string, repair: boolean): string =>
  `${hooksId(storeHash)}/${repair ? 'repair' : 'look'}`;

/** BigCommerce sends it back with every webhook; its value is the store's hook secret. */
export const HOOK_TOKEN_HEADER = 'X-Tajo-Hook-Token';

/** Begins the sentence of a store whose shop cannot call us. */
export const LIVE_UPDATES_OFF = 'live updates off; hourly sync on';

export type HookState =
  | 'active'
  /** BigCommerce has switched it off, or a person has. */
  | 'inactive'
  | 'missing'
  /** It brings another secret, or none: its deliveries are refused. */
  | 'wrong secret'
  /** It calls an address that PUBLIC_URL had earlier. */
  | 'wrong destination'
  /** Of ours, and not needed any more. */
  | 'superfluous';

/** One hook as it was found. */
export interface FoundHook {
  readonly scope: string;
  /** BigCommerce's; absent when there is none. */
  readonly id?: number;
  readonly state: HookState;
}

/** What one look at a store's hooks has found and done. */
export interface HooksReport {
  readonly store: string;
  readonly name: string;
  /** Where webhooks are sent; absent when live updates are off. */
  readonly destination?: string;
  /** Why live updates are off, with the cure. */
  readonly off?: string;
  /** So many hooks the settings call for. */
  readonly wanted: number;
  /** So many of them work after this look. */
  readonly active: number;
  /** So many were made, switched on again or put right. */
  readonly repaired: number;
  /** What was taken away, because the settings do not call for it. */
  readonly removed: number;
  /** What could not be put right, each with its cure. */
  readonly problems: readonly string[];
  /** Deliveries may have been missed: hooks were missing, off or refused and can be mended, or nobody could be called. */
  readonly gap: boolean;
  /** An incremental sync was started to bring over what was missed. */
  readonly caughtUp: boolean;
  /** As they were found. */
  readonly hooks: readonly FoundHook[];
  /** ISO. */
  readonly checkedAt: string;
}

/** What a connected store remembers of its hooks. */
export interface HooksStatus {
  readonly wanted: number;
  readonly active: number;
  /** Since the store was connected, not counting those it began with. */
  readonly repaired: number;
  /** ISO. */
  readonly lastChecked: string;
  readonly problems: readonly string[];
  /** Deliveries between these times (ISO) may have been missed; an incremental sync was started at the second. */
  readonly lastGap?: { readonly since: string; readonly until: string };
}

/** The sum over several stores; `lastChecked` is the oldest, problems begin with the name of their store. */
export type HooksSum = Omit<HooksStatus, 'lastGap'>;

export interface HookKeeperInput {
  /** Store hash. */
  readonly store: string;
  /** False only looks; true when left out. */
  readonly repair?: boolean;
}

/** On the shared queue. */
export interface HookActivities {
  /** Looks at the store's hooks and, unless told not to, puts them right; safe to repeat. */
  keepHooks(input: HookKeeperInput): Promise<HooksReport>;
  /** Starts the store's incremental sync now, unless it is running. False when the store has no such schedule. */
  catchUp(storeHash: string): Promise<boolean>;
}

/** To `storeConnection`. */
export const hooksChecked = defineSignal<[HooksReport]>('hooksChecked');
