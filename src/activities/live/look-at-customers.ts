// Looks at changed customers and at their contacts: who differs, who is new, who is gone. Writes nothing.
import type { Customer } from '../../bigcommerce/customer-records';
import type { StoreSettings } from '../../config/settings';
import type { ChangedIds, ChangesFound, CustomerNews } from '../../contracts/record-changes';
import { hash64 } from '../../mapping/fingerprint';
import { mappingContextOf } from '../loaders';
import type { ContactIndex } from '../memory/contact-index';
import type { HeldLook } from '../memory/live-memory';
import type { World } from '../world';
import { topicOf } from './customer-topics';
import { forecast, type Forecast } from './forecast';
import { inEachAccount, type LiveAccount } from './live-accounts';
import { liveWork, renewed, type LiveWork } from './live-context';

const NOTHING: ChangesFound = {
  read: 0,
  unchanged: 0,
  different: [],
  fresh: [],
  gone: [],
  news: [],
};

interface Look {
  readonly found: ChangesFound;
  readonly held: HeldLook;
}

export async function lookAtCustomers(world: World, request: ChangedIds): Promise<ChangesFound> {
  const { storeHash, changed, deleted, batch } = request;
  const ids = [...changed, ...deleted];
  const looks = await inEachAccount(world, storeHash, (at) => lookFrom(world, at, ids));
  const known = looks.filter((look) => look !== undefined);
  if (known.length === 0) return NOTHING;
  world.live.hold(
    batch,
    known.map(({ held }) => held),
  );
  return known.map(({ found }) => found).reduce(together, undefined) ?? NOTHING;
}

/** A customer belongs to one account: gone is whom none of them has found. */
function together(before: ChangesFound | undefined, found: ChangesFound): ChangesFound {
  if (before === undefined) return found;
  return {
    read: before.read + found.read,
    unchanged: before.unchanged + found.unchanged,
    different: [...before.different, ...found.different],
    fresh: [...before.fresh, ...found.fresh],
    gone: before.gone.filter((id) => found.gone.includes(id)),
    news: [...before.news, ...found.news],
  };
}

async function lookFrom(
  world: World,
  at: LiveAccount,
  ids: readonly number[],
): Promise<Look | undefined> {
  const work = await liveWork(world, at);
  if (ids.length === 0 || !work.context.plan.resources.includes('customers')) return undefined;
  const { records } = await work.context.bigcommerce.listCustomers({ ids });
  const customers = [...records].sort((left, right) => left.id - right.id);
  const known = await withNames(world, { at, work }, customers);
  const all = await forecast(known, customers);
  const there = new Set(customers.map(({ id }) => id));
  const differing = all.filter(({ deed }) => deed !== 'unchanged' && deed !== 'twin');
  const { context, contacts } = known;
  const found = {
    read: customers.length,
    unchanged: customers.length - differing.length,
    different: differing.map(({ customer }) => customer.id),
    fresh: differing.filter((one) => isFresh(known, one)).map(({ customer }) => customer.id),
    gone: ids.filter((id) => !there.has(id)),
    news: await newsOf(world, known, differing),
  };
  const { account } = at;
  return { found, held: { account, memory: context.memory, contacts, customers } };
}

/** A group that was made a moment ago has its name only in the shop. */
async function withNames(
  world: World,
  { at, work }: { readonly at: LiveAccount; readonly work: LiveWork },
  customers: readonly Customer[],
): Promise<LiveWork> {
  const { groupNames } = await mappingContextOf(work.context);
  const unknown = customers.some(
    ({ customer_group_id: id }) => id !== 0 && groupNames.size > 0 && !groupNames.has(id),
  );
  return unknown ? renewed(world, at) : work;
}

const WRITTEN: readonly Forecast['deed'][] = ['create', 'import', 'update', 'move'];

/** Order sums and lists of others stay as they are. */
function isFresh({ contacts }: LiveWork, { customer, deed, isUnknown }: Forecast): boolean {
  if (!WRITTEN.includes(deed)) return false;
  const row = contacts.index.byCustomer(customer.id);
  const before = row === undefined ? undefined : contacts.index.emailHash(row).join();
  return isUnknown || before !== hash64(customer.email.trim().toLowerCase()).join();
}

async function newsOf(
  world: World,
  { context: { plan, settings }, contacts }: LiveWork,
  differing: readonly Forecast[],
): Promise<readonly CustomerNews[]> {
  const written = differing.filter(({ deed }) => WRITTEN.includes(deed));
  if (written.length === 0 || !wantsAny(settings)) return [];
  const connectedAt = await world.connectedAt(plan.storeHash);
  const now = new Date(world.now()).toISOString();
  return written.flatMap(({ customer, isUnknown, links }): readonly CustomerNews[] => {
    const made = Date.parse(customer.date_created);
    const isNew = isUnknown && links && connectedAt !== null && made >= Date.parse(connectedAt);
    const what = isNew ? 'created' : 'updated';
    if (topicOf(settings, what) === undefined) return [];
    const at = isNew ? new Date(made).toISOString() : now;
    const { account } = plan;
    return [
      {
        ...{ customerId: customer.id, what, at },
        ...(account === undefined ? {} : { account }),
        ...(isUnknown && !links ? contactAt(contacts.index, customer.email) : {}),
      },
    ];
  });
}

/** Another system's contact is not to be found by a customer's external id. */
function contactAt(index: ContactIndex, email: string): { readonly contactId?: number } {
  const row = index.byEmail(email.trim().toLowerCase());
  return row === undefined ? {} : { contactId: index.known(row).contactId };
}

const wantsAny = (settings: StoreSettings): boolean =>
  topicOf(settings, 'created') !== undefined || topicOf(settings, 'updated') !== undefined;
