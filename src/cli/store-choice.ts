// Which store a sync is for, and the workflow id that follows from it.
import { readFile } from 'node:fs/promises';
import type { Environment } from '../config/environment';
import { loadSettings } from '../config/load';
import { ConfigProblems } from '../config/problems';
import { createStoreDirectory } from '../config/store-directory';
import type { StoreSettings } from '../config/settings';
import { syncId } from '../contracts/names';
import { WrongUsage } from './failure-text';

export interface StoreChoice {
  readonly workflowId: string;
  /** A sentence worth telling. */
  readonly note?: string;
}

interface Wanted {
  readonly store?: string;
  readonly id?: string;
}

/** An id that was given needs no file. Throws ConfigProblems with every problem, or WrongUsage. */
export async function chooseStore(environment: Environment, wanted: Wanted): Promise<StoreChoice> {
  if (wanted.id !== undefined) return { workflowId: wanted.id };
  const { configFile, variables } = environment;
  const text = await textOf(configFile);
  if (text === null) {
    const workflowId = syncId(wanted.store ?? 'main');
    return {
      workflowId,
      note: `There is no ${configFile} here, so the store's hash is not known: the id is ${workflowId}, and the worker's own settings count.`,
    };
  }
  const loaded = loadSettings({ file: configFile, text, env: variables });
  if (!loaded.ok) throw new ConfigProblems(loaded.problems);
  const { storeHash } = await findStore(loaded.settings.stores, wanted.store, configFile);
  return { workflowId: syncId(storeHash) };
}

async function findStore(
  stores: readonly StoreSettings[],
  wanted: string | undefined,
  file: string,
): Promise<StoreSettings> {
  const [first] = stores;
  if (wanted === undefined && first !== undefined && stores.length === 1) return first;
  const known = stores.map(({ name }) => name).join(', ');
  if (wanted === undefined) {
    throw new WrongUsage(
      stores.length === 0
        ? `${file} names no store.`
        : `Say which store with --store: ${file} has ${known}.`,
    );
  }
  const store = await createStoreDirectory(stores).read(wanted);
  if (store !== null) return store;
  throw new WrongUsage(`There is no store "${wanted}" in ${file}: it has ${known}.`);
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
