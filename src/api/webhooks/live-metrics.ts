// Webhooks and the inbox for Prometheus, read when they are asked for.
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Inbox } from '../inbox/inbox';
import type { WebhookCounts } from './webhook-counts';

export interface LiveFigures {
  readonly inbox: Inbox;
  readonly counts: WebhookCounts;
}

export function liveMetrics(register: Registry, { inbox, counts }: LiveFigures): void {
  counter(register, {
    name: 'tajo_webhooks_total',
    help: 'Webhooks by what was answered to them.',
    label: 'outcome',
    figures: counts.outcomes,
  });
  counter(register, {
    name: 'tajo_deliveries_total',
    help: 'Accepted deliveries by what became of them.',
    label: 'fate',
    figures: counts.fates,
  });
  new Gauge({
    name: 'tajo_inbox_deliveries',
    help: 'Deliveries in the inbox.',
    labelNames: ['state'] as const,
    registers: [register],
    collect() {
      const { waiting, parkedDeliveries } = inbox.report();
      this.set({ state: 'waiting' }, waiting);
      this.set({ state: 'parked' }, parkedDeliveries);
    },
  });
  new Gauge({
    name: 'tajo_inbox_oldest_seconds',
    help: 'How long the oldest delivery waits; 0 when none does.',
    registers: [register],
    collect() {
      const { oldestAt } = inbox.report();
      const since = oldestAt === null ? Date.now() : Date.parse(oldestAt);
      this.set(Math.max(0, (Date.now() - since) / 1000));
    },
  });
}

interface Counted {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly figures: ReadonlyMap<string, number>;
}

const counter = (register: Registry, { name, help, label, figures }: Counted): Counter =>
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [register],
    collect() {
      this.reset();
      for (const [value, count] of figures) this.inc({ [label]: value }, count);
    },
  });
