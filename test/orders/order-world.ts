// A shop with one order, and a Brevo that takes its events late, lost or twice: the outside of the order flow's model.
import type { OrderEvent, OrderFacts } from '../../src/contracts/order-deeds';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** An event on its way to Brevo or there; a question finds it from `shownAt` on. */
interface Arrival {
  readonly event: OrderEvent;
  readonly shownAt: number;
}

const raised = { no: 'partly', partly: 'fully', fully: 'fully' } as const;

export class OrderWorld {
  now = Date.parse('2026-03-01T00:00:00Z');
  readonly createdAt = this.now;
  status: number;
  content = 0;
  shipped: OrderFacts['shipped'] = 'no';
  shippedAt: number | undefined;
  refunds = 0;
  refundedAt: number | undefined;
  fullyRefunded = false;
  archived = false;
  private modifiedAt = this.now;
  /** How often the order has come into each status, or into what leaves evidence of it. */
  readonly entries = new Map<number, number>();
  edits = 0;
  /** A reading from before the last change. */
  private before: OrderFacts;
  readonly arrivals: Arrival[] = [];
  upserted: string | undefined;

  constructor(
    status: number,
    private readonly kind: { readonly migrated: boolean; readonly older: boolean },
  ) {
    this.status = status;
    this.enter(status);
    this.before = this.facts();
  }

  private enter(status: number): void {
    this.entries.set(status, (this.entries.get(status) ?? 0) + 1);
  }

  /** Something happens in the shop; its clock has whole seconds. */
  private change(deed: () => void): void {
    this.before = this.facts();
    this.now += 1_000;
    deed();
    this.modifiedAt = this.now;
  }

  become(status: number): void {
    this.change(() => {
      if (status !== this.status) this.enter(status);
      this.status = status;
    });
  }

  ship(status: number | undefined): void {
    this.change(() => {
      if (this.shipped !== 'fully') this.enter(this.shipped === 'no' ? 3 : 2);
      this.shipped = raised[this.shipped];
      // The date of the first shipment stays.
      this.shippedAt ??= this.now;
      // It left the status it has, and has come back.
      this.status = status ?? this.status;
      this.enter(this.status);
    });
  }

  refund(fully: boolean, status: number | undefined): void {
    this.change(() => {
      this.refunds += 1;
      this.fullyRefunded ||= fully;
      this.refundedAt = this.now;
      this.enter(this.fullyRefunded ? 4 : 14);
      // It left the status it has, and has come back.
      this.status = status ?? this.status;
      this.enter(this.status);
    });
  }

  edit(): void {
    this.change(() => {
      this.content += 1;
      this.edits += 1;
    });
  }

  archive(): void {
    this.change(() => {
      this.archived = true;
    });
  }

  fingerprint(): string {
    return `${this.status}/${this.content}/${this.archived}`;
  }

  facts(): OrderFacts {
    const iso = (ms: number) => new Date(ms).toISOString();
    const { shippedAt, refundedAt } = this;
    return {
      statusId: this.status,
      createdAt: iso(this.createdAt),
      modifiedAt: iso(this.modifiedAt),
      archived: this.archived,
      migrated: this.kind.migrated,
      olderThanConnection: this.kind.older,
      shipped: this.shipped,
      ...(shippedAt === undefined ? {} : { shippedAt: iso(shippedAt) }),
      refunds: this.refunds,
      fullyRefunded: this.fullyRefunded,
      ...(refundedAt === undefined ? {} : { refundedAt: iso(refundedAt) }),
      fingerprint: this.fingerprint(),
      content: String(this.content),
    };
  }

  /** What a server of the shop's says that lags behind, by a minute at most. */
  staleFacts(): OrderFacts {
    return this.now - this.modifiedAt <= MINUTE ? this.before : this.facts();
  }

  /** Brevo shows what it has some minutes later. */
  arrive(event: OrderEvent): void {
    this.arrivals.push({ event, shownAt: this.now + 5 * MINUTE });
  }

  shows(event: OrderEvent): boolean {
    return this.arrivals.some(
      (arrival) => arrival.event.eventId === event.eventId && arrival.shownAt <= this.now,
    );
  }
}
