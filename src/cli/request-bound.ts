// The fewest requests to BigCommerce that a full sync of everything can do with: the demo's yardstick.

/** How many records a list shows; archived orders do not count. */
export interface ListSizes {
  readonly products: number;
  readonly categories: number;
  readonly brands: number;
  readonly customers: number;
  readonly subscribers: number;
  readonly orders: number;
}

export interface SyncShape {
  readonly sizes: ListSizes;
  /** `requests` of the plan. */
  readonly planRequests: number;
  /** The mapping uses the name of the customer group: its list is read once. */
  readonly customerGroups: boolean;
  /** The mapping uses customer attributes: their names are read once. */
  readonly customerAttributes: boolean;
}

/** BigCommerce's largest page (api-pagination, `limit`). */
const PAGE = 250;
/** Products, customers, subscribers and orders are read again from the first answer's date. */
const CLOSING_READS = 4;
/** The same four lists are counted, to see deletions. */
const CLOSING_TOTALS = 4;

/** Requests. A shop in which something was deleted needs a sweep on top. */
export function requestBound(shape: SyncShape): number {
  const { sizes, planRequests, customerGroups, customerAttributes } = shape;
  const pages = Object.values(sizes).map((size: number) => Math.ceil(size / PAGE));
  return (
    pages.reduce((sum, count) => sum + count, 0) +
    planRequests +
    Number(customerGroups) +
    Number(customerAttributes) +
    CLOSING_READS +
    CLOSING_TOTALS
  );
}
