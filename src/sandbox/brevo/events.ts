// What the toy account has heard of its contacts.

/** An event as tests read it. */
export interface SandboxEvent {
  readonly name: string;
  /** Undefined when nobody has the identifiers: such an event starts nothing. */
  readonly contactId: number | undefined;
  /** Epoch milliseconds. */
  readonly date: number;
  readonly receivedAt: number;
  readonly properties: Readonly<Record<string, unknown>>;
}
