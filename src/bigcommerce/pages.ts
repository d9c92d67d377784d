// One page of a BigCommerce list, whichever of its four paging styles produced it.

/** `date` is the ISO time of the vendor's clock (its `Date` header) when the page was answered. */
export interface Page<T> {
  readonly records: readonly T[];
  /** Cursor, last id or page number as text for the next read; absent on the last page. */
  readonly next?: string;
  /** How many records the list holds, where BigCommerce says so (V3 offset and first cursor pages). */
  readonly total?: number;
  readonly date: string;
}
