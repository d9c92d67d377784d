// The mails the toy account was asked to send, and who is blocked from getting any.

/** A mail as tests read it. */
export interface SandboxMail {
  readonly messageId: string;
  readonly email: string;
  readonly templateId: number | undefined;
  /** The template's own when undefined. */
  readonly subject: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly key: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  /** False: taken, and dropped because the person is blocked. */
  readonly delivered: boolean;
}

export interface BlockedPerson {
  readonly email: string;
  readonly code: 'unsubscribedViaEmail' | 'hardBounce' | 'contactFlaggedAsSpam' | 'adminBlocked';
  /** Epoch milliseconds. */
  readonly at: number;
}

export class MailBook {
  /** In the order of arrival. */
  readonly mails: SandboxMail[] = [];
  /** In the order of being blocked. */
  readonly blocked: BlockedPerson[] = [];
  private readonly keys = new Map<string, number>();

  constructor(
    /** Active templates by id. */
    readonly templates: ReadonlySet<number>,
    /** Real milliseconds during which a key is remembered. */
    private readonly keyMs: number,
  ) {}

  isBlocked(email: string): boolean {
    return this.blocked.some((person) => person.email === email);
  }

  /** False when this key was used not long ago. */
  claim(key: string, now: number): boolean {
    const last = this.keys.get(key);
    if (last !== undefined && now - last < this.keyMs) return false;
    this.keys.set(key, now);
    return true;
  }
}
