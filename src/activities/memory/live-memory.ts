// What a worker keeps between two live activities of a store: names for a minute, and what a look has just read.
import type { Customer } from '../../bigcommerce/customer-records';
import type { Store } from '../../bigcommerce/store-record';
import { BlockedPeople } from './blocked-people';
import type { LiveContacts } from './live-contacts';
import { LiveOrders } from './live-orders';
import { PersonTurns } from './person-turns';
import { RefusedPeople } from './refused-people';
import { Once, ShopFacts, type RunMemory } from './run-memory';

/** Somebody may have renamed a group, a brand or an attribute. */
const FRESH_MS = 60_000;
/** Looks whose writing has gone to another worker, or came late. */
const MOST_HELD = 4;

export class LiveFacts extends ShopFacts {
  readonly card = new Once<Store>();
  /** Of storefronts, by channel id. */
  readonly addresses = new Once<ReadonlyMap<number, string>>();
}

/** One Brevo account of a store; undefined stands for the only one. */
interface AccountName {
  readonly storeHash: string;
  readonly account: string | undefined;
}

const nameOf = ({ storeHash, account }: AccountName): string => `${storeHash} ${account ?? ''}`;

/** What one account has read of a batch, between looking and writing: read once, used once. */
export interface HeldLook {
  readonly account: string | undefined;
  readonly memory: RunMemory;
  readonly contacts: LiveContacts;
  readonly customers: readonly Customer[];
}

/** Any other worker reads it all again. */
export class LiveMemories {
  readonly orders = new LiveOrders();
  readonly blocked = new BlockedPeople();
  readonly refused = new RefusedPeople();
  readonly turns = new PersonTurns();
  private readonly facts = new Map<string, { readonly until: number; readonly facts: LiveFacts }>();
  private readonly held = new Map<string, readonly HeldLook[]>();

  factsOf(name: AccountName, now: number): LiveFacts {
    const known = this.facts.get(nameOf(name));
    return known !== undefined && known.until > now ? known.facts : this.renew(name, now);
  }

  /** A record has shown an id that is not among the names. */
  renew(name: AccountName, now: number): LiveFacts {
    const facts = new LiveFacts();
    this.facts.set(nameOf(name), { until: now + FRESH_MS, facts });
    return facts;
  }

  hold(batch: string, held: readonly HeldLook[]): void {
    this.held.set(batch, held);
    for (const old of [...this.held.keys()].slice(0, -MOST_HELD)) this.held.delete(old);
  }

  /** None: another worker has looked. */
  take(batch: string): readonly HeldLook[] {
    const held = this.held.get(batch) ?? [];
    this.held.delete(batch);
    return held;
  }
}
