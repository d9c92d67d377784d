// Finds a store's settings by the alias people type or by its hash.
import type { StoreDirectory, StoreSettings } from './settings';

/** A directory over settings read once at start. An alias wins over a hash that looks the same. */
export function createStoreDirectory(stores: readonly StoreSettings[]): StoreDirectory {
  const listed = stores.map(({ name, storeHash, enabled }) => ({ name, storeHash, enabled }));
  return {
    list: () => Promise.resolve(listed),
    read: (store) => {
      const byName = stores.find(({ name }) => name === store);
      const byHash = stores.find(({ storeHash }) => storeHash === store);
      return Promise.resolve(byName ?? byHash ?? null);
    },
  };
}
