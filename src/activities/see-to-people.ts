// Metrics and lists of the people that an incremental sync has touched, each from his or her own records alone.
import type { Contact } from '../brevo/contact-records';
import type { PeopleRequest, PeopleResult } from '../contracts/activities';
import type { ConsentSummary } from '../contracts/sync-progress';
import { addConsent } from '../contracts/consent-sums';
import { chunkResult } from './chunk-parts';
import type { ChunkContext } from './chunk-context';
import { applyVerdicts, ownerOf } from './consent-chunk';
import { Counting } from './counting';
import { Evidence, type ContactVerdict } from './evidence';
import { listMark, metricAttributes } from './field-mapping';
import { inStep } from './incremental-steps';
import { afterOf, attributeTypesOf, contactIndexOf, readAll } from './loaders';
import { NOTHING, PersonSums } from './memory/person-sums';
import type { Key } from './memory/row-table';
import type { TouchedPerson } from './memory/touched-people';
import { differs, wantedMetrics } from './metrics-chunk';
import { ledgerOf } from './people-ledger';
import { isFrom, knowHomes, ordersFrom, type KnownFrom } from './storefront-sums';
import { subscriptionMark } from './subscribers-chunk';
import { haveTouched, sourcesOf } from './touched';
import type { World } from './world';

const PEOPLE_A_CALL = 300;
/** So many addresses one request for customers asks about. */
const PEOPLE_AT_ONCE = 20;

/** A repeated call goes on where this worker stopped; another worker looks at everybody again. */
export const seeToPeople = (world: World, request: PeopleRequest): Promise<PeopleResult> =>
  inStep(world, request, (context) => seeToWaiting({ ...context, singlesOnly: true }, request));

async function seeToWaiting(context: ChunkContext, request: PeopleRequest): Promise<PeopleResult> {
  const { memory, plan } = context;
  await haveTouched(context, request);
  const waiting = memory.touched.waiting(request.round, sourcesOf(request));
  const counting = new Counting();
  const mightJoin = waiting.length + request.joined;
  if (!request.approved && plan.lists.length > 0 && mightJoin > plan.maxListJoins)
    return { ...chunkResult(counting, {}), mightJoin };
  const now = waiting.slice(0, PEOPLE_A_CALL);
  let consent: ConsentSummary | undefined;
  for (let at = 0; at < now.length; at += PEOPLE_AT_ONCE) {
    const some = now.slice(at, at + PEOPLE_AT_ONCE);
    consent = addConsent(consent, await seeToSome(context, some, counting));
    for (const person of some) memory.touched.finish(request.round, person);
  }
  return {
    ...chunkResult(counting, {}),
    ...(consent === undefined || plan.lists.length === 0 ? {} : { consent }),
    ...(now.length < waiting.length ? { more: true } : {}),
  };
}

interface Known {
  readonly person: TouchedPerson;
  readonly contact: Contact;
  readonly email: string;
}

async function seeToSome(
  context: ChunkContext,
  people: readonly TouchedPerson[],
  counting: Counting,
): Promise<ConsentSummary> {
  const { consent } = await applyVerdicts(
    context,
    await judgePeople(context, people, { counting, whole: false }),
  );
  return consent;
}

interface Judging {
  readonly counting: Counting;
  /** A consent that is not found any more counts as withdrawn. */
  readonly whole: boolean;
}

/** Writes the metrics of a few people, and says what follows for their lists. At most 50 people. */
export async function judgePeople(
  context: ChunkContext,
  people: readonly TouchedPerson[],
  { counting, whole }: Judging,
): Promise<readonly ContactVerdict[]> {
  const read = await Promise.all(people.map((person) => known(context, person)));
  const there = read.filter((one) => one !== undefined);
  const counted = there.filter((one) => one.person.metrics || canChange(context, one));
  const { memory } = context;
  const ledger = await ledgerOf(context, counted);
  const orders = ledger.sums(memory.customers);
  // Whose last order was archived has ordered nothing now.
  for (const { person } of there) if (person.ordered === true) orders.add(person.key, NOTHING);
  await writeMetrics(context, { there, orders, counting });
  const judged = there.filter((one) => canChange(context, one));
  const subscriptions = await subscriptionsOf(context, judged);
  await knowHomes(
    context,
    judged.map(({ contact }) => ownerOf(context, contact)),
  );
  const knownFrom: KnownFrom = (storefronts) => ({
    subscribers: subscriptionSums(context, subscriptions, storefronts),
    orders:
      storefronts === undefined
        ? orders
        : ledger.sums(memory.customers, ordersFrom(memory, storefronts)),
  });
  const evidence = Evidence.ofPeople(context, knownFrom, whole);
  return judged.map(({ contact }) => evidence.judge(contact)).filter((verdict) => verdict !== null);
}

/** Undefined: the person has no contact, as whoever said no before there was one. */
async function known(context: ChunkContext, person: TouchedPerson): Promise<Known | undefined> {
  const index = await contactIndexOf(context);
  const row = index.byEmailHash(person.key);
  const contactId = row === undefined ? 0 : index.known(row).contactId;
  const { email } = person;
  if (email === undefined && contactId === 0) return undefined;
  const contact = await context.brevo.readContact(
    email === undefined ? { by: 'contact', contactId } : { by: 'email', email },
  );
  if (contact === null || typeof contact.email !== 'string') return undefined;
  return { person, contact, email: contact.email.trim().toLowerCase() };
}

/** Who has joined every list before stays or has left; only a withdrawal changes that. */
const canChange = ({ plan }: ChunkContext, { person, contact }: Known): boolean =>
  plan.lists.length > 0 &&
  (person.said || plan.lists.some(({ listId }) => contact.attributes[listMark(listId)] !== true));

interface Metrics {
  readonly there: readonly Known[];
  readonly orders: PersonSums;
  readonly counting: Counting;
}

async function writeMetrics(
  context: ChunkContext,
  { there, orders, counting }: Metrics,
): Promise<void> {
  const names = metricAttributes(context.settings);
  if (names.orders === undefined && names.spent === undefined) return;
  if (!context.plan.resources.includes('orders')) return;
  const types = await attributeTypesOf(context);
  for (const { contact, person } of there) {
    const wanted = person.metrics
      ? wantedMetrics(context, { contact, sums: orders, types })
      : undefined;
    if (wanted === undefined) continue;
    counting.read += 1;
    if (differs(contact, wanted)) {
      const key = { by: 'contact', contactId: contact.id } as const;
      await context.brevo.updateContact(key, { attributes: wanted });
      counting.written += 1;
    } else counting.unchanged += 1;
  }
}

interface Subscription {
  readonly id: number;
  readonly key: Key;
  readonly marks: number;
}

async function subscriptionsOf(
  { bigcommerce }: ChunkContext,
  judged: readonly Known[],
): Promise<readonly Subscription[]> {
  const all: Subscription[] = [];
  for (const { email, person } of judged) {
    const found = await readAll((after) =>
      bigcommerce.listSubscribers({ email, ...afterOf(after) }),
    );
    for (const subscriber of found)
      all.push({ id: subscriber.id, key: person.key, marks: subscriptionMark(subscriber) });
  }
  return all;
}

function subscriptionSums(
  { memory }: ChunkContext,
  subscriptions: readonly Subscription[],
  storefronts: readonly number[] | undefined,
): PersonSums {
  const sums = new PersonSums();
  const isHere = isFrom(memory.places.subscribers, storefronts);
  for (const { id, key, marks } of subscriptions)
    if (isHere(id)) sums.add(key, { orders: 0, spentMinor: 0, marks });
  return sums;
}
