// Pure: what has to be done so that exactly the wanted hooks exist, are ours, and are on.
import type { Hook, HookChange } from '../bigcommerce/hook-records';
import { HOOK_TOKEN_HEADER, type FoundHook, type HookState } from '../contracts/hooks';

export interface WantedHooks {
  readonly scopes: readonly string[];
  readonly destination: string;
  /** The store's hook secret. */
  readonly token: string;
}

/** What tells our hooks from those of others; with neither, none is ours. */
export type OurMarks = Partial<Pick<WantedHooks, 'destination' | 'token'>>;

export interface HookPlan {
  /** Scopes. */
  readonly create: readonly string[];
  readonly update: readonly {
    readonly id: number;
    readonly scope: string;
    readonly change: HookChange;
  }[];
  /** Ours, and not wanted any more, or there twice. */
  readonly remove: readonly number[];
  /** Scopes that have no room for another hook. */
  readonly full: readonly string[];
  /** Every wanted scope, and what is superfluous, as it was found. */
  readonly found: readonly FoundHook[];
}

/** Per store, client and scope (webhooks/overview.mdx). */
const MOST_PER_SCOPE = 10;

/** A hook is ours when it calls our door, or carries our secret: then it called our door's earlier address. */
export function isOurs(hook: Hook, { destination, token }: OurMarks): boolean {
  return hook.destination === destination || (token !== undefined && tokenOf(hook) === token);
}

/** BigCommerce keeps the names of headers as they were written; who sets one by hand may write it otherwise. */
function tokenOf({ headers }: Hook): string | undefined {
  const name = HOOK_TOKEN_HEADER.toLowerCase();
  return Object.entries(headers ?? {}).find(([known]) => known.toLowerCase() === name)?.[1];
}

/** Applied to the hooks it was made from, it leaves nothing to do; hooks that are not ours it never names. */
export function hookPlan(existing: readonly Hook[], wanted: WantedHooks): HookPlan {
  const ours = existing.filter((hook) => isOurs(hook, wanted));
  const scopes = [...new Set(wanted.scopes)];
  const kept = new Map(
    scopes.flatMap((scope) => {
      const hook = bestOf(ours, scope, wanted);
      return hook === undefined ? [] : [[scope, hook] as const];
    }),
  );
  const superfluous = ours.filter((hook) => kept.get(hook.scope)?.id !== hook.id);
  const missing = scopes.filter((scope) => !kept.has(scope));
  const roomFor = (scope: string): boolean =>
    existing.filter((hook) => hook.scope === scope).length < MOST_PER_SCOPE;
  return {
    create: missing.filter(roomFor),
    update: [...kept.values()].flatMap((hook) => {
      const change = changeOf(hook, wanted);
      return change === undefined ? [] : [{ id: hook.id, scope: hook.scope, change }];
    }),
    remove: superfluous.map(({ id }) => id),
    full: missing.filter((scope) => !roomFor(scope)),
    found: [
      ...scopes.map((scope) => foundHook(scope, kept.get(scope), wanted)),
      ...superfluous.map(({ scope, id }) => ({ scope, id, state: 'superfluous' as const })),
    ],
  };
}

/** One hook a scope: rather the one that calls the right address, because two cannot. */
function bestOf(
  ours: readonly Hook[],
  scope: string,
  { destination }: WantedHooks,
): Hook | undefined {
  const own = ours.filter((hook) => hook.scope === scope);
  return own.find((hook) => hook.destination === destination) ?? own[0];
}

function changeOf(hook: Hook, { destination, token }: WantedHooks): HookChange | undefined {
  const change: HookChange = {
    ...(hook.destination !== destination && { destination }),
    ...(tokenOf(hook) !== token && { headers: { [HOOK_TOKEN_HEADER]: token } }),
    ...(!hook.is_active && { isActive: true }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function foundHook(scope: string, hook: Hook | undefined, wanted: WantedHooks): FoundHook {
  if (hook === undefined) return { scope, state: 'missing' };
  return { scope, id: hook.id, state: stateOf(hook, wanted) };
}

function stateOf(hook: Hook, { destination, token }: WantedHooks): HookState {
  if (hook.destination !== destination) return 'wrong destination';
  if (tokenOf(hook) !== token) return 'wrong secret';
  return hook.is_active ? 'active' : 'inactive';
}
