// Addresses that Brevo has refused to make contacts of a moment ago: their orders need not wait for them.
import { hash64 } from '../../mapping/fingerprint';

/** Somebody may have put right what Brevo did not like. */
const FRESH_MS = 600_000;
const MOST_KNOWN = 10_000;

export class RefusedPeople {
  /** Until when, in epoch milliseconds; the latest come last. */
  private readonly until = new Map<string, number>();

  note(storeHash: string, email: string, now: number): void {
    const key = keyOf(storeHash, email);
    this.until.delete(key);
    this.until.set(key, now + FRESH_MS);
    for (const [old] of this.until) {
      if (this.until.size <= MOST_KNOWN) break;
      this.until.delete(old);
    }
  }

  has(storeHash: string, email: string, now: number): boolean {
    return (this.until.get(keyOf(storeHash, email)) ?? 0) > now;
  }
}

const keyOf = (storeHash: string, email: string): string => `${storeHash} ${hash64(email).join()}`;
