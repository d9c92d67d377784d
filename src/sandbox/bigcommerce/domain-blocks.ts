// A domain that fails too often is not called for three minutes (webhooks/overview.mdx).

import { realMs } from '../clock';
import type { SandboxClock } from '../clock';

/** As `GET /v3/hooks/admin` shows it. */
export interface BlockedDomain {
  readonly destination: string;
  /** Seconds. */
  readonly time_left: number;
  readonly reasons: readonly {
    readonly failure_description: string;
    readonly count: number;
    readonly timestamp: number;
  }[];
}

export interface DomainBlocks {
  /** Counts an answer of this domain, and may block it. */
  count(domain: string, succeeded: boolean): void;
  isBlocked(domain: string): boolean;
  list(): readonly BlockedDomain[];
}

const windowMs = 120_000;
const blockMs = 180_000;
const leastRequests = 100;
const leastRatio = 0.9;

interface Domain {
  readonly answers: { readonly at: number; readonly succeeded: boolean }[];
  /** The first of them inside the window. */
  first: number;
  good: number;
  blockedUntil: number;
  failures: number;
}

const emptyDomain = (): Domain => ({
  answers: [],
  first: 0,
  good: 0,
  blockedUntil: 0,
  failures: 0,
});

export function createDomainBlocks(clock: SandboxClock): DomainBlocks {
  const domains = new Map<string, Domain>();
  const isBlocked = (domain: string): boolean =>
    (domains.get(domain)?.blockedUntil ?? 0) > clock.now();
  return {
    isBlocked,
    count: (name, succeeded) => {
      const now = clock.now();
      const domain = domains.get(name) ?? emptyDomain();
      domains.set(name, domain);
      const { answers } = domain;
      answers.push({ at: now, succeeded });
      if (succeeded) domain.good += 1;
      forget(domain, now - realMs(clock, windowMs));
      const counted = answers.length - domain.first;
      if (counted < leastRequests || domain.good >= counted * leastRatio) return;
      const failures = counted - domain.good;
      const blockedUntil = now + realMs(clock, blockMs);
      domains.set(name, { ...emptyDomain(), blockedUntil, failures });
    },
    list: () =>
      [...domains]
        .filter(([name]) => isBlocked(name))
        .map(([destination, { blockedUntil, failures }]) => ({
          destination,
          time_left: Math.ceil(((blockedUntil - clock.now()) * clock.scale) / 1000),
          reasons: [
            {
              failure_description: 'The success ratio of the domain is below 90 %.',
              count: failures,
              timestamp: Math.floor(clock.now() / 1000),
            },
          ],
        })),
  };
}

/** Drops what is older; the list itself is cut now and then only, so that a storm stays cheap. */
function forget(domain: Domain, until: number): void {
  const { answers } = domain;
  for (let oldest = answers[domain.first]; oldest !== undefined; oldest = answers[domain.first]) {
    if (oldest.at > until) break;
    if (oldest.succeeded) domain.good -= 1;
    domain.first += 1;
  }
  if (domain.first > 1000) domain.first -= answers.splice(0, domain.first).length;
}
