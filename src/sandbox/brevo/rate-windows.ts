// Brevo's request windows: ten contacts calls a second, a hundred calls an hour for whatever has no row of its own.
import { realMs, type SandboxClock } from '../clock';
import type { BrevoSwitches, Rate, RateGroup } from './settings';

export interface RateVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

// developers.brevo.com/docs/api-limits, General plan.
const standardRates: Readonly<Record<RateGroup, Rate>> = {
  contacts: { limit: 10, windowMs: 1_000 },
  events: { limit: 10, windowMs: 1_000 },
  orders: { limit: 5, windowMs: 1_000 },
  products: { limit: 2, windowMs: 1_000 },
  mail: { limit: 1_000, windowMs: 1_000 },
  mailList: { limit: 2, windowMs: 1_000 },
  hourly: { limit: 100, windowMs: 3_600_000 },
};

const rowsOfTheirOwn: Readonly<Partial<Record<string, RateGroup>>> = {
  'POST /orders/status': 'orders',
  'POST /products': 'products',
  'POST /events': 'events',
  'POST /smtp/email': 'mail',
  'GET /smtp/blockedContacts': 'mail',
  'GET /smtp/emails': 'mailList',
};

/** Which window a call spends from. The path comes without `/v3`. */
export function rateGroup(method: string, path: string, switches: BrevoSwitches): RateGroup {
  const row = rowsOfTheirOwn[`${method} ${path}`];
  if (row !== undefined) return row;
  if (path === '/contacts') return switches.bareContactsHourly ? 'hourly' : 'contacts';
  if (path === '/contacts/import') return switches.importsHourly ? 'hourly' : 'contacts';
  return path.startsWith('/contacts/') ? 'contacts' : 'hourly';
}

/** Counts calls per window; a window opens with its first call. */
export class RateWindows {
  private readonly rates: Readonly<Record<RateGroup, Rate>>;
  private readonly windows = new Map<RateGroup, { endsAt: number; used: number }>();
  private lowest: number;

  constructor(
    private readonly clock: SandboxClock,
    rates: Partial<Readonly<Record<RateGroup, Rate>>> = {},
  ) {
    this.rates = { ...standardRates, ...rates };
    this.lowest = this.rates.hourly.limit;
  }

  spend(group: RateGroup, now: number): RateVerdict {
    const rate = this.rates[group];
    const window = this.open(group, now);
    const allowed = window.used < rate.limit;
    if (allowed) window.used += 1;
    const remaining = rate.limit - window.used;
    if (group === 'hourly') this.lowest = Math.min(this.lowest, remaining);
    const headers = {
      'x-sib-ratelimit-limit': String(rate.limit),
      'x-sib-ratelimit-remaining': String(remaining),
      'x-sib-ratelimit-reset': this.seconds(window.endsAt - now),
    };
    return { allowed, headers };
  }

  /** The fewest calls that were ever left in the hourly window. */
  hourlyLowest(): number {
    return this.lowest;
  }

  private open(group: RateGroup, now: number): { endsAt: number; used: number } {
    const current = this.windows.get(group);
    if (current !== undefined && now < current.endsAt) return current;
    const fresh = { endsAt: now + realMs(this.clock, this.rates[group].windowMs), used: 0 };
    this.windows.set(group, fresh);
    return fresh;
  }

  // Whole seconds as at Brevo; a scaled clock needs fractions, or a scaled window would seem to last a second.
  private seconds(ms: number): string {
    return this.clock.scale === 1 ? String(Math.ceil(ms / 1_000)) : String(Math.ceil(ms) / 1_000);
  }
}
