// The world of activities around a toy shop, without Temporal: settings from YAML, both vendors, nothing remembered.
import { LiveMemories } from '../../src/activities/memory/live-memory';
import { RunMemories } from '../../src/activities/memory/run-memory';
import { openShops } from '../../src/activities/open-shops';
import type { World } from '../../src/activities/world';
import { loadSettings } from '../../src/config/load';
import { createStoreDirectory } from '../../src/config/store-directory';
import type { Sandbox } from '../../src/sandbox/start';
import { connectorYaml, type StageOptions } from './stage';

/** `options`: lines of connector.yml, as for a stage. */
export function toyWorld(sandbox: Sandbox, options: StageOptions = {}): World {
  const { bigcommerceUrl, brevoUrl } = sandbox;
  const text = connectorYaml(sandbox, options);
  const loaded = loadSettings({ file: 'connector.yml', text, env: {} });
  if (!loaded.ok) throw new Error('The settings of the toy shop are wrong.');
  return {
    directory: createStoreDirectory(loaded.settings.stores),
    memories: new RunMemories(),
    now: () => Date.now(),
    unseal: () => {
      throw new Error('nothing is sealed here');
    },
    schedules: {
      ensure: () => Promise.resolve([]),
      remove: () => Promise.resolve([]),
      catchUp: () => Promise.resolve(false),
    },
    hookDoor: { off: 'live updates off' },
    newHookSecret: () => ({ plain: 'secret', sealed: 'sealed' }),
    recoveryLink: () => undefined,
    live: new LiveMemories(),
    connectedAt: () => Promise.resolve(null),
    tellPeople: () => Promise.resolve(),
    tellCart: () => Promise.resolve(),
    takeMailTurn: () => Promise.resolve(true),
    touchOrder: () => Promise.resolve(),
    tellStoreLeft: () => Promise.resolve({ orders: 0, carts: 0 }),
    lastSettled: () => Promise.resolve(null),
    interrupted: () => Promise.resolve(null),
    open: openShops({
      vendors: { bigcommerce: bigcommerceUrl, brevo: brevoUrl },
      currentSignal: () => undefined,
      onQuota: () => undefined,
    }),
  };
}
