// The ids of a list that was read, each with the hash of its person's address where there is one.
import { Parts } from './parts';
import { roomFor, RowTable, type Key } from './row-table';

const u32 = (length: number) => new Uint32Array(length);

const GONE = 128;
const NOBODY: Key = [0, 0];

/** At most 22 bytes a record. */
export class IdBook {
  /** Which chunks were read; complete when the whole list was. */
  readonly chunks = new Parts<null>();
  /** Grows with each change; lets derived sums know they are old. */
  version = 0;
  private rows = 0;
  private present = 0;
  private column = u32(16);
  private keys = u32(32);
  private marks = new Uint8Array(16);
  private readonly table = new RowTable((row) => [this.column[row] ?? 0, 0]);

  get size(): number {
    return this.present;
  }

  put(id: number, person: Key = NOBODY, marks = 0): void {
    const known = this.table.find([id, 0]);
    const row = known ?? this.newRow(id);
    if (known === undefined || this.isGone(row)) this.present += 1;
    this.version += 1;
    this.keys.set(person, row * 2);
    this.marks[row] = marks;
  }

  remove(id: number): void {
    const row = this.table.find([id, 0]);
    if (row === undefined || this.isGone(row)) return;
    this.marks[row] = GONE;
    this.present -= 1;
    this.version += 1;
  }

  has(id: number): boolean {
    const row = this.table.find([id, 0]);
    return row !== undefined && !this.isGone(row);
  }

  personOf(id: number): Key | undefined {
    const row = this.table.find([id, 0]);
    if (row === undefined || this.isGone(row)) return undefined;
    const key = this.key(row);
    return key[0] === 0 && key[1] === 0 ? undefined : key;
  }

  ids(): Set<number> {
    return new Set([...this.entries()].map(({ id }) => id));
  }

  /** The list was read whole, and these are all. */
  keepOnly(ids: ReadonlySet<number>): void {
    for (const id of this.ids()) if (!ids.has(id)) this.remove(id);
    this.chunks.clear();
    this.chunks.set(undefined, undefined, null);
  }

  *entries(): Generator<{ readonly id: number; readonly person: Key; readonly marks: number }> {
    for (let row = 0; row < this.rows; row += 1) {
      if (this.isGone(row)) continue;
      yield { id: this.column[row] ?? 0, person: this.key(row), marks: this.marks[row] ?? 0 };
    }
  }

  private isGone(row: number): boolean {
    return (this.marks[row] ?? 0) === GONE;
  }

  private key(row: number): Key {
    return [this.keys[row * 2] ?? 0, this.keys[row * 2 + 1] ?? 0];
  }

  private newRow(id: number): number {
    const row = this.rows;
    this.rows += 1;
    this.column = roomFor(this.column, this.rows, u32);
    this.keys = roomFor(this.keys, this.rows * 2, u32);
    this.marks = roomFor(this.marks, this.rows, (length) => new Uint8Array(length));
    this.column[row] = id;
    this.table.add(row);
    return row;
  }
}
