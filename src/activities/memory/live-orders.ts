// Orders as they were last read, for the deeds that follow at once: read once, whatever is done with them.
import type { Order } from '../../bigcommerce/order-records';

const FRESH_MS = 120_000;
const MOST_HELD = 1_000;

export interface HeldOrder {
  readonly order: Order;
  /** Of what Brevo is to know of the order. */
  readonly print: string;
  /** Brevo's id of the contact, once it is known. */
  readonly contactId?: number;
  /** Nobody with this account or address has ordered before. */
  readonly isFirst?: boolean;
}

export interface OrderName {
  readonly storeHash: string;
  readonly orderId: number;
}

const nameOf = ({ storeHash, orderId }: OrderName): string => `${storeHash} ${orderId}`;

/** Any other worker reads the order again. */
export class LiveOrders {
  private readonly held = new Map<string, HeldOrder & { readonly until: number }>();

  hold(name: OrderName, held: HeldOrder, now: number): void {
    const key = nameOf(name);
    // The newest come last.
    this.held.delete(key);
    this.held.set(key, { ...held, until: now + FRESH_MS });
    for (const [old] of this.held) {
      if (this.held.size <= MOST_HELD) break;
      this.held.delete(old);
    }
  }

  /** Undefined: not read here, or too long ago. */
  find(name: OrderName, now: number): HeldOrder | undefined {
    const found = this.held.get(nameOf(name));
    return found !== undefined && found.until > now ? found : undefined;
  }

  /** What was found out about an order that is held. */
  note(name: OrderName, found: Pick<HeldOrder, 'contactId' | 'isFirst'>): void {
    const key = nameOf(name);
    const held = this.held.get(key);
    if (held !== undefined) this.held.set(key, { ...held, ...found });
  }
}
