// Order sums and lists of the people that live changes touch, within the guard on joining lists.
import type { ContactVerdict } from '../evidence';
import { applyVerdicts } from '../consent-chunk';
import type { Counting } from '../counting';
import type { TouchedPerson } from '../memory/touched-people';
import { judgePeople } from '../see-to-people';
import type { LiveWork } from './live-context';

/** So many addresses one request for customers asks about. */
const PEOPLE_AT_ONCE = 20;

interface Seeing {
  readonly counting: Counting;
  /** So many have joined in this burst. */
  readonly joined: number;
}

/** Answers how many people were put on a list. */
export async function seeToLivePeople(
  { context }: LiveWork,
  people: readonly TouchedPerson[],
  { counting, joined }: Seeing,
): Promise<number> {
  const each = oneByOne(people);
  let more = 0;
  for (let at = 0; at < each.length; at += PEOPLE_AT_ONCE) {
    const verdicts = await judgePeople(context, each.slice(at, at + PEOPLE_AT_ONCE), {
      counting,
      whole: true,
    });
    const joining = verdicts.filter(joins).length;
    const guarded = joined + more + joining > context.plan.maxListJoins;
    // A sync finds them by their date of change, and asks a person first.
    await applyVerdicts(context, guarded ? verdicts.map(withoutJoins) : verdicts);
    if (!guarded) more += joining;
  }
  return more;
}

const joins = ({ verdicts }: ContactVerdict): boolean =>
  verdicts.some(({ answer }) => answer === 'join');

const withoutJoins = ({ contact, verdicts }: ContactVerdict): ContactVerdict => ({
  contact,
  verdicts: verdicts.filter(({ answer }) => answer !== 'join'),
});

function oneByOne(people: readonly TouchedPerson[]): readonly TouchedPerson[] {
  const byKey = new Map<string, TouchedPerson>();
  for (const person of people) {
    const before = byKey.get(person.key.join());
    byKey.set(person.key.join(), {
      ...before,
      ...person,
      metrics: person.metrics || before?.metrics === true,
      said: person.said || before?.said === true,
    });
  }
  return [...byKey.values()];
}
