// All contacts with one unique index per kind of identifier.
import type { AttributeValue } from './attribute-book';
import type { IdentifierKind } from './identifiers';

/** A contact as tests read it. */
export interface SandboxContact {
  readonly id: number;
  readonly email: string | undefined;
  readonly extId: string | undefined;
  /** Digits with country code. */
  readonly sms: string | undefined;
  readonly emailBlacklisted: boolean;
  readonly smsBlacklisted: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly listIds: ReadonlySet<number>;
  readonly listUnsubscribed: ReadonlySet<number>;
  /** Without the identifiers. */
  readonly attributes: ReadonlyMap<string, AttributeValue>;
}

export class ContactRecord implements SandboxContact {
  emailBlacklisted = false;
  smsBlacklisted = false;
  modifiedAt: number;
  readonly listIds = new Set<number>();
  readonly listUnsubscribed = new Set<number>();
  readonly attributes = new Map<string, AttributeValue>();
  readonly identifiers = new Map<IdentifierKind, string>();

  constructor(
    readonly id: number,
    readonly createdAt: number,
  ) {
    this.modifiedAt = createdAt;
  }

  get email(): string | undefined {
    return this.identifiers.get('EMAIL');
  }

  get extId(): string | undefined {
    return this.identifiers.get('EXT_ID');
  }

  get sms(): string | undefined {
    return this.identifiers.get('SMS');
  }
}

export class ContactBook {
  /** In order of creation. */
  readonly byId = new Map<number, ContactRecord>();
  private lastId = 0;
  private readonly indexes: Readonly<Record<IdentifierKind, Map<string, ContactRecord>>> = {
    EXT_ID: new Map(),
    EMAIL: new Map(),
    SMS: new Map(),
    WHATSAPP: new Map(),
    LANDLINE_NUMBER: new Map(),
  };

  find(kind: IdentifierKind, value: string): ContactRecord | undefined {
    return this.indexes[kind].get(value);
  }

  create(now: number): ContactRecord {
    this.lastId += 1;
    const contact = new ContactRecord(this.lastId, now);
    this.byId.set(contact.id, contact);
    return contact;
  }

  /** Gives the contact this identifier, `''` takes it away. The caller has made sure that it is free. */
  identify(contact: ContactRecord, kind: IdentifierKind, value: string): void {
    const before = contact.identifiers.get(kind);
    if (before !== undefined) this.indexes[kind].delete(before);
    contact.identifiers.delete(kind);
    if (value === '') return;
    contact.identifiers.set(kind, value);
    this.indexes[kind].set(value, contact);
  }

  remove(contact: ContactRecord): void {
    for (const [kind, value] of contact.identifiers) this.indexes[kind].delete(value);
    this.byId.delete(contact.id);
  }
}
