// Whose order is it: the contact of its customer, or whoever the billing address names.
import type { Order } from '../bigcommerce/order-records';
import { toEmail } from '../mapping/email';
import { hash64 } from '../mapping/fingerprint';
import type { ChunkContext } from './chunk-context';
import { customerPerson } from './customer-person';
import { afterOf, contactIndexOf, readAll } from './loaders';
import type { ContactIndex } from './memory/contact-index';
import type { Key } from './memory/row-table';

export interface OrderPerson {
  readonly key: Key;
  /** The customer whose external id the contact carries; 0 for guests. */
  readonly customerId: number;
  /** The billing address's e-mail, where it is a usable one. */
  readonly billingEmail: string | undefined;
}

export class OrderPeople {
  private constructor(
    private readonly context: ChunkContext,
    private readonly index: ContactIndex,
  ) {}

  /** Customers this worker has not read are looked up, 250 a request; those BigCommerce no longer has are guests. */
  static async of(context: ChunkContext, orders: readonly Order[]): Promise<OrderPeople> {
    const people = new OrderPeople(context, await contactIndexOf(context));
    const { memory, bigcommerce } = context;
    if (memory.customers.chunks.complete) return people;
    const unknown = [...new Set(orders.map(({ customer_id }) => customer_id))].filter(
      (id) => id !== 0 && people.customerKey(id) === undefined,
    );
    for (let at = 0; at < unknown.length; at += 250) {
      const ids = unknown.slice(at, at + 250);
      const customers = await readAll((after) =>
        bigcommerce.listCustomers({ ids, ...afterOf(after) }),
      );
      for (const customer of customers) {
        const person = customerPerson(people.index, customer);
        if (person !== undefined) memory.customers.put(customer.id, person);
      }
    }
    return people;
  }

  /** Undefined: neither a known customer nor a usable address. */
  personOf({ customer_id, billing_address }: Order): OrderPerson | undefined {
    const billing = toEmail(billing_address.email);
    const billingEmail = billing.ok ? billing.email : undefined;
    const key = this.customerKey(customer_id);
    if (key !== undefined) return { key, customerId: this.ownerOf(key), billingEmail };
    if (billingEmail === undefined) return undefined;
    const guest = hash64(billingEmail);
    return { key: guest, customerId: this.ownerOf(guest), billingEmail };
  }

  isKnown(key: Key): boolean {
    return this.index.byEmailHash(key) !== undefined;
  }

  private customerKey(customerId: number): Key | undefined {
    if (customerId === 0) return undefined;
    const read = this.context.memory.customers.personOf(customerId);
    if (read !== undefined) return read;
    const row = this.index.byCustomer(customerId);
    return row === undefined ? undefined : this.index.emailHash(row);
  }

  private ownerOf(key: Key): number {
    const row = this.index.byEmailHash(key);
    return row === undefined ? 0 : this.index.known(row).customerId;
  }
}
