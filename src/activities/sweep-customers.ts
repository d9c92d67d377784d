// Customers that are gone: their contact leaves our lists, is deleted, or passes to a twin.
import { extIdOf } from '../mapping/contact';
import type { ChunkContext } from './chunk-context';
import { Counting } from './counting';
import { customerPerson } from './customer-person';
import { writeCustomers } from './customer-writer';
import { ourLists } from './field-mapping';
import { afterOf, contactIndexOf, readAll } from './loaders';
import { confirmedGone, type Swept } from './swept';

export async function sweepCustomers(context: ChunkContext): Promise<Swept> {
  const { bigcommerce, memory, settings } = context;
  const { total } = await bigcommerce.listCustomers({ limit: 1 });
  const counted = memory.customers.size + memory.places.customers.others.size;
  if (!memory.customers.chunks.complete || total !== counted) await readIds(context);
  const present = memory.customers.ids();
  const index = await contactIndexOf(context);
  const hard = settings.deletedCustomers === 'hard';
  // Who is on none of our lists has nothing left to lose; whoever was read in this run may have joined meanwhile.
  const candidates = [...index.customers()]
    .filter(
      ({ customerId, row }) =>
        !present.has(customerId) && (hard || index.known(row).listed || index.isSeen(row)),
    )
    .map(({ customerId }) => customerId);
  const gone = await confirmedGone(candidates, (ids) => bigcommerce.listCustomers({ ids }));
  let deleted = 0;
  for (const customerId of gone) if (await letGo(context, customerId)) deleted += 1;
  return { deleted, sentBatch: false };
}

/** Customers have no list of ids alone: the sweep reads them whole. */
async function readIds(context: ChunkContext): Promise<void> {
  const { bigcommerce, memory } = context;
  const index = await contactIndexOf(context);
  const customers = await readAll((after) => bigcommerce.listCustomers(afterOf(after)));
  for (const customer of customers)
    memory.customers.put(customer.id, customerPerson(index, customer));
  memory.customers.keepOnly(new Set(customers.map(({ id }) => id)));
}

/** True when something in Brevo had to change. */
async function letGo(context: ChunkContext, customerId: number): Promise<boolean> {
  const { brevo, settings, plan, bigcommerce, memory } = context;
  const index = await contactIndexOf(context);
  const row = index.byCustomer(customerId);
  if (row === undefined) return false;
  const [high, low] = index.emailHash(row);
  const twin = [...memory.customers.entries()].find(
    ({ person }) => person[0] === high && person[1] === low,
  );
  if (twin !== undefined) {
    const { records } = await bigcommerce.listCustomers({ ids: [twin.id] });
    // By a single call: nobody would wait for an import here.
    await writeCustomers({ ...context, singlesOnly: true }, records, new Counting());
    return true;
  }
  const key = { by: 'ext', extId: extIdOf(plan.storeHash, customerId) } as const;
  // Whoever belongs to another account now is not deleted in the shop, and leaves the lists of this one.
  const isGone = !memory.places.customers.others.has(customerId);
  if (settings.deletedCustomers === 'hard' && isGone) {
    await brevo.deleteContact(key);
    index.remove(row);
    return true;
  }
  const contact = await brevo.readContact(key);
  const leave = ourLists(settings).filter((listId) => contact?.listIds.includes(listId) === true);
  if (leave.length === 0) return false;
  await brevo.updateContact(key, { unlinkListIds: leave });
  return true;
}
