// What happens to customers and subscribers while the toy shop is open.

import type { ShopCustomer, ShopSubscriber } from './customer-records';
import { seedCustomer } from './customer-seed';
import { inventPerson } from './people';
import { customerHappenings } from './customer-happenings';
import { existing, idsAfter, moment } from './shop-state';
import type { Patch, Workshop } from './shop-state';

interface CustomerChanges {
  /** Someone new, invented where the patch says nothing. */
  addCustomer(patch?: Patch<ShopCustomer>): ShopCustomer;
  editCustomer(id: number, patch: Patch<ShopCustomer>): ShopCustomer;
  /** The orders stay. */
  deleteCustomer(id: number): void;
}

interface SubscriberChanges {
  /** A reader of the newsletter who is no customer, unless the patch says otherwise. */
  addSubscriber(patch?: Patch<ShopSubscriber>): ShopSubscriber;
  /** `consents: []` unsubscribes. */
  editSubscriber(id: number, patch: Patch<ShopSubscriber>): ShopSubscriber;
  deleteSubscriber(id: number): void;
}

export type PeopleChanges = CustomerChanges & SubscriberChanges;

export function peopleChanges(workshop: Workshop): PeopleChanges {
  return { ...customerChanges(workshop), ...subscriberChanges(workshop) };
}

function customerChanges(workshop: Workshop): CustomerChanges {
  const { state, random } = workshop;
  const nextId = idsAfter(state.customers);
  const keep = (customer: ShopCustomer): ShopCustomer => {
    const before = state.customers.get(customer.id);
    state.customers.set(customer.id, customer);
    customerHappenings(before, customer).forEach(workshop.tell);
    return customer;
  };
  return {
    addCustomer: (patch = {}) => {
      const times = { date_created: moment(workshop), date_modified: moment(workshop) };
      const person = inventPerson(random, workshop.nextPerson());
      const made = seedCustomer({ random, id: nextId(), person, times });
      return keep(owned({ ...made, email: person.email, ...patch }));
    },
    editCustomer: (id, patch) => {
      const before = existing(state.customers, id);
      return keep(owned({ ...before, date_modified: moment(workshop), ...patch }));
    },
    deleteCustomer: (id) => {
      existing(state.customers, id);
      state.customers.delete(id);
      workshop.tell({ scope: 'store/customer/deleted', data: { type: 'customer', id } });
    },
  };
}

function subscriberChanges(workshop: Workshop): SubscriberChanges {
  const { state, random } = workshop;
  const nextId = idsAfter(state.subscribers);
  const tell = (what: 'created' | 'updated' | 'deleted', id: number): void => {
    workshop.tell({ scope: `store/subscriber/${what}`, data: { type: 'subscriber', id } });
  };
  const keep = (subscriber: ShopSubscriber): ShopSubscriber => {
    const known = state.subscribers.has(subscriber.id);
    state.subscribers.set(subscriber.id, subscriber);
    tell(known ? 'updated' : 'created', subscriber.id);
    return subscriber;
  };
  return {
    addSubscriber: (patch = {}) => {
      const { email, firstName, lastName } = inventPerson(random, workshop.nextPerson());
      return keep({
        id: nextId(),
        email,
        first_name: firstName,
        last_name: lastName,
        source: 'storefront',
        order_id: null,
        channel_id: 1,
        consents: ['marketing_newsletter'],
        date_created: moment(workshop),
        date_modified: moment(workshop),
        ...patch,
      });
    },
    editSubscriber: (id, patch) => {
      const before = existing(state.subscribers, id);
      return keep({ ...before, date_modified: moment(workshop), ...patch });
    },
    deleteSubscriber: (id) => {
      existing(state.subscribers, id);
      state.subscribers.delete(id);
      tell('deleted', id);
    },
  };
}

// Addresses given in a patch may name nobody yet.
function owned(customer: ShopCustomer): ShopCustomer {
  const addresses = customer.addresses.map((address) =>
    address.customer_id === customer.id ? address : { ...address, customer_id: customer.id },
  );
  return { ...customer, addresses };
}
