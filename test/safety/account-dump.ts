// What a toy account holds, in a form that two runs can be compared by: no ids of Brevo's own, no times.
import type { Sandbox } from '../../src/sandbox/start';
import type { SandboxContact } from '../../src/sandbox/brevo/contact-book';

/** Sorted by what identifies a thing to the shop; every moment is the word `time`. */
export function accountDump({ brevo }: Sandbox): unknown {
  const { state } = brevo;
  const listName = (id: number): string => state.lists.get(id)?.name ?? '?';
  const dump = {
    contacts: sorted([...state.contacts.values()].map((contact) => personOf(contact, listName))),
    attributes: sorted([...state.attributes.values()].map(({ name, type }) => [name, type])),
    folders: sorted([...state.folders.values()].map(({ name }) => name)),
    lists: sorted([...state.lists.values()].map(({ name }) => name)),
    orders: sorted([...state.orders.values()].map(withoutTimes)),
    products: sorted([...state.products.values()].map(withoutTimes)),
    categories: sorted([...state.categories.values()].map(withoutTimes)),
    ecommerce: state.ecommerce,
    currency: state.displayCurrency,
  };
  const plain: unknown = JSON.parse(
    JSON.stringify(dump).replace(/"\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?"/g, '"time"'),
  );
  return plain;
}

function personOf(contact: SandboxContact, listName: (id: number) => string): unknown {
  const { email, extId, sms, emailBlacklisted, listIds, attributes } = contact;
  return {
    ...{ email, extId, sms, emailBlacklisted },
    lists: sorted([...listIds].map(listName)),
    attributes: sorted([...attributes]),
  };
}

const times = ['writtenAt', 'createdAt', 'modifiedAt'];

const withoutTimes = (record: object): unknown =>
  sorted(Object.entries(record).filter(([name]) => !times.includes(name)));

function sorted(things: readonly unknown[]): readonly unknown[] {
  return things
    .map((thing) => [JSON.stringify(thing), thing] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, thing]) => thing);
}
