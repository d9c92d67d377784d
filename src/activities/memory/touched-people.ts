// The people whose records an incremental sync has read: only their metrics and lists are looked at.
import { Parts } from './parts';
import type { Key } from './row-table';

export interface TouchedPerson {
  readonly key: Key;
  /** Absent where the contact is known by its row alone: a customer whose new address is taken. */
  readonly email?: string;
  /** The orders must be summed again. */
  readonly metrics: boolean;
  /** A subscription was made, changed or withdrawn. */
  readonly said: boolean;
  /** An order of this shop leads here. */
  readonly ordered?: true;
}

interface Source {
  readonly parts: Parts<null>;
  readonly people: Map<string, TouchedPerson>;
}

/** Kept per source (a list in a round, or what was looked at again); a repeated chunk adds and never takes away. */
export class TouchedPeople {
  private readonly sources = new Map<string, Source>();
  private readonly done = new Set<string>();

  note(
    source: string,
    chunk: { readonly cursor?: string | undefined; readonly next?: string | undefined },
    people: readonly TouchedPerson[],
  ): void {
    const known = this.sources.get(source) ?? { parts: new Parts<null>(), people: new Map() };
    this.sources.set(source, known);
    known.parts.set(chunk.cursor, chunk.next, null);
    for (const person of people) addPerson(known.people, person);
  }

  /** Whether this worker has read the whole of it. */
  knows(source: string): boolean {
    return this.sources.get(source)?.parts.complete === true;
  }

  /** Those of a round that have not been seen to. */
  waiting(round: number, sources: readonly string[]): readonly TouchedPerson[] {
    const people = new Map<string, TouchedPerson>();
    for (const source of sources) {
      for (const person of this.sources.get(source)?.people.values() ?? [])
        addPerson(people, person);
    }
    return [...people.values()].filter(({ key }) => !this.done.has(`${round} ${key.join()}`));
  }

  finish(round: number, { key }: TouchedPerson): void {
    this.done.add(`${round} ${key.join()}`);
  }
}

function addPerson(people: Map<string, TouchedPerson>, person: TouchedPerson): void {
  const key = person.key.join();
  const before = people.get(key);
  people.set(key, {
    ...before,
    ...person,
    metrics: person.metrics || before?.metrics === true,
    said: person.said || before?.said === true,
  });
}
