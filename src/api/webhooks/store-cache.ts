// Keeps what the door needs of the connected stores on the disk, secrets sealed, for a start while Temporal is away.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ConnectedStore } from '../../contracts/store-connection';

/** A connected store as far as webhooks go. */
export interface DoorStore {
  readonly storeHash: string;
  readonly name: string;
  /** A webhook without a signature is refused. */
  readonly signatureRequired: boolean;
  /** Sealed. */
  readonly hookSecret?: string;
  /** Sealed. */
  readonly clientSecret?: string;
}

export interface StoreCache {
  /** Null when there is none that can be read. */
  readonly read: () => Promise<readonly DoorStore[] | null>;
  readonly write: (stores: readonly DoorStore[]) => Promise<void>;
}

const file = z.object({
  version: z.literal(1),
  stores: z.array(
    z.object({
      storeHash: z.string(),
      name: z.string(),
      signatureRequired: z.boolean(),
      hookSecret: z.string().exactOptional(),
      clientSecret: z.string().exactOptional(),
    }),
  ),
});

export function createStoreCache(path: string): StoreCache {
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(() => '');
      const read = file.safeParse(jsonOf(text));
      return read.success ? read.data.stores : null;
    },
    write: async (stores) => {
      await mkdir(dirname(path), { recursive: true });
      // Whole or not at all: a rename replaces the file at once.
      await writeFile(`${path}.new`, JSON.stringify({ version: 1, stores }), { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
  };
}

export const doorStoreOf = ({ options, secrets }: ConnectedStore): DoorStore => ({
  storeHash: options.storeHash,
  name: options.name,
  signatureRequired: options.signature === 'required',
  ...(secrets.hookSecret !== undefined && { hookSecret: secrets.hookSecret }),
  ...(secrets.clientSecret !== undefined && { clientSecret: secrets.clientSecret }),
});

// Undefined for what is no JSON: then there is no cache, and the door opens when Temporal has answered.
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
