// Writes customers that a look has found different, lets go of those who are gone, and sees to whom that touches.
import type { Customer } from '../../bigcommerce/customer-records';
import type { ChangesWritten, CustomersToWrite } from '../../contracts/record-changes';
import { activityInfo } from '@temporalio/activity';
import { contactFrom } from '../../mapping/contact';
import { Counting } from '../counting';
import { writeCustomers } from '../customer-writer';
import { mappingContextOf } from '../loaders';
import { confirmedGone } from '../swept';
import { touchedByCustomers } from '../touched';
import type { World } from '../world';
import { seeToLeftAddresses } from './left-at-addresses';
import { letGo } from './let-go';
import { liveWork, type LiveWork } from './live-context';
import { writtenBy } from './live-result';
import { meetPeople } from './meet-people';
import { seeToLivePeople } from './see-to-live-people';

export async function writeChangedCustomers(
  world: World,
  request: CustomersToWrite,
): Promise<ChangesWritten> {
  const { work, customers } = await lookedAt(world, request);
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
async function lookedAt(world: World, request: CustomersToWrite): Promise<LookedAt> {
  const { storeHash, batch, different } = request;
  const held = world.live.take(batch);
  const wanted = new Set(different);
  if (held !== undefined && activityInfo().attempt === 1) {
    const work = await liveWork(world, storeHash, held);
    return { work, customers: held.customers.filter(({ id }) => wanted.has(id)) };
  }
  const work = await liveWork(world, storeHash);
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
  { context: { bigcommerce } }: LiveWork,
  { gone, deleted }: CustomersToWrite,
): Promise<readonly number[]> {
  const said = new Set(deleted);
  const unsaid = gone.filter((id) => !said.has(id));
  const confirmed = await confirmedGone(unsaid, (ids) => bigcommerce.listCustomers({ ids }));
  return [...gone.filter((id) => said.has(id)), ...confirmed];
}
