// A connected store: its settings, sealed secrets and last sync, kept in a memo that can be read with no worker alive.
import * as wf from '@temporalio/workflow';
import type { Finding } from '../../contracts/examination';
import { hooksChecked } from '../../contracts/hooks';
import { eventsUnknown, recordsRejected } from '../../contracts/record-changes';
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
  type PreparedStore,
} from '../../contracts/store-connection';
import { connecting, examining } from '../activity-options';
import {
  afterHooks,
  afterPrepare,
  afterRejection,
  afterSync,
  afterUnknown,
  freshStatus,
  isSame,
  memoOf,
  NOTHING_CONNECTED,
  withHookSecret,
} from './connection-state';

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
    wf.setHandler(recordsRejected, (records) => {
      this.become(afterRejection(this.state, records));
    });
    wf.setHandler(eventsUnknown, ({ ids }) => {
      this.become(afterUnknown(this.state, ids));
    });
    wf.setHandler(hooksChecked, (report) => {
      this.become(afterHooks(this.state, report));
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

  private async connect(asked: ConnectedStore): Promise<ConnectReport> {
    const { storeHash, name } = asked.options;
    const known = this.state.store;
    const store = withHookSecret(asked, known?.secrets.hookSecret);
    const answer = { store: storeHash, name, checked: [], created: [], missing: [], off: [] };
    if (isSame(known, store)) {
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
    const prepared = await this.prepare(store, currency);
    const outcome = known === undefined ? 'connected' : 'updated';
    const now = new Date().toISOString();
    const status = freshStatus(this.state, store, {
      off,
      now,
      ...(storefronts === undefined ? {} : { storefronts }),
    });
    this.become(afterPrepare({ ...this.state, status }, store, prepared));
    const { created, hooks } = prepared;
    return { ...answer, checked, off: [...off, ...hooks.problems], created, outcome };
  }

  /** A first connect that fails leaves no hooks and no schedules. */
  private async prepare(store: ConnectedStore, currency: string): Promise<PreparedStore> {
    try {
      return await connecting.prepareStore.executeWithOptions(
        { summary: 'attributes, technical list, e-commerce, schedules, hooks' },
        [store, currency],
      );
    } catch (error) {
      if (this.state.store === undefined) {
        await this.release(store).catch(() => {
          wf.log.warn('what a failed connect has made could not be removed');
        });
      }
      throw error;
    }
  }

  private release(store: ConnectedStore): Promise<{ readonly removed: readonly string[] }> {
    return connecting.releaseStore.executeWithOptions({ summary: 'schedules and hooks' }, [
      store.options.storeHash,
      store,
    ]);
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
    const { store } = this.state;
    if (store === undefined) {
      return { store: storeHash, outcome: 'was not connected', removed: [] };
    }
    const { removed } = await this.release(store);
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
