// The contacts of a few people, looked up one by one: the same index as a whole account's, with the addresses beside it.
import { hash64 } from '../../mapping/fingerprint';
import { ContactIndex, type ContactEntry } from './contact-index';
import type { Key } from './row-table';

export class LiveContacts {
  readonly index = new ContactIndex();
  private readonly addresses = new Map<string, string>();

  put(entry: ContactEntry): void {
    this.index.put(entry, this.index.byEmail(entry.email));
    this.note(entry.email);
  }

  /** An address that somebody has, had or wants. */
  note(email: string): void {
    this.addresses.set(hash64(email).join(), email);
  }

  /** Undefined for addresses that were never noted. */
  addressOf(key: Key): string | undefined {
    return this.addresses.get(key.join());
  }
}
