// Performs what was decided for a contact, by single calls or one import, and remembers what then is true.
import type { Attributes, ContactKey, ContactUpdate, ImportRow } from '../brevo/contact-records';
import { isFailure } from '../http/failures';
import type { MappedPerson } from '../mapping/contact';
import { singlesAreSooner, type ChunkContext } from './chunk-context';
import type { Counting } from './counting';
import { Lanes } from './lanes';
import type { ContactEntry, ContactIndex } from './memory/contact-index';
import { profileFingerprint, WRITTEN_MARK, writtenMark } from './written-mark';

/** Side by side, ten single calls fill Brevo's ten a second at one second each. */
const LANES = 10;

/** One person on the way to Brevo. `row` is the contact that is known already. */
export interface Passage {
  /** How the report names the person: a customer id, `order:<id>`, `subscriber:<id>`. */
  readonly recordId: string;
  readonly mapped: MappedPerson;
  /** 0 without an account in the shop. */
  readonly customerId: number;
  readonly extId?: string;
  /** Whether the external id is written. */
  readonly linkExt: boolean;
  readonly row: number | undefined;
  /** Mapped attributes that the shop had filled and has no value for now. */
  readonly emptied: readonly string[];
  /** Attributes to empty. */
  readonly clear: readonly string[];
  /** False when the phone belongs to another contact. */
  readonly phone: boolean;
}

export class ContactWriter {
  private readonly lanes = new Lanes(LANES);
  private readonly rows = new Map<string, Passage>();

  constructor(
    private readonly context: ChunkContext,
    private readonly index: ContactIndex,
    private readonly counting: Counting,
  ) {}

  /** Waits until nothing under way touches this person's address, id or phone. */
  async quiet(mapped: MappedPerson, customerId: number): Promise<void> {
    await this.lanes.clear(keysOf(mapped, customerId));
  }

  /** The row of this chunk's import that has the address already. */
  waiting(email: string): Passage | undefined {
    return this.rows.get(email);
  }

  addRow(passage: Passage): void {
    this.rows.set(passage.mapped.email, passage);
  }

  async single(passage: Passage, deed: () => Promise<void>): Promise<void> {
    await this.lanes.start(keysOf(passage.mapped, passage.customerId), deed);
  }

  /** Creates or updates by address; a refused phone costs the phone, not the contact. */
  async upsert(passage: Passage): Promise<void> {
    await this.withPhone(passage, async (attributes) => {
      const ext = passage.linkExt && passage.extId !== undefined ? { ext_id: passage.extId } : {};
      await this.context.brevo.upsertContact({ email: passage.mapped.email, ...ext, attributes });
      return true;
    });
  }

  /** Updates an existing contact; one that was deleted meanwhile is made anew. */
  async update(passage: Passage, key: ContactKey, part: ContactUpdate = {}): Promise<void> {
    const link = passage.linkExt && key.by !== 'ext';
    const written = await this.withPhone(passage, (attributes) => {
      const ext = link && passage.extId !== undefined ? { ext_id: passage.extId } : {};
      const body = { ...part, ...ext, attributes: { ...part.attributes, ...attributes } };
      return this.context.brevo.updateContact(key, body);
    });
    if (!written) await this.upsert(passage);
  }

  /** Sends the collected rows. Answers the process to wait for, if there is one. */
  async finish(): Promise<number | undefined> {
    await this.lanes.done();
    if (this.rows.size === 0) return undefined;
    const passages = [...this.rows.values()];
    if (singlesAreSooner(this.context, passages.length)) {
      for (const passage of passages) await this.single(passage, () => this.upsert(passage));
      await this.lanes.done();
      return undefined;
    }
    const { processId } = await this.context.brevo.importContacts(
      passages.map(importRow),
      this.context.technicalListId,
    );
    for (const passage of passages) this.landed(passage, false);
    return processId;
  }

  /** The contact is in Brevo just so. */
  unchanged(row: number): void {
    this.index.markSeen(row);
    this.counting.unchanged += 1;
  }

