// A chunk of the consent phase: people with evidence join their lists once; who withdrew leaves again.
import type { Contact, ImportRow } from '../brevo/contact-records';
import type { ChunkResult, ListJoinPlan, RunRef } from '../contracts/activities';
import type { ConsentSummary, ListJoins } from '../contracts/sync-progress';
import { contextOf, customerIdOf, singlesAreSooner, type ChunkContext } from './chunk-context';
import { chunkResult } from './chunk-parts';
import { Counting } from './counting';
import { Evidence, type ContactVerdict } from './evidence';
import { listMark } from './field-mapping';
import { knowHomes } from './storefront-sums';
import type { World } from './world';

const CONTACTS_A_PAGE = 1000;
/** Most contacts one list call takes. */
const A_CALL = 150;

interface Marking extends ImportRow {
  readonly contactId: number;
}

/** The cursor is the offset in Brevo's contacts, oldest first. */
export async function consentChunk(
  context: ChunkContext,
  cursor: string | undefined,
): Promise<ChunkResult> {
  const offset = Number(cursor ?? 0);
  const { verdicts, last } = await judgedPage(context, offset);
  const { consent, changed, importProcess } = await applyVerdicts(context, verdicts);
  const counting = new Counting();
  counting.read = verdicts.length;
  counting.written = changed;
  counting.unchanged = verdicts.length - changed;
  const next = last ? undefined : String(offset + CONTACTS_A_PAGE);
  return { ...chunkResult(counting, { next, importProcess }), consent };
}

/** Joins and leaves first, marks afterwards. */
export async function applyVerdicts(
  context: ChunkContext,
  verdicts: readonly ContactVerdict[],
): Promise<{
  readonly consent: ConsentSummary;
  readonly changed: number;
  readonly importProcess: number | undefined;
}> {
  const joined: ListJoins[] = [];
  let left = 0;
  for (const listId of listIdsOf(context)) {
    const joining = whoseAnswer(verdicts, listId, 'join');
    const leaving = whoseAnswer(verdicts, listId, 'leave');
    await inCalls(joining, (ids) => context.brevo.addToList(listId, ids));
    await inCalls(leaving, (ids) => context.brevo.removeFromList(listId, ids));
    joined.push({ listId, people: joining.length });
    left += leaving.length;
  }
  return {
    importProcess: await writeMarks(context, verdicts),
    changed: verdicts.filter(isChanged).length,
    consent: {
      contacts: verdicts.length,
      joined: joined.filter(({ people }) => people > 0),
      withoutConsent: verdicts.filter(hasNoConsent).length,
      left,
    },
  };
}

/** How many people would join which list. Reads only. */
export async function countListJoins(world: World, ref: RunRef): Promise<ListJoinPlan> {
  const context = await contextOf(world, ref);
  const joins = new Map<number, number>();
  for (let offset = 0; ; offset += CONTACTS_A_PAGE) {
    const { verdicts, last } = await judgedPage(context, offset);
    for (const listId of listIdsOf(context)) {
      joins.set(listId, (joins.get(listId) ?? 0) + whoseAnswer(verdicts, listId, 'join').length);
    }
    if (last) break;
  }
  const counted = [...joins].map(([listId, people]) => ({ listId, people }));
  return { joins: counted, total: counted.reduce((sum, { people }) => sum + people, 0) };
}

async function judgedPage(context: ChunkContext, offset: number) {
  const evidence = await Evidence.of(context);
  const { contacts } = await context.brevo.listContacts({ offset, limit: CONTACTS_A_PAGE });
  await knowHomes(
    context,
    contacts.map((contact) => ownerOf(context, contact)),
  );
  const verdicts = contacts.map((contact) => evidence.judge(contact)).filter((one) => one !== null);
  return { verdicts, last: contacts.length < CONTACTS_A_PAGE };
}

/** Storefronts may share a list. */
const listIdsOf = ({ plan }: ChunkContext): ReadonlySet<number> =>
  new Set(plan.lists.map(({ listId }) => listId));

/** 0 for contacts that are no customer of this store. */
export const ownerOf = (context: ChunkContext, { attributes: { EXT_ID } }: Contact): number =>
  typeof EXT_ID === 'string' ? customerIdOf(context, EXT_ID) : 0;

const whoseAnswer = (
  verdicts: readonly ContactVerdict[],
  listId: number,
  answer: 'join' | 'leave',
): readonly number[] =>
  verdicts
    .filter((one) =>
      one.verdicts.some((verdict) => verdict.list.listId === listId && verdict.answer === answer),
    )
    .map(({ contact }) => contact.id);

const isChanged = ({ verdicts }: ContactVerdict): boolean =>
  verdicts.some(({ answer }) => answer === 'join' || answer === 'mark' || answer === 'leave');

const hasNoConsent = ({ verdicts }: ContactVerdict): boolean =>
  verdicts.every(({ answer }) => answer === 'no evidence');

async function inCalls(
  ids: readonly number[],
  call: (some: readonly number[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < ids.length; at += A_CALL) await call(ids.slice(at, at + A_CALL));
}

/**
 * The mark follows the deed: written before, it would keep out somebody who was never put on the list. It is never
 * taken back: whoever left, for whatever reason, is not put on the list again by a sync.
 */
function markingOf({ contact, verdicts }: ContactVerdict): Marking | undefined {
  const marks = verdicts.flatMap(({ list, answer }): [string, boolean][] => {
    return answer === 'join' || answer === 'mark' ? [[listMark(list.listId), true]] : [];
  });
  if (marks.length === 0 || typeof contact.email !== 'string') return undefined;
  return { contactId: contact.id, email: contact.email, attributes: Object.fromEntries(marks) };
}

async function writeMarks(
  context: ChunkContext,
  verdicts: readonly ContactVerdict[],
): Promise<number | undefined> {
  const markings = verdicts.map(markingOf).filter((one) => one !== undefined);
  if (markings.length === 0) return undefined;
  if (singlesAreSooner(context, markings.length)) {
    for (const { contactId, attributes } of markings) {
      await context.brevo.updateContact({ by: 'contact', contactId }, { attributes });
    }
    return undefined;
  }
  const rows = markings.map(({ email, attributes }) => ({ email, attributes }));
  const { processId } = await context.brevo.importContacts(rows, context.technicalListId);
  return processId;
}
