// What the connector says to a Brevo account. Every method is one HTTP request; none retries.
import type {
  CategoryUpsert,
  KnownCategory,
  KnownProduct,
  OrderUpsert,
  ProductUpsert,
} from './commerce-records';
import type {
  Attribute,
  Contact,
  ContactCreate,
  ContactKey,
  ContactList,
  ContactUpdate,
  ImportProcess,
  ImportRow,
} from './contact-records';
import type { Bucket, BucketState } from './buckets';
import type { EventCreate, KnownEvent } from './event-records';
import type { BlockedContact, MailCreate, SentMail } from './mail-records';

interface OffsetQuery {
  readonly offset: number;
  readonly limit: number;
}

/** What must not leave late, however long it has waited for the rate. */
interface Leaving {
  /** Epoch milliseconds. Later than this TooLate is thrown, and nothing was sent. */
  readonly notAfter: number;
}

interface EventQuery {
  readonly contactId: number;
  readonly name: string;
  /** ISO times. */
  readonly from: string;
  readonly to: string;
}

/** `notActivated`: e-commerce is off or still being switched on (403). */
type DisplayCurrency = { readonly code: string } | 'notActivated';

/** Throws ApiFailure only, and TooLate where a time is given. */
export interface Brevo {
  /** 200 proves key and IP address. */
  readAccount(): Promise<void>;
  /** What names the account, whichever of its keys asks; undefined when Brevo does not say. */
  readOrganization(): Promise<string | undefined>;

  /** Oldest first, so that contacts made meanwhile come last. At most 1,000 a page. */
  listContacts(
    query: OffsetQuery,
  ): Promise<{ readonly contacts: readonly Contact[]; readonly count: number }>;
  readContact(key: ContactKey): Promise<Contact | null>;
  /** Upsert by e-mail (`updateEnabled`). A shared phone or ext id: Rejected with `duplicates`. */
  upsertContact(body: ContactCreate): Promise<void>;
  /** False when Brevo has no such contact. */
  updateContact(key: ContactKey, body: ContactUpdate, leaving?: Leaving): Promise<boolean>;
  /** False when it was gone already. */
  deleteContact(key: ContactKey): Promise<boolean>;
  /** At most 8 MB of rows. Answers the process to look at. */
  importContacts(
    rows: readonly ImportRow[],
    listId: number,
  ): Promise<{ readonly processId: number }>;
  readProcess(processId: number): Promise<ImportProcess>;

  listAttributes(): Promise<readonly Attribute[]>;
  createAttribute(name: string, type: 'text' | 'date' | 'float' | 'boolean'): Promise<void>;
  listLists(
    query: OffsetQuery,
  ): Promise<{ readonly lists: readonly ContactList[]; readonly count: number }>;
  listFolders(query: OffsetQuery): Promise<{
    readonly folders: readonly { readonly id: number; readonly name: string }[];
    readonly count: number;
  }>;
  createFolder(name: string): Promise<{ readonly id: number }>;
  createList(name: string, folderId: number): Promise<{ readonly id: number }>;
  /** At most 150 contacts. Those already on the list land in `failure`, which is not an error. */
  addToList(listId: number, contactIds: readonly number[]): Promise<void>;
  removeFromList(listId: number, contactIds: readonly number[]): Promise<void>;

  readDisplayCurrency(): Promise<DisplayCurrency>;
  setDisplayCurrency(code: string): Promise<void>;
  /** Starts switching e-commerce on (about five minutes). Being on already is fine. */
  activateEcommerce(): Promise<void>;

  countOrders(): Promise<number>;
  /** At most 1,000 orders or 5 MB, always `historical: true`: no automation starts. Asynchronous. */
  upsertOrders(orders: readonly OrderUpsert[]): Promise<void>;
  /** At once; starts the automations on order statuses. */
  upsertOrder(order: OrderUpsert): Promise<void>;
  /** `ids`: only these; an id that Brevo has not is left out. At most 1,000 a page. */
  listProducts(
    query: OffsetQuery & { readonly ids?: readonly string[] },
  ): Promise<{ readonly products: readonly KnownProduct[]; readonly count: number }>;
  /** At most 100. */
  upsertProducts(products: readonly ProductUpsert[]): Promise<void>;
  upsertProduct(product: ProductUpsert): Promise<void>;
  listCategories(
    query: OffsetQuery,
  ): Promise<{ readonly categories: readonly KnownCategory[]; readonly count: number }>;
  /** At most 100. */
  upsertCategories(categories: readonly CategoryUpsert[]): Promise<void>;

  /** Not to be repeated: Brevo takes every call for an event of its own. */
  createEvent(event: EventCreate): Promise<void>;
  /** Of one contact and name, from a day on; events can take minutes to show. Spends from the hourly bucket. */
  listEvents(query: EventQuery): Promise<readonly KnownEvent[]>;

  /** Null: there is no such template. */
  readTemplate(templateId: number): Promise<{ readonly isActive: boolean } | null>;
  /** Once for each key: a repeat within half an hour is fine and sends nothing. */
  sendMail(mail: MailCreate, leaving?: Leaving): Promise<void>;
  /** Of the last 30 days, newest first, at most 1,000; what was just sent can be missing for minutes. */
  listMails(query: {
    readonly email: string;
    readonly templateId: number;
  }): Promise<readonly SentMail[]>;
  /** Who gets no transactional mail, the latest first; no way to ask for one person. At most 100 a page. */
  listBlocked(
    query: OffsetQuery,
  ): Promise<{ readonly contacts: readonly BlockedContact[]; readonly count: number }>;

  /** What the account's headers last said about this bucket. */
  bucket(bucket: Bucket): BucketState;
}
