// One after the other for the same person, side by side for others: of this worker alone.

export class PersonTurns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<T>(person: string, deed: () => Promise<T>): Promise<T> {
    const before = this.last.get(person);
    const turn = (before ?? Promise.resolve()).then(deed, deed);
    this.last.set(person, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(person) === turn) this.last.delete(person);
    }
  }
}
