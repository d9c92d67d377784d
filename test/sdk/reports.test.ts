// The reports of the SDK and those of the contracts are one thing said twice; the compiler holds them together.
import type * as contracts from '../../src/contracts/store-connection';
import type * as api from '../../src/api/connector';
import type * as answers from '../../src/sdk/answers';
import type * as reports from '../../src/sdk/reports';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? keyof A : never) : never;

test('every report of the SDK has the shape and the keys of its contract', () => {
  const keys: readonly [
    Same<reports.ConnectReport, contracts.ConnectReport>,
    Same<reports.DisconnectReport, contracts.DisconnectReport>,
    Same<reports.StoreStatus, contracts.StoreStatus>,
    Same<reports.StatusReport, contracts.StatusReport>,
    Same<answers.StartedSync, api.StartedSync>,
    Same<answers.SyncState, api.SyncState>,
  ] = ['outcome', 'removed', 'counts', 'syncs', 'runId', 'state'];

  expect(keys).toHaveLength(6);
});
