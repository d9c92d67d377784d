// What tests see of the toy account, and the few things that people do in Brevo itself.
import type { Account, Merge, Resubscription } from './account';
import type { AttributeDefinition, AttributeValue } from './attribute-book';
import type { CategoryBody, ProductBody } from './catalog-bodies';
import type { Shelved } from './catalog-shelf';
import type { ContactRecord, SandboxContact } from './contact-book';
import { readWrite, refuseDuplicates, writeContact } from './contact-writes';
import type { EcommerceState } from './ecommerce-gate';
import type { SandboxEvent } from './events';
import { normalIdentifier } from './identifiers';
import type { BlockedPerson, SandboxMail } from './mails';
import type { SandboxProcess } from './import-queue';
import type { FolderRecord, ListJoin, ListLeave, ListRecord, SandboxList } from './list-book';
import type { SandboxOrder } from './order-book';

export interface SeededContact {
  readonly email?: string;
  readonly extId?: string;
  readonly sms?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly emailBlacklisted?: boolean;
  /** Membership without a line in `listJoins`. */
  readonly listIds?: readonly number[];
}

/** Every read first carries out the imports and batches whose time has come. */
export class BrevoState {
  constructor(
    private readonly account: Account,
    private readonly settle: () => void,
  ) {}

  /** By contact id, in order of creation. */
  get contacts(): ReadonlyMap<number, SandboxContact> {
    return this.settled().contacts.byId;
  }

  contactByEmail(email: string): SandboxContact | undefined {
    return this.findPerson(email);
  }

  contactByExtId(extId: string): SandboxContact | undefined {
    return this.settled().contacts.find('EXT_ID', extId);
  }

  get attributes(): ReadonlyMap<string, AttributeDefinition> {
    return this.account.attributes;
  }

  get folders(): ReadonlyMap<number, FolderRecord> {
    return this.account.lists.folders;
  }

  /** With the ids of their members. */
  get lists(): ReadonlyMap<number, SandboxList> {
    return this.settled().lists.lists;
  }

  get listJoins(): readonly ListJoin[] {
    return this.settled().lists.joins;
  }

  get listLeaves(): readonly ListLeave[] {
    return this.settled().lists.leaves;
  }

  /** People whose block was lifted: empty unless a caller broke consent. */
  get resubscribed(): readonly Resubscription[] {
    return this.account.resubscribed;
  }

  get merged(): readonly Merge[] {
    return this.settled().merged;
  }

  /** Contacts as they were when a merge deleted them. */
  get deletedByMerge(): readonly SandboxContact[] {
    return this.settled().deletedByMerge;
  }

  get processes(): ReadonlyMap<number, SandboxProcess> {
    const views = this.settled().imports.viewAll(this.account.clock.now());
    return new Map(views.map((view) => [view.id, view]));
  }

  get ecommerce(): EcommerceState {
    return this.account.ecommerce.state(this.account.clock.now());
  }

  get displayCurrency(): string {
    return this.account.ecommerce.displayCurrency;
  }

  get orders(): ReadonlyMap<string, SandboxOrder> {
    return this.settled().orders.orders;
  }

  /** How many order writes were not historical. */
  get automationsStarted(): number {
    return this.settled().orders.automationsStarted;
  }

  get products(): ReadonlyMap<string, Shelved<ProductBody>> {
    return this.account.products.records;
  }

  get categories(): ReadonlyMap<string, Shelved<CategoryBody>> {
    return this.account.categories.records;
  }

  /** In order of arrival, doubles included. */
  get events(): readonly SandboxEvent[] {
    return this.account.events;
  }

  /** In order of arrival, doubles included. */
  get mails(): readonly SandboxMail[] {
    return this.account.mails.mails;
  }

  /** Brevo lets no transactional mail through to this person any more. */
  block(email: string, code: BlockedPerson['code'] = 'unsubscribedViaEmail'): void {
    const at = this.account.clock.now();
    this.account.mails.blocked.push({ email: email.trim().toLowerCase(), code, at });
  }

  /** Puts a contact there as if it had always been; answers its id. Throws when an identifier is taken. */
  seedContact(seed: SeededContact): number {
    const account = this.settled();
    const { email, extId, sms, attributes = {}, emailBlacklisted = false } = seed;
    const write = readWrite(account, {
      attributes: sms === undefined ? attributes : { ...attributes, SMS: sms },
      emailBlacklisted,
      ...(email === undefined ? {} : { email }),
      ...(extId === undefined ? {} : { ext_id: extId }),
    });
    refuseDuplicates(account, write, undefined);
    const now = account.clock.now();
    const contact = account.contacts.create(now);
    writeContact(account, contact, { write, now });
    for (const listId of seed.listIds ?? []) account.lists.enrol(contact, this.list(listId));
    return contact.id;
  }

  /** The person leaves this list by its unsubscribe link. Throws for a stranger. */
  unsubscribe(email: string, listId: number): void {
    const contact = this.person(email);
    const now = this.account.clock.now();
    this.account.lists.leave(contact, this.list(listId), { at: now, by: 'person' });
    contact.modifiedAt = now;
  }

  /** The person unsubscribes from all marketing mail. Throws for a stranger. */
  blocklist(email: string): void {
    const contact = this.person(email);
    contact.emailBlacklisted = true;
    contact.modifiedAt = this.account.clock.now();
  }

  private settled(): Account {
    this.settle();
    return this.account;
  }

  private findPerson(email: string): ContactRecord | undefined {
    return this.settled().contacts.find('EMAIL', normalIdentifier('EMAIL', email) ?? '');
  }

  private person(email: string): ContactRecord {
    const contact = this.findPerson(email);
    if (contact === undefined) throw new Error('No contact has this address.');
    return contact;
  }

  private list(listId: number): ListRecord {
    const list = this.account.lists.lists.get(listId);
    if (list === undefined) throw new Error(`There is no list ${listId}.`);
    return list;
  }
}
