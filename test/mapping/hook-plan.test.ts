// Which hooks are made, kept, changed and taken away; and that a plan which was carried out leaves nothing to do.
import fc from 'fast-check';
import type { Hook } from '../../src/bigcommerce/hook-records';
import { HOOK_TOKEN_HEADER } from '../../src/contracts/hooks';
import { hookPlan, isOurs, type HookPlan, type WantedHooks } from '../../src/mapping/hook-plan';
import { wantedScopes } from '../../src/mapping/hook-scopes';

const DOOR = 'https://hooks.example.com/webhooks/bigcommerce';
const EARLIER = 'https://old.example.com/webhooks/bigcommerce';
const FOREIGN = 'https://elsewhere.example.com/door';
const CREATED = 'store/order/created';
const UPDATED = 'store/order/updated';

const wanted: WantedHooks = { scopes: [CREATED], destination: DOOR, token: 'ours' };

const aHook = (given: Partial<Hook> = {}): Hook => ({
  id: 1,
  scope: CREATED,
  destination: DOOR,
  headers: { [HOOK_TOKEN_HEADER]: 'ours' },
  is_active: true,
  ...given,
});

const nothing = { create: [], update: [], remove: [], full: [] };

test.each<[string, readonly Hook[], Partial<HookPlan> & { readonly states: readonly string[] }]>([
  ['that is missing is made', [], { create: [CREATED], states: ['missing'] }],
  ['that is in order stays', [aHook()], { states: ['active'] }],
  [
    'whose header is written otherwise stays',
    [aHook({ headers: { 'x-tajo-hook-token': 'ours' } })],
    { states: ['active'] },
  ],
  [
    'that is off is switched on',
    [aHook({ is_active: false })],
    { update: [{ id: 1, scope: CREATED, change: { isActive: true } }], states: ['inactive'] },
  ],
  [
    'with another secret gets ours',
    [aHook({ headers: null })],
    {
      update: [{ id: 1, scope: CREATED, change: { headers: { [HOOK_TOKEN_HEADER]: 'ours' } } }],
      states: ['wrong secret'],
    },
  ],
  [
    'that carries our secret to an earlier address moves',
    [aHook({ destination: EARLIER })],
    {
      update: [{ id: 1, scope: CREATED, change: { destination: DOOR } }],
      states: ['wrong destination'],
    },
  ],
  [
    'that is there twice stays once, the one at the right address',
    [aHook({ destination: EARLIER }), aHook({ id: 2 })],
    { remove: [1], states: ['active', 'superfluous'] },
  ],
  [
    'nobody wants goes, when it is ours',
    [aHook(), aHook({ id: 2, scope: UPDATED })],
    { remove: [2], states: ['active', 'superfluous'] },
  ],
  [
    'of somebody else stays as it is',
    [aHook(), aHook({ id: 2, destination: FOREIGN, headers: null, is_active: false })],
    { states: ['active'] },
  ],
  [
    'has no room beside ten others',
    Array.from({ length: 10 }, (_, at) =>
      aHook({ id: at, destination: `${FOREIGN}/${at}`, headers: null }),
    ),
    { full: [CREATED], states: ['missing'] },
  ],
])('a hook %s', (_what, existing, { states, ...expected }) => {
  const plan = hookPlan(existing, wanted);

  expect(plan).toMatchObject({ ...nothing, ...expected });
  expect(plan.found.map(({ state }) => state)).toEqual(states);
});

/** What BigCommerce has once the plan was carried out. */
function after(existing: readonly Hook[], plan: HookPlan, { destination, token }: WantedHooks) {
  const headers = { [HOOK_TOKEN_HEADER]: token };
  const changes = new Map(plan.update.map(({ id, change }) => [id, change]));
  const kept = existing
    .filter(({ id }) => !plan.remove.includes(id))
    .map((hook) => {
      const { isActive, ...change } = changes.get(hook.id) ?? {};
      return { ...hook, ...change, is_active: isActive ?? hook.is_active };
    });
  const made = plan.create.map((scope, at) =>
    aHook({ id: 1000 + at, scope, destination, headers }),
  );
  return [...kept, ...made];
}

const scope = fc.constantFrom(CREATED, UPDATED, 'store/order/*', 'store/customer/created');
const hooks = fc
  .array(
    fc.record({
      scope,
      destination: fc.constantFrom(DOOR, EARLIER, FOREIGN),
      headers: fc.constantFrom(
        null,
        { [HOOK_TOKEN_HEADER]: 'ours' },
        { [HOOK_TOKEN_HEADER]: 'theirs' },
      ),
      is_active: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((list) => list.map((hook, id) => ({ ...hook, id })));
const wishes = fc.record({
  scopes: fc.array(scope),
  destination: fc.constant(DOOR),
  token: fc.constant('ours'),
});

test('a plan that was carried out leaves nothing to do', () => {
  fc.assert(
    fc.property(hooks, wishes, (existing, wish) => {
      const first = hookPlan(existing, wish);
      const then = hookPlan(after(existing, first, wish), wish);

      expect(then).toMatchObject({ ...nothing, full: first.full });
      const open = then.found.filter(({ state }) => state !== 'active');
      expect(open.map((each) => each.scope)).toEqual(first.full);
    }),
  );
});

test('hooks of others are never named, and ours are never doubled', () => {
  fc.assert(
    fc.property(hooks, wishes, (existing, wish) => {
      const plan = hookPlan(existing, wish);
      const named = new Set([...plan.update.map(({ id }) => id), ...plan.remove]);
      const foreign = existing.filter((hook) => !isOurs(hook, wish));

      expect(foreign.filter(({ id }) => named.has(id))).toEqual([]);
      const ours = after(existing, plan, wish).filter((hook) => isOurs(hook, wish));
      expect(new Set(ours.map((hook) => hook.scope)).size).toBe(ours.length);
    }),
  );
});

test('at no address and without a secret no hook is ours', () => {
  fc.assert(
    fc.property(hooks, (existing) => {
      expect(existing.filter((hook) => isOurs(hook, {}))).toEqual([]);
    }),
  );
});

describe('the wanted hooks', () => {
  const sync = { customers: true, orders: true, products: true, carts: true, inventory: false };

  test('follow the switches, and stock has its own', () => {
    const usual = wantedScopes({ enabled: true, sync });
    const withStock = wantedScopes({ enabled: true, sync: { ...sync, inventory: true } });
    const noOrders = wantedScopes({ enabled: true, sync: { ...sync, orders: false } });

    expect(usual.filter((name) => name.includes('inventory'))).toEqual([]);
    expect(withStock.filter((name) => name.includes('inventory'))).toHaveLength(4);
    expect(noOrders.filter((name) => name.startsWith('store/order/'))).toEqual([]);
    expect(new Set(withStock).size).toBe(withStock.length);
  });

  test('are none for a store that is switched off, and no stock without products', () => {
    const off = { customers: false, orders: false, products: false, carts: false };

    expect(wantedScopes({ enabled: false, sync })).toEqual([]);
    expect(wantedScopes({ enabled: true, sync: { ...off, inventory: true } })).toEqual([]);
  });
});
