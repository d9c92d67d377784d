// Whom Brevo lets no transactional mail through to: read whole once, and from then on only what is new.
import type { Brevo } from '../../brevo/client';
import { toEmail } from '../../mapping/email';
import { hash64 } from '../../mapping/fingerprint';

interface Known {
  readonly people: Set<string>;
  /** Epoch milliseconds. */
  readonly readAt: number;
}

/** Brevo's most. */
const A_PAGE = 100;
/** Then it is read whole again: somebody may have been let in again. */
const FRESH_MS = 6 * 3_600_000;

export class BlockedPeople {
  private readonly accounts = new Map<string, Known>();

  /** Reads the whole list where it is not known yet, and says whether it did; Brevo cannot be asked about one person. */
  async prepare(account: string, brevo: Brevo, now: number): Promise<boolean> {
    const known = this.accounts.get(account);
    if (known !== undefined && now - known.readAt < FRESH_MS) return false;
    const people = new Set<string>();
    await readInto(people, brevo, { whole: true });
    this.accounts.set(account, { people, readAt: now });
    return true;
  }

  /** Asks for what is new. Call `prepare` before. */
  async has(account: string, brevo: Brevo, email: string): Promise<boolean> {
    const people = this.accounts.get(account)?.people ?? new Set<string>();
    await readInto(people, brevo, { whole: false });
    return people.has(markOf(email));
  }
}

/** The latest come first: not whole, it ends at the first page that holds somebody known. */
async function readInto(
  people: Set<string>,
  brevo: Brevo,
  { whole }: { readonly whole: boolean },
): Promise<void> {
  for (let offset = 0; ; offset += A_PAGE) {
    const { contacts } = await brevo.listBlocked({ offset, limit: A_PAGE });
    const marks = contacts.map(({ email }) => markOf(email));
    const meetsKnown = marks.some((mark) => people.has(mark));
    for (const mark of marks) people.add(mark);
    if (contacts.length < A_PAGE || (!whole && meetsKnown)) return;
  }
}

const markOf = (written: string): string => {
  const address = toEmail(written);
  return hash64(address.ok ? address.email : written).join();
};
