// Gives a store its name: each name belongs to one store, also while two are being connected.
import type { ConnectionMemo } from '../contracts/store-connection';
import { ConnectorProblem, type ConnectRequest } from './connector';

export interface NamedStore {
  readonly name: string;
  readonly storeHash: string;
}

/** Holds the names of stores that are being connected through this process. */
export class StoreNames {
  private readonly held = new Set<NamedStore>();

  /** Throws ConnectorProblem when the name belongs to another store. To be released afterwards. */
  hold(memos: readonly ConnectionMemo[], request: ConnectRequest): NamedStore {
    const { storeHash } = request;
    const connected = memos.map(({ store }) => store.options);
    const own = connected.find((one) => one.storeHash === storeHash);
    const others = [...connected, ...this.held].filter((one) => one.storeHash !== storeHash);
    const name = request.name ?? own?.name ?? (others.length === 0 ? 'main' : storeHash);
    if (others.some((one) => one.name === name)) throw nameTaken(name);
    const store = { name, storeHash };
    this.held.add(store);
    return store;
  }

  release(store: NamedStore): void {
    this.held.delete(store);
  }
}

const nameTaken = (name: string): ConnectorProblem =>
  new ConnectorProblem({
    status: 409,
    kind: 'name-taken',
    title: 'The name is taken',
    detail: `The name "${name}" belongs to another store: choose another one, or disconnect that store first.`,
  });
