// A connected store: its settings, sealed secrets and last sync, kept in a memo that can be read with no worker alive.
import * as wf from '@temporalio/workflow';
import type { Finding } from '../contracts/examination';
import {
  connectStore,
  disconnectStore,
  examineStore,
  rejectedQuery,
  SEALED,
  statusQuery,
  syncFinished,
  type ConnectedStore,
  type ConnectionState,
  type ConnectReport,
  type DisconnectReport,
} from '../contracts/store-connection';
import { connecting, examining } from './activity-options';
import { afterSync, freshStatus, memoOf, NOTHING_CONNECTED } from './connection-state';

/** Ends when the store is disconnected, when its first connect was refused, or when nobody connects it. */
export async function storeConnection(resume?: ConnectionState): Promise<string> {
  const connection = new Connection(resume ?? NOTHING_CONNECTED);
  connection.listen();
  if (resume === undefined) await wf.condition(() => connection.wasAsked, '1m');
  for (;;) {
    await wf.condition(() => connection.isOver() || connection.isHeavy());
    await wf.condition(wf.allHandlersFinished);
    if (connection.isOver()) return connection.ending;
    if (connection.isHeavy()) await connection.continueAsNew();
  }
}

class Connection {
  wasAsked = false;
  ending = 'never connected';
  private pending = 0;
  private busy: Promise<unknown> = Promise.resolve();

  constructor(private state: ConnectionState) {}

  listen(): void {
    wf.setHandler(statusQuery, () => this.state.status ?? null);
    wf.setHandler(rejectedQuery, () => this.state.rejected);
    wf.setHandler(syncFinished, (finished) => {
      this.become(afterSync(this.state, finished));
    });
    wf.setHandler(connectStore, (store) => this.inTurn(() => this.connect(store)), {
      validator: refuseWhatIsNotSealed,
    });
    wf.setHandler(examineStore, () => this.examine());
    wf.setHandler(disconnectStore, () => this.inTurn(() => this.disconnect()));
  }

  /** A connect that was refused, or failed, leaves nothing behind. */
  isOver(): boolean {
    return this.pending === 0 && this.state.store === undefined;
  }

  isHeavy(): boolean {
    return wf.workflowInfo().continueAsNewSuggested;
  }

  /** A memo does not survive continue-as-new by itself. */
  async continueAsNew(): Promise<never> {
    const next = wf.makeContinueAsNewFunc<typeof storeConnection>({
      memo: { ...wf.workflowInfo().memo },
    });
    return next(this.state);
  }

  /** Two people may connect and disconnect at once: one after the other. */
  private async inTurn<T>(deed: () => Promise<T>): Promise<T> {
    this.wasAsked = true;
    this.pending += 1;
    const turn = this.busy.then(deed, deed);
    this.busy = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.pending -= 1;
    }
  }

  private async connect(store: ConnectedStore): Promise<ConnectReport> {
    const { storeHash, name } = store.options;
    const answer = { store: storeHash, name, checked: [], created: [], missing: [], off: [] };
    if (this.state.store?.digest === store.digest) {
      // The same secrets, perhaps sealed with a newer key: the old key may then be retired.
      this.become({ ...this.state, store });
      return { ...answer, outcome: 'unchanged', off: this.state.status?.off ?? [] };
    }
    const check = await connecting.checkStore.executeWithOptions(
      { summary: 'token, scopes, hash, key, lists, attributes' },
      [store],
    );
    const { checked, missing, off, currency, storefronts } = check;
    if (missing.length > 0) return { ...answer, checked, missing, off, outcome: 'refused' };
    const prepared = await connecting.prepareStore.executeWithOptions(
      { summary: 'attributes, technical list, e-commerce, schedules' },
      [store, currency],
    );
    const outcome = this.state.store === undefined ? 'connected' : 'updated';
    const now = new Date().toISOString();
    const status = freshStatus(this.state, store, {
      off,
      now,
      ...(storefronts === undefined ? {} : { storefronts }),
    });
    this.become({ ...this.state, store, status });
    return { ...answer, checked, off, created: prepared.created, outcome };
  }

  /** Beside whatever else goes on: it reads and changes nothing. */
  private async examine(): Promise<readonly Finding[]> {
    const { store, status } = this.state;
    if (store === undefined) return [];
    return examining.examineStore.executeWithOptions(
      { summary: 'token, scopes, quota, key, lists, attributes' },
      [store, status?.mappingHash ?? null],
    );
  }

  private async disconnect(): Promise<DisconnectReport> {
    const storeHash = wf.workflowInfo().workflowId.replace(/^store\//, '');
    if (this.state.store === undefined) {
      return { store: storeHash, outcome: 'was not connected', removed: [] };
    }
    const { removed } = await connecting.releaseStore.executeWithOptions(
      { summary: 'schedules and running syncs' },
      [storeHash],
    );
    wf.upsertMemo({ store: null, status: null });
    this.state = NOTHING_CONNECTED;
    this.ending = 'disconnected';
    return { store: storeHash, outcome: 'disconnected', removed };
  }

  private become(state: ConnectionState): void {
    this.state = state;
    const memo = memoOf(state);
    if (memo !== undefined) wf.upsertMemo({ ...memo });
  }
}

/** Whatever stands among the secrets must be a seal, and so must the key of every storefront. */
function notSealed({ storefrontKeys = {}, ...secrets }: ConnectedStore['secrets']) {
  return Object.entries({ ...secrets, ...storefrontKeys })
    .filter(([, sealed]) => typeof sealed !== 'string' || !SEALED.test(sealed))
    .map(([name]) =>
      name in secrets ? `${name} is not sealed` : `the key of storefront ${name} is not sealed`,
    );
}

/** Refused before it enters the history: whoever types a secret into the UI must not leave it there. */
function refuseWhatIsNotSealed({ options, secrets, digest }: ConnectedStore): void {
  const problems = [
    ...notSealed(secrets),
    ...(wf.workflowInfo().workflowId === `store/${options.storeHash}`
      ? []
      : ['the workflow id must be store/<store hash>']),
    ...(typeof digest === 'string' && digest !== '' ? [] : ['digest is missing']),
  ];
  if (problems.length === 0) return;
  throw wf.ApplicationFailure.nonRetryable(
    `This store cannot be connected: ${problems.join('; ')}. Use tajo-bigcommerce connect, the SDK or connector.yml: they seal the secrets.`,
    'InvalidConnectRequest',
  );
}
