// Writes customers that a look has found different, lets go of those who are gone, and sees to whom that touches.
import type { Customer } from '../../bigcommerce/customer-records';
import type { ChangesWritten, CustomersToWrite } from '../../contracts/record-changes';
import { activityInfo } from '@temporalio/activity';
import { contactFrom } from '../../mapping/contact';
import { Counting } from '../counting';
import { writeCustomers } from '../customer-writer';
import { mappingContextOf } from '../loaders';
import type { HeldLook } from '../memory/live-memory';
import { confirmedGone } from '../swept';
import { touchedByCustomers } from '../touched';
import type { World } from '../world';
import { seeToLeftAddresses } from './left-at-addresses';
import { letGo } from './let-go';
import { writeInEach, type LiveAccount } from './live-accounts';
import { liveWork, type LiveWork } from './live-context';
import { writtenBy } from './live-result';
import { meetPeople } from './meet-people';
import { seeToLivePeople } from './see-to-live-people';

export async function writeChangedCustomers(
  world: World,
  request: CustomersToWrite,
): Promise<ChangesWritten> {
  const { storeHash, batch } = request;
  const held = world.live.take(batch);
  const looks = activityInfo().attempt === 1 ? held : [];
  const there = new Set<number>();
  const written = await writeInEach(world, storeHash, async (at, joined) => {
    const look = looks.find(({ account }) => account === at.account);
    const found = await lookedAt(world, { at, look }, request);
    const part = await writeFrom(found, { ...request, joined: request.joined + joined });
    for (const id of contactsOf(found)) there.add(id);
    return part;
  });
  const absent = request.different.filter((id) => !there.has(id));
  return absent.length === 0 ? written : { ...written, absent };
}

/** Customers with a contact by now: their own, or another system's at their address. */
const contactsOf = ({ work: { contacts }, customers }: LookedAt): readonly number[] =>
  customers.flatMap(({ id, email }) => {
    const { index } = contacts;
    const row = index.byCustomer(id) ?? index.byEmail(email.trim().toLowerCase());
    const known = row === undefined ? undefined : index.known(row);
    return known?.customerId === id || known?.foreignExt === true ? [id] : [];
  });

/** Those of one account. */
async function writeFrom(
  { work, customers }: LookedAt,
  request: CustomersToWrite,
): Promise<ChangesWritten> {
  const counting = new Counting();
  await writeCustomers(work.context, customers, counting);
  // Counts for whom nobody has signalled are not part of the answer.
  const beside = new Counting();
  const gone = await reallyGone(work, request);
  const { removed, touched } = await letGo(work, gone, beside);
  const left = await seeToLeftAddresses(work, beside);
  const refused = new Set(counting.rejectedIds);
  const fresh = customers.filter(
    ({ id }) => request.fresh.includes(id) && !refused.has(String(id)),
  );
  // At another address there is other evidence.
  const newcomers = touchedByCustomers(fresh).map((one) => ({ ...one, said: true }));
  const people = [...newcomers, ...touched, ...left];
  const seeing = { counting: new Counting(), joined: request.joined };
  const joined = await seeToLivePeople(work, people, seeing);
  counting.rejectedIds.push(...beside.rejectedIds);
  return { ...writtenBy(counting), removed, joined };
}

interface LookedAt {
  readonly work: LiveWork;
  /** Lowest id first. */
  readonly customers: readonly Customer[];
}

/** What the look has read a moment ago; after a failed attempt, or on another worker, it is read again. */
async function lookedAt(
  world: World,
  { at, look }: { readonly at: LiveAccount; readonly look: HeldLook | undefined },
  { different }: CustomersToWrite,
): Promise<LookedAt> {
  const work = await liveWork(world, at, { earlier: look });
  const wanted = new Set(different);
  if (look !== undefined)
    return { work, customers: look.customers.filter(({ id }) => wanted.has(id)) };
  if (different.length === 0) return { work, customers: [] };
  const { records } = await work.context.bigcommerce.listCustomers({ ids: different });
  const customers = [...records].sort((one, other) => one.id - other.id);
  await meetCustomers(work, customers);
  return { work, customers };
}

async function meetCustomers(work: LiveWork, customers: readonly Customer[]): Promise<void> {
  const mapping = await mappingContextOf(work.context);
  await meetPeople(
    work,
    customers.map((customer) => {
      const mapped = contactFrom(customer, mapping);
      if (!mapped.ok) return { customerId: customer.id };
      const { email, phone } = mapped.contact;
      return { customerId: customer.id, email, phone };
    }),
  );
}

/** Whom nobody called deleted is asked for once more. */
async function reallyGone(
  { context: { bigcommerce, memory } }: LiveWork,
  { gone, deleted }: CustomersToWrite,
): Promise<readonly number[]> {
  const said = new Set(deleted);
  const unsaid = gone.filter((id) => !said.has(id));
  const confirmed = await confirmedGone(unsaid, (ids) => bigcommerce.listCustomers({ ids }));
  const { others } = memory.places.customers;
  return [...gone.filter((id) => said.has(id)), ...confirmed.filter((id) => !others.has(id))];
}
