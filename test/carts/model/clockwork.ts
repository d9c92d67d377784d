// Turns made-up time: what is planned happens in order, what falls together in any order, all of it by one seed.

export type Random = () => number;

/** mulberry32: small, fast, the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export class Clockwork {
  now = 0;
  private planned: Planned[] = [];

  constructor(readonly random: Random) {}

  chance(share: number): boolean {
    return this.random() < share;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  in(afterMs: number, run: () => void): void {
    const at = this.now + Math.max(0, afterMs);
    this.planned.push({ at, order: this.random(), run });
  }

  /** False when nothing is left. */
  turn(): boolean {
    let first = 0;
    for (let at = 1; at < this.planned.length; at += 1) if (this.isEarlier(at, first)) first = at;
    const next = this.planned[first];
    const last = this.planned.pop();
    if (next === undefined || last === undefined) return false;
    if (next !== last) this.planned[first] = last;
    this.now = next.at;
    next.run();
    return true;
  }

  private isEarlier(one: number, other: number): boolean {
    const [first, second] = [this.planned[one], this.planned[other]];
    if (first === undefined || second === undefined) return false;
    return first.at === second.at ? first.order < second.order : first.at < second.at;
  }
}
