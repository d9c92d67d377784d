// A connected and synced toy shop whose webhooks reach the API, and when a marked change of it is in Brevo.
import { productIdOf } from '../../src/mapping/product-ids';
import type { SandboxOptions } from '../../src/sandbox/start';
import { openConnectedShop, type ConnectedShop } from '../stores/connected-shop';
import { openNotingDoor, type NotingDoor } from './noting-door';
import { pause } from './table';

export interface LiveShop extends Pick<ConnectedShop, 'sandbox' | 'client' | 'tajo' | 'live'> {
  readonly door: NotingDoor;
  /** Ids of records that Brevo has and shows after the first sync: a change of theirs is written. */
  readonly customers: readonly number[];
  readonly products: readonly number[];
  readonly marks: Marks;
  readonly close: () => Promise<void>;
}

export interface LiveShopOptions {
  readonly address: string;
  readonly sandbox: SandboxOptions;
  /** As in connector.yml. */
  readonly changes: Readonly<Record<string, string>>;
}

export async function openLiveShop(options: LiveShopOptions): Promise<LiveShop> {
  const { address, sandbox, changes } = options;
  const opened = await openConnectedShop({
    address,
    logLevel: 'fatal',
    sandbox: { ...sandbox, keepBodies: true },
  });
  const door = await openNotingDoor(opened.apiUrl);
  await opened.startWorker({ publicUrl: door.url });
  await opened.connect({ settings: { changes } });
  const { storeHash, shop, brevo, bigcommerce } = opened.sandbox;
  await opened.tajo.connectors.sync('bigcommerce', { store: storeHash, wait: true });
  await bigcommerce.webhooks.settled();
  const { state } = brevo;
  return {
    ...opened,
    door,
    customers: [...shop.customers.keys()].filter(
      (id) => state.contactByExtId(`${storeHash}-${id}`) !== undefined,
    ),
    products: [...shop.products.keys()].filter((id) => {
      const row = state.products.get(productIdOf(storeHash, id));
      return row !== undefined && row.isDeleted !== true;
    }),
    marks: createMarks(opened),
    close: async () => {
      await opened.close();
      await door.close();
    },
  };
}

export interface Marks {
  /** A word that stands nowhere else. */
  readonly next: () => string;
  /** When Brevo accepted the first write with this word (epoch ms). */
  readonly writtenAt: (mark: string) => number | undefined;
  /** False when some were not written in time. */
  readonly untilWritten: (marks: readonly string[], withinMs: number) => Promise<boolean>;
}

function createMarks({ sandbox: { brevo } }: ConnectedShop): Marks {
  const written = new Map<string, number>();
  let made = 0;
  let seen = 0;
  const look = (): void => {
    const { entries } = brevo.ledger;
    for (const { method, status, at, body } of entries.slice(seen)) {
      if (method === 'GET' || status >= 400) continue;
      for (const [mark] of JSON.stringify(body ?? '').matchAll(/Bench\d+/g))
        if (!written.has(mark)) written.set(mark, at);
    }
    seen = entries.length;
  };
  return {
    next: () => {
      made += 1;
      return `Bench${made}`;
    },
    writtenAt: (mark) => written.get(mark),
    untilWritten: async (marks, withinMs) => {
      const end = Date.now() + withinMs;
      for (;;) {
        look();
        const missing = marks.some((mark) => !written.has(mark));
        if (!missing || Date.now() > end) return !missing;
        await pause(250);
      }
    },
  };
}
