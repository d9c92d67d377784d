// Where the records of a list belong: which are another account's, and of the others which storefront's.
import { IdBook } from './id-book';

export class Places {
  /** Read in this run and another account's: they count in the shop's total, and are not ours. */
  readonly others = new IdBook();
  // A channel id stands where a person's key stands otherwise; 1 beside it, because 0 and 0 are nobody.
  private readonly channels = new IdBook();

  /** `storefront` is a channel id, or 0 for none. */
  note(id: number, { ours, storefront }: { readonly ours: boolean; readonly storefront: number }) {
    if (!ours) {
      this.others.put(id);
      return;
    }
    this.others.remove(id);
    this.channels.put(id, [storefront, 1]);
  }

  /** Undefined: not read in this run. */
  storefrontOf(id: number): number | undefined {
    return this.channels.personOf(id)?.[0];
  }

  /** Grows with each change. */
  get version(): number {
    return this.channels.version;
  }
}