  private async withPhone(
    passage: Passage,
    write: (attributes: Attributes) => Promise<boolean>,
  ): Promise<boolean> {
    const withPhone = passage.phone && passage.mapped.phone !== undefined;
    try {
      if (!(await write(attributesOf(passage, withPhone)))) return false;
      this.landed(passage, withPhone);
      return true;
    } catch (error) {
      if (!isFailure(error, 'Rejected')) throw error;
      const duplicates = error.detail.kind === 'Rejected' ? (error.detail.duplicates ?? []) : [];
      const otherDuplicate = duplicates.some((name) => name.toUpperCase() !== 'SMS');
      if (!withPhone || otherDuplicate) {
        this.refuse(passage, otherDuplicate);
        return true;
      }
      const reason = duplicates.length > 0 ? 'phone used by another contact' : 'invalid phone';
      this.counting.note('dropped', reason, passage.recordId);
      return this.withPhone({ ...passage, phone: false }, write);
    }
  }

  private refuse({ recordId, mapped }: Passage, taken: boolean): void {
    if (!taken) this.context.onRefused?.(mapped.email);
    this.counting.note('rejected', taken ? 'e-mail taken' : 'refused by Brevo', recordId);
  }

  private landed(passage: Passage, withPhone: boolean): void {
    const before = passage.row === undefined ? undefined : this.index.emailHash(passage.row);
    const row = this.index.put(this.entryOf(passage, withPhone), passage.row);
    const [high, low] = this.index.emailHash(row);
    if (before !== undefined && (before[0] !== high || before[1] !== low))
      this.context.memory.vacated.push(before);
    if (passage.customerId !== 0) this.index.markSeen(row);
    this.counting.written += 1;
  }

  private entryOf(passage: Passage, withPhone: boolean): ContactEntry {
    const { row, mapped, linkExt, customerId } = passage;
    const known = row === undefined ? UNKNOWN : this.index.known(row);
    const attributes = attributesOf(passage, withPhone);
    const { settings } = this.context;
    return {
      ...known,
      ...(linkExt ? { customerId, foreignExt: false } : {}),
      email: mapped.email,
      phone: withPhone ? digits(mapped.phone) : '',
      written: linkExt ? String(attributes[WRITTEN_MARK]) : known.written,
      fingerprint: profileFingerprint(attributes, { own: linkExt, settings }),
    };
  }
}

/** A contact that Brevo did not have. */
const UNKNOWN = {
  contactId: 0,
  customerId: 0,
  foreignExt: false,
  blocklisted: false,
  listed: false,
  written: '',
} as const;

const digits = (phone: string | undefined): string => (phone ?? '').replace(/\D/g, '');

/** The attributes as they would be written, `''` for those to empty; our own contacts say which are the shop's. */
export function attributesOf(
  { mapped, clear, linkExt }: Pick<Passage, 'mapped' | 'clear' | 'linkExt'>,
  withPhone: boolean,
): Attributes {
  const attributes = {
    ...Object.fromEntries(clear.map((name) => [name, ''])),
    ...mapped.attributes,
    ...(withPhone && mapped.phone !== undefined ? { SMS: mapped.phone } : {}),
  };
  return linkExt ? { ...attributes, [WRITTEN_MARK]: writtenMark(attributes) } : attributes;
}

/** No phone ever: Brevo's import merges people who share one. */
const importRow = (passage: Passage): ImportRow => ({
  email: passage.mapped.email,
  attributes: {
    ...attributesOf(passage, false),
    ...(passage.linkExt && passage.extId !== undefined ? { EXT_ID: passage.extId } : {}),
  },
});

const keysOf = ({ email, phone }: MappedPerson, customerId: number): readonly string[] => [
  `e-mail ${email}`,
  ...(phone === undefined ? [] : [`phone ${digits(phone)}`]),
  ...(customerId === 0 ? [] : [`customer ${customerId}`]),
];
