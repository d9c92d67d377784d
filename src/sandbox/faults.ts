// Faults by rule: the sandbox breaks on purpose, before or after the effect of a call.

export interface FaultRule {
  /** Vendor the rule is for. */
  readonly api: 'bigcommerce' | 'brevo';
  readonly method?: string;
  /** Tested against the path with its query. */
  readonly path: RegExp;
  /** How many matching calls pass unharmed first; 0 by default. */
  readonly skip?: number;
  /** How many calls are hit; 1 by default. */
  readonly times?: number;
  readonly fault: Fault;
}

export type Fault =
  /** Answers this status without any effect. `html` sends an HTML error page. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly html?: true;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  /** The connection breaks before anything happened. */
  | { readonly kind: 'reset' }
  /** Everything happened, then the connection breaks: the lost answer. */
  | { readonly kind: 'lost' }
  /** The answer comes late (real milliseconds). */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The answer comes when the test lets it. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** The body of the true answer is cut in half. */
  | { readonly kind: 'truncated' }
  /** The true answer's JSON is changed before it is sent. */
  | { readonly kind: 'reshape'; readonly change: (body: unknown) => unknown };

/** Holds the rules of one sandbox; a rule that is used up is forgotten. */
export class Faults {
  private rules: { rule: FaultRule; seen: number }[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, seen: 0 });
  }

  clear(): void {
    this.rules = [];
  }

  /** The fault for this call, if any; counts the call against every rule that matches. */
  take(api: FaultRule['api'], method: string, path: string): Fault | undefined {
    for (const entry of this.rules) {
      const { rule } = entry;
      if (rule.api !== api || !rule.path.test(path)) continue;
      if (rule.method !== undefined && rule.method !== method) continue;
      entry.seen += 1;
      const skip = rule.skip ?? 0;
      if (entry.seen > skip && entry.seen <= skip + (rule.times ?? 1)) return rule.fault;
    }
    return undefined;
  }
}
