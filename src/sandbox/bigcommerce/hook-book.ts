// The hooks of the toy store: who may see them, how many there may be, which of them an event is for.

import { realMs } from '../clock';
import type { SandboxClock } from '../clock';
import { Refusal } from './refusals';

export interface ToyHook {
  readonly id: number;
  readonly client_id: string;
  readonly store_hash: string;
  readonly scope: string;
  readonly destination: string;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly is_active: boolean;
  /** Unix seconds. */
  readonly created_at: number;
  readonly updated_at: number;
}

export type HookPatch = Partial<Pick<ToyHook, 'scope' | 'destination' | 'headers' | 'is_active'>>;
export type NewHook = HookPatch & Pick<ToyHook, 'scope' | 'destination'>;

export interface HookBookOptions {
  readonly clock: SandboxClock;
  readonly storeHash: string;
  /** How long a new hook stays silent (vendor ms): up to a minute in real life. */
  readonly activationMs: number;
}

interface Entry {
  hook: ToyHook;
  readonly firesFrom: number;
  /** Of its last event, or of its beginning. */
  lastEventAt: number;
  deactivated: boolean;
}

const mostPerScope = 10;
const idleMs = 90 * 24 * 3_600_000;

export class HookBook {
  private readonly entries = new Map<number, Entry>();
  private lastId = 20_172_983;

  constructor(private readonly options: HookBookOptions) {}

  /** Of all clients. */
  everyone(): readonly ToyHook[] {
    return this.living().map(({ hook }) => hook);
  }

  /** Only those of this client. */
  list(clientId: string): readonly ToyHook[] {
    return this.everyone().filter((hook) => hook.client_id === clientId);
  }

  find(clientId: string, id: number): ToyHook | undefined {
    return this.list(clientId).find((hook) => hook.id === id);
  }

  /** Throws Refusal: 409 for a duplicate, 422 for the eleventh of a scope. */
  add(clientId: string, given: NewHook): ToyHook {
    const now = this.seconds();
    const hook: ToyHook = {
      id: this.lastId + 1,
      client_id: clientId,
      store_hash: this.options.storeHash,
      scope: given.scope,
      destination: given.destination,
      headers: given.headers ?? null,
      is_active: given.is_active ?? true,
      created_at: now,
      updated_at: now,
    };
    this.refuseDouble(hook);
    this.lastId = hook.id;
    const { clock, activationMs } = this.options;
    const firesFrom = clock.now() + realMs(clock, activationMs);
    this.entries.set(hook.id, {
      hook,
      firesFrom,
      lastEventAt: clock.now(),
      deactivated: false,
    });
    return hook;
  }

  /** Throws Refusal as `add` does. */
  change(hook: ToyHook, patch: HookPatch): ToyHook {
    const changed = { ...hook, ...patch, updated_at: this.seconds() };
    this.refuseDouble(changed);
    const entry = this.entries.get(hook.id);
    if (entry === undefined) return changed;
    if (changed.is_active && !hook.is_active) entry.lastEventAt = this.options.clock.now();
    if (changed.is_active) entry.deactivated = false;
    entry.hook = changed;
    return changed;
  }

  remove(id: number): void {
    this.entries.delete(id);
  }

  /** Active ones that fire for this scope by now. */
  firingFor(scope: string): readonly ToyHook[] {
    const now = this.options.clock.now();
    const firing = this.living().filter(
      ({ hook, firesFrom }) => hook.is_active && firesFrom <= now && fires(hook.scope, scope),
    );
    for (const entry of firing) entry.lastEventAt = now;
    return firing.map(({ hook }) => hook);
  }

  /** By the store itself: every attempt failed, or nothing happened for 90 days. */
  deactivate(id: number): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    entry.hook = { ...entry.hook, is_active: false, updated_at: this.seconds() };
    entry.deactivated = true;
  }

  /** By the store, not by a person. */
  isDeactivated(id: number): boolean {
    return this.entries.get(id)?.deactivated === true;
  }

  private seconds(): number {
    return Math.floor(this.options.clock.now() / 1000);
  }

  private living(): readonly Entry[] {
    const { clock } = this.options;
    const idle = clock.now() - realMs(clock, idleMs);
    for (const { hook, lastEventAt } of this.entries.values()) {
      if (hook.is_active && lastEventAt < idle) this.deactivate(hook.id);
    }
    return [...this.entries.values()];
  }

  // The limits are documented, the statuses are not (webhooks/overview.mdx).
  private refuseDouble({ id, client_id, scope, destination }: ToyHook): void {
    const others = this.list(client_id).filter((hook) => hook.scope === scope && hook.id !== id);
    if (others.some((hook) => hook.destination === destination)) {
      throw new Refusal(409, 'A hook with this scope and destination exists already.');
    }
    if (others.length >= mostPerScope) {
      throw new Refusal(422, `There are ${mostPerScope} hooks for this scope already.`);
    }
  }
}

/** `store/order/*` fires for every scope one level below; only a cart's also for its lines (webhooks.v3.yml). */
function fires(wanted: string, scope: string): boolean {
  if (!wanted.endsWith('/*')) return wanted === scope;
  const stem = wanted.slice(0, -1);
  if (!scope.startsWith(stem)) return false;
  return stem === 'store/cart/' || !scope.slice(stem.length).includes('/') || isDeep(stem);
}

// `store/product/*` and `store/sku/*` take in stock, `store/order/*` refunds and messages.
const isDeep = (stem: string): boolean =>
  ['store/product/', 'store/sku/', 'store/order/'].includes(stem);
