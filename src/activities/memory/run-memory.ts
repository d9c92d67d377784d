// All that a worker keeps in memory of one run; any other worker can build it again.
import type { ClosingList } from '../../contracts/names';
import type { Order } from '../../bigcommerce/order-records';
import type { AttributeType } from '../../mapping/attribute-value';
import type { CatalogIndex } from './catalog-index';
import type { ContactIndex } from './contact-index';
import { OrderLedger } from './order-ledger';
import type { Key } from './row-table';
import { IdBook } from './id-book';
import { Places } from './places';
import { TouchedPeople } from './touched-people';

/** Names that records only carry as ids. */
export interface ShopNames {
  readonly groups: ReadonlyMap<number, string>;
  readonly attributes: ReadonlyMap<number, string>;
}

/** Read at most once; a failed read is forgotten, so that the next attempt reads again. */
export class Once<T> {
  private value: Promise<T> | undefined;

  forget(): void {
    this.value = undefined;
  }

  async get(read: () => Promise<T>): Promise<T> {
    this.value ??= read();
    const reading = this.value;
    try {
      return await reading;
    } catch (error) {
      if (this.value === reading) this.value = undefined;
      throw error;
    }
  }
}

/** What records refer to by id alone. */
export class ShopFacts {
  readonly names = new Once<ShopNames>();
  readonly brands = new Once<ReadonlyMap<number, string>>();
  readonly attributeTypes = new Once<ReadonlyMap<string, AttributeType>>();
}

export class RunMemory {
  readonly contacts = new Once<ContactIndex>();
  readonly catalog = new Once<CatalogIndex>();
  readonly customers = new IdBook();
  readonly subscribers = new IdBook();
  readonly products = new IdBook();
  readonly ledger = new OrderLedger();
  /** Of a store with storefronts: what each record's channel says. */
  readonly places: Readonly<Record<ClosingList, Places>> = {
    customers: new Places(),
    subscribers: new Places(),
    orders: new Places(),
    products: new Places(),
  };
  /** Of an incremental sync. */
  readonly touched = new TouchedPeople();
  /** Addresses that somebody has moved away from during the run. */
  readonly vacated: Key[] = [];
  /** Persons whose subscription was deleted during the run. */
  readonly withdrawn: Key[] = [];
  /** Content of records that changed since shortly before the run: what the closing pass need not write again. */
  readonly recent = new Map<string, string>();
  /** The orders of a chunk that waits for its guests' import. */
  held:
    | {
        readonly cursor: string;
        readonly orders: readonly Order[];
        readonly next: string | undefined;
      }
    | undefined;
  private lastStep = 0;

  constructor(private readonly facts = new ShopFacts()) {}

  get names(): Once<ShopNames> {
    return this.facts.names;
  }

  get brands(): Once<ReadonlyMap<number, string>> {
    return this.facts.brands;
  }

  get attributeTypes(): Once<ReadonlyMap<string, AttributeType>> {
    return this.facts.attributeTypes;
  }

  /** What another worker may have changed in Brevo since this one's last step is read again. */
  beginStep(step: number, attempt: number): void {
    if (step === this.lastStep + 1 && attempt === 1) return;
    this.contacts.forget();
    this.catalog.forget();
    this.customers.keepOnly(new Set());
    this.customers.chunks.clear();
  }

  /** Call once everything of the step is done: a step that failed may be finished by another worker. */
  endStep(step: number): void {
    this.lastStep = step;
  }
}

/** One memory per store: a new run lets go of the old one's. */
export class RunMemories {
  private readonly byStore = new Map<
    string,
    { readonly run: string; readonly memory: RunMemory }
  >();

  of(storeHash: string, run: string): RunMemory {
    const held = this.byStore.get(storeHash);
    if (held?.run === run) return held.memory;
    const memory = new RunMemory();
    this.byStore.set(storeHash, { run, memory });
    return memory;
  }
}
