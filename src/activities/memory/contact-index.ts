// Brevo's contacts as a run needs them: at most 64 bytes a person, no address, no name.
import { hash64 } from '../../mapping/fingerprint';
import { roomFor, RowTable, type Key } from './row-table';

/** What is remembered of a contact; `contactId` 0 while an import is making it. */
export interface ContactEntry {
  readonly contactId: number;
  readonly email: string;
  /** Customer id of our store, 0 without. */
  readonly customerId: number;
  /** The external id belongs to somebody else's numbering. */
  readonly foreignExt: boolean;
  readonly blocklisted: boolean;
  /** On one of the store's lists. */
  readonly listed: boolean;
  /** Digits only, '' without. */
  readonly phone: string;
  /** The mark of the attributes that the shop has filled. */
  readonly written: string;
  readonly fingerprint: Key;
}

const FOREIGN = 1;
const BLOCKLISTED = 2;
const SEEN = 4;
const DELETED = 8;
const LISTED = 16;

const NO_KEY: Key = [0, 0];
const u32 = (length: number) => new Uint32Array(length);
const u8 = (length: number) => new Uint8Array(length);
const u16 = (length: number) => new Uint16Array(length);
const MOST_MARKS = 65_535;

export class ContactIndex {
  /** Contacts that Brevo answered, phones without an address included. */
  contacts = 0;
  private rows = 0;
  private contactIds: Uint32Array;
  private customerIds: Uint32Array;
  /** Six halves a row: e-mail, phone, fingerprint. */
  private keys: Uint32Array;
  private flags: Uint8Array;
  /** Few marks differ: a row holds the number of its own. */
  private marks: Uint16Array;
  private readonly markNumbers = new Map<string, number>([['', 0]]);
  private readonly markTexts: string[] = [''];
  private readonly byEmailKey: RowTable;
  private readonly byCustomerId: RowTable;
  private readonly byPhoneKey: RowTable;

  constructor(expected = 16) {
    this.contactIds = u32(expected);
    this.customerIds = u32(expected);
    this.keys = u32(expected * 6);
    this.flags = u8(expected);
    this.marks = u16(expected);
    this.byEmailKey = new RowTable((row) => this.key(row, 0), expected);
    this.byCustomerId = new RowTable((row) => [this.customerIds[row] ?? 0, 0], expected / 2);
    this.byPhoneKey = new RowTable((row) => this.key(row, 2), expected / 4);
  }

  get size(): number {
    return this.rows;
  }

  get bytes(): number {
    const columns = [this.contactIds, this.customerIds, this.keys, this.flags, this.marks];
    const tables = [this.byEmailKey, this.byCustomerId, this.byPhoneKey];
    return [
      ...columns.map((column) => column.byteLength),
      ...tables.map((table) => table.bytes),
    ].reduce((sum, bytes) => sum + bytes);
  }

  byEmail(email: string): number | undefined {
    return this.byEmailKey.find(hash64(email));
  }

  byEmailHash(key: Key): number | undefined {
    return this.byEmailKey.find(key);
  }

  byCustomer(customerId: number): number | undefined {
    return customerId === 0 ? undefined : this.byCustomerId.find([customerId, 0]);
  }

  byPhone(phone: string): number | undefined {
    return phone === '' ? undefined : this.byPhoneKey.find(hash64(phone));
  }

  known(row: number): Omit<ContactEntry, 'email' | 'phone'> {
    const flags = this.flags[row] ?? 0;
    return {
      contactId: this.contactIds[row] ?? 0,
      customerId: this.customerIds[row] ?? 0,
      foreignExt: (flags & FOREIGN) !== 0,
      blocklisted: (flags & BLOCKLISTED) !== 0,
      listed: (flags & LISTED) !== 0,
      written: this.markTexts[this.marks[row] ?? 0] ?? '',
      fingerprint: this.key(row, 4),
    };
  }

  emailHash(row: number): Key {
    return this.key(row, 0);
  }

  /** Writes what is now true of a contact; `row` when it was known before. */
  put(entry: ContactEntry, row = this.newRow()): number {
    this.forget(row);
    this.contactIds[row] = entry.contactId;
    this.marks[row] = this.numberOf(entry.written);
    this.customerIds[row] = entry.customerId;
    this.keys.set(
      [
        ...hash64(entry.email),
        ...(entry.phone === '' ? NO_KEY : hash64(entry.phone)),
        ...entry.fingerprint,
      ],
      row * 6,
    );
    this.flags[row] =
      ((this.flags[row] ?? 0) & SEEN) |
      (entry.foreignExt ? FOREIGN : 0) |
      (entry.blocklisted ? BLOCKLISTED : 0) |
      (entry.listed ? LISTED : 0);
    this.byEmailKey.add(row);
    if (entry.customerId !== 0) this.byCustomerId.add(row);
    if (entry.phone !== '') this.byPhoneKey.add(row);
    return row;
  }

  /** The customer behind this contact was read in this run. */
  markSeen(row: number): void {
    this.flags[row] = (this.flags[row] ?? 0) | SEEN;
  }

  isSeen(row: number): boolean {
    return ((this.flags[row] ?? 0) & SEEN) !== 0;
  }

  /** The contact is no longer in Brevo. */
  remove(row: number): void {
    this.forget(row);
    this.flags[row] = DELETED;
  }

  /** Customers of our store that carry a contact. */
  *customers(): Generator<{ readonly customerId: number; readonly row: number }> {
    for (let row = 0; row < this.rows; row += 1) {
      const customerId = this.customerIds[row] ?? 0;
      if (customerId !== 0 && ((this.flags[row] ?? 0) & DELETED) === 0) yield { customerId, row };
    }
  }

  /** An unmarked contact is never emptied: the safe answer should there ever be too many marks. */
  private numberOf(mark: string): number {
    const known = this.markNumbers.get(mark);
    if (known !== undefined) return known;
    if (this.markTexts.length > MOST_MARKS) return 0;
    const number = this.markTexts.push(mark) - 1;
    this.markNumbers.set(mark, number);
    return number;
  }

  private forget(row: number): void {
    if (this.isFree(row)) return;
    this.byEmailKey.remove(row);
    if (this.customerIds[row] !== 0) this.byCustomerId.remove(row);
    if (!(this.keys[row * 6 + 2] === 0 && this.keys[row * 6 + 3] === 0))
      this.byPhoneKey.remove(row);
    this.customerIds[row] = 0;
  }

  private isFree(row: number): boolean {
    return this.keys[row * 6] === 0 && this.keys[row * 6 + 1] === 0;
  }

  private newRow(): number {
    const rows = this.rows + 1;
    this.contactIds = roomFor(this.contactIds, rows, u32);
    this.customerIds = roomFor(this.customerIds, rows, u32);
    this.keys = roomFor(this.keys, rows * 6, u32);
    this.flags = roomFor(this.flags, rows, u8);
    this.marks = roomFor(this.marks, rows, u16);
    this.rows = rows;
    return rows - 1;
  }

  private key(row: number, at: 0 | 2 | 4): Key {
    return [this.keys[row * 6 + at] ?? 0, this.keys[row * 6 + at + 1] ?? 0];
  }
}
