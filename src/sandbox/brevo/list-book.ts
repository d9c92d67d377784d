// Folders, lists and who joined or left them: the journal is what consent tests read.
import type { ContactRecord } from './contact-book';

export interface ListRecord {
  readonly id: number;
  readonly name: string;
  readonly folderId: number;
  readonly createdAt: number;
  /** Contact ids. */
  readonly members: Set<number>;
}

/** A list as tests read it. */
export interface SandboxList extends Omit<ListRecord, 'members'> {
  readonly members: ReadonlySet<number>;
}

export interface FolderRecord {
  readonly id: number;
  readonly name: string;
}

export interface ListJoin {
  readonly contactId: number;
  readonly listId: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: 'add' | 'import' | 'contact';
}

export interface ListLeave {
  readonly contactId: number;
  readonly listId: number;
  readonly at: number;
  /** `person` unsubscribed; `deleted` means that the contact is gone. */
  readonly by: 'remove' | 'contact' | 'person' | 'deleted';
}

export class ListBook {
  readonly folders = new Map<number, FolderRecord>();
  readonly lists = new Map<number, ListRecord>();
  readonly joins: ListJoin[] = [];
  readonly leaves: ListLeave[] = [];
  private lastFolderId = 0;
  private lastListId = 0;

  createFolder(name: string): FolderRecord {
    this.lastFolderId += 1;
    const folder = { id: this.lastFolderId, name };
    this.folders.set(folder.id, folder);
    return folder;
  }

  createList(given: Omit<ListRecord, 'id' | 'members'>, id = this.lastListId + 1): ListRecord {
    this.lastListId = Math.max(this.lastListId, id);
    const list = { ...given, id, members: new Set<number>() };
    this.lists.set(id, list);
    return list;
  }

  /** False when the contact was on the list already. */
  join(contact: ContactRecord, list: ListRecord, how: Pick<ListJoin, 'at' | 'by'>): boolean {
    if (list.members.has(contact.id)) return false;
    this.enrol(contact, list);
    this.joins.push({ contactId: contact.id, listId: list.id, at: how.at, by: how.by });
    return true;
  }

  /** Membership without a line in the journal, for what was there before the test began. */
  enrol(contact: ContactRecord, list: ListRecord): void {
    list.members.add(contact.id);
    contact.listIds.add(list.id);
    contact.listUnsubscribed.delete(list.id);
  }

  /** False when the contact was not on the list. */
  leave(contact: ContactRecord, list: ListRecord, how: Pick<ListLeave, 'at' | 'by'>): boolean {
    if (!list.members.delete(contact.id)) return false;
    contact.listIds.delete(list.id);
    if (how.by === 'person') contact.listUnsubscribed.add(list.id);
    this.leaves.push({ contactId: contact.id, listId: list.id, at: how.at, by: how.by });
    return true;
  }
}
