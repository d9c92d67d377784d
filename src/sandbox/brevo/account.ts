// The whole toy account in one place: what it holds, and how time moves its slow work on.
import { realMs, type SandboxClock } from '../clock';
import { type AttributeDefinition, standardAttributes } from './attribute-book';
import { ContactBook, type ContactRecord, type SandboxContact } from './contact-book';
import { EcommerceGate } from './ecommerce-gate';
import type { SandboxEvent } from './events';
import { ImportQueue } from './import-queue';
import { ListBook } from './list-book';
import { MailBook } from './mails';
import { OrderBook } from './order-book';
import { createShelf, type Shelf } from './catalog-shelf';
import type { CategoryBody, ProductBody } from './catalog-bodies';
import { type BrevoSandboxOptions, type BrevoSwitches, standardLists } from './settings';

export interface Resubscription {
  readonly contactId: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Said so (`emailBlacklisted:false`), or lost the block with a changed address. */
  readonly by: 'emailBlacklisted' | 'emailChange';
}

export interface Merge {
  readonly processId: number;
  readonly survivorId: number;
  readonly deletedId: number;
  readonly at: number;
}

export interface Account {
  /** Its id, whichever of its keys asks. */
  readonly organization: string;
  readonly clock: SandboxClock;
  readonly switches: BrevoSwitches;
  readonly contacts: ContactBook;
  readonly attributes: Map<string, AttributeDefinition>;
  readonly lists: ListBook;
  readonly imports: ImportQueue;
  readonly ecommerce: EcommerceGate;
  readonly orders: OrderBook;
  readonly products: Shelf<ProductBody>;
  readonly categories: Shelf<CategoryBody>;
  /** In order of arrival. */
  readonly events: SandboxEvent[];
  /** Real milliseconds until an event can be read. */
  readonly eventsMs: number;
  readonly mails: MailBook;
  readonly resubscribed: Resubscription[];
  readonly merged: Merge[];
  readonly deletedByMerge: SandboxContact[];
}

/** How long Brevo remembers an idempotency key. */
const KEY_MS = 30 * 60_000;

export function createAccount(
  options: BrevoSandboxOptions,
  clock: SandboxClock,
  switches: BrevoSwitches,
): Account {
  const {
    importMs = 20_000,
    batchMs = 30_000,
    activationMs = 300_000,
    eventsMs = 60_000,
  } = options;
  return {
    organization: options.organization ?? 'sandbox-organization',
    clock,
    switches,
    lists: listsOf(options, clock),
    contacts: new ContactBook(),
    attributes: standardAttributes(options.language ?? 'en'),
    imports: new ImportQueue(realMs(clock, importMs)),
    ecommerce: new EcommerceGate({
      start: options.ecommerce ?? 'off',
      activationMs: realMs(clock, activationMs),
      displayCurrency: options.displayCurrency ?? 'EUR',
    }),
    orders: new OrderBook(realMs(clock, batchMs), switches),
    products: createShelf<ProductBody>(),
    categories: createShelf<CategoryBody>(),
    events: [],
    eventsMs: realMs(clock, eventsMs),
    mails: new MailBook(new Set(options.templates ?? [101, 102, 103]), realMs(clock, KEY_MS)),
    resubscribed: [],
    merged: [],
    deletedByMerge: [],
  };
}

function listsOf({ lists = standardLists }: BrevoSandboxOptions, clock: SandboxClock): ListBook {
  const book = new ListBook();
  const folder = book.createFolder('Shop');
  for (const { id, name } of lists)
    book.createList({ name, folderId: folder.id, createdAt: clock.now() }, id);
  return book;
}

/** Takes the contact out of every list and index. */
export function deleteContact(account: Account, contact: ContactRecord, now: number): void {
  for (const listId of [...contact.listIds]) {
    const list = account.lists.lists.get(listId);
    if (list !== undefined) account.lists.leave(contact, list, { at: now, by: 'deleted' });
  }
  account.contacts.remove(contact);
}
