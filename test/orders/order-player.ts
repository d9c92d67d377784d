// Plays one interleaving of an order's life, its webhooks and a worker's crashes against the flow's own decisions.
import type { LookMode, OrderState } from '../../src/workflows/order/state';
import type {
  OrderEvent,
  OrderFacts,
  OrderReading,
  OrderWork,
} from '../../src/contracts/order-deeds';
import type { OrderTouch } from '../../src/contracts/order-flow';
import type { EventOutcome } from '../../src/contracts/record-changes';
import type { OrderGuards } from '../../src/workflows/order/guards';
import {
  eventAnswered,
  followedUntil,
  nextMove,
  touched,
  wanting,
  workDone,
  type OrderMove,
} from '../../src/workflows/order/moves';
import { freshOrder, rulesOf, type OrderRules } from '../../src/workflows/order/rules';
import { orderStepFor } from '../../src/workflows/order/step';
import { DAY, MINUTE, OrderWorld } from './order-world';

/** A reading as the flow has taken it, and what it queued in answer. */
export interface Looked {
  readonly mode: LookMode;
  readonly facts: OrderFacts;
  readonly ageMs: number;
  readonly stale: boolean;
  readonly queued: readonly OrderEvent[];
}

/** One run of the flow, from its first touch to its end. */
export interface Life {
  readonly looks: Looked[];
  last: OrderState;
  ended: boolean;
}

type Move = Exclude<OrderMove, { kind: 'end' | 'wait' }>;

interface Doing {
  readonly move: Move;
  /** What the shop has answered already. */
  readonly reading?: OrderFacts;
  readonly stale?: boolean;
}

export class OrderPlayer {
  readonly world: OrderWorld;
  readonly lives: Life[] = [];
  /** What must never happen and did. */
  readonly wrongs: string[] = [];
  private readonly rules: OrderRules;
  private hooks = 0;
  private doing: Doing | undefined;
  /** Brevo has what was last answered to be written, as far as the flow can know. */
  private surelyWritten: string | undefined;

  constructor(setting: number, guards: OrderGuards) {
    this.rules = rulesOf({ storeHash: 's', orderId: 1 }, guards);
    const kind = setting % 8;
    const statuses = [0, 0, 0, 11, 7, 10, 2, 99];
    this.world = new OrderWorld(statuses[(setting >> 3) % 8] ?? 0, {
      migrated: kind === 7,
      older: kind === 6,
    });
    this.hooks = 1;
  }

  /** The run that is under way. */
  get life(): Life | undefined {
    const life = this.lives.at(-1);
    return life?.ended === false ? life : undefined;
  }

  happen(count: number): void {
    this.hooks += count;
  }

  deliver(): void {
    if (this.hooks > 0) this.hooks -= 1;
    this.touch({});
  }

  touch(touch: OrderTouch): void {
    const { now } = this.world;
    const life = this.life ?? this.begin();
    const { known, looking } = life.last;
    const next = touched(life.last, touch, { rules: this.rules, now });
    if (touch.seen !== undefined && next.known !== known && looking === null)
      this.note(life, { mode: 'baseline', facts: touch.seen, next });
    life.last = next;
  }

  private begin(): Life {
    const life: Life = { looks: [], last: freshOrder(this.world.now), ended: false };
    this.lives.push(life);
    this.surelyWritten = undefined;
    return life;
  }

  /** The worker takes the next move up; a reading is as old as this. */
  take(stale = false): void {
    const { life, world } = this;
    if (life === undefined || this.doing !== undefined) return;
    const move = nextMove(life.last, this.rules, world.now);
    if (move.kind === 'end') this.end(life);
    if (move.kind === 'look') {
      life.last = move.state;
      this.doing = { move, reading: stale ? world.staleFacts() : world.facts(), stale };
    } else if (move.kind !== 'end' && move.kind !== 'wait') {
      this.doing = { move };
      if (move.kind === 'write') this.begunToWrite(move.work);
    }
  }

  private end(life: Life): void {
    life.ended = true;
    const { events, work, wanted } = life.last;
    if (events.length > 0 || work !== null || wanted !== null)
      this.wrongs.push('a flow ended with work left');
  }

  private begunToWrite({ upsert }: OrderWork): void {
    if (upsert !== undefined && this.surelyWritten === upsert.fingerprint)
      this.wrongs.push('what Brevo had was written again');
  }

  /** Its answer comes; `how` says which, where there are several. */
  finish(how: number): void {
    const { doing, life } = this;
    if (doing === undefined || life === undefined) return;
    this.doing = undefined;
    const { move } = doing;
    switch (move.kind) {
      case 'look':
        this.finishLook(life, doing);
        break;
      case 'write':
        this.finishWrite(life, how);
        break;
      case 'send':
        this.finishSend(life, move.event, how);
        break;
      case 'find':
        this.finishFind(life, move.event, how);
        break;
    }
  }

  private finishLook(life: Life, { reading, stale = false }: Doing): void {
    if (reading === undefined) return;
    const mode = life.last.looking ?? 'touch';
    const order: OrderReading = { kind: 'read', facts: reading };
    const { state } = orderStepFor(this.rules)(life.last, order, this.world.now);
    this.note(life, { mode, facts: reading, next: state, stale });
    if (life.last.rewrite && !state.rewrite) this.surelyWritten = undefined;
    life.last = state;
  }

  private note(
    life: Life,
    {
      mode,
      facts,
      next,
      stale = false,
    }: {
      readonly mode: LookMode;
      readonly facts: OrderFacts;
      readonly next: OrderState;
      readonly stale?: boolean;
    },
  ): void {
    const queued = next.events.slice(life.last.events.length);
    const ageMs = this.world.now - this.world.createdAt;
    life.looks.push({ mode, facts, ageMs, stale, queued });
  }

  /** Refused once in a while; or done, and perhaps done again after a crash. */
  private finishWrite(life: Life, how: number): void {
    const { world } = this;
    const upsert = life.last.work?.upsert;
    if (how % 5 === 4) {
      this.surelyWritten = undefined;
      life.last = workDone(life.last, { kind: 'rejected', reason: 'refused' }, world.now);
      return;
    }
    if (upsert !== undefined) {
      world.upserted = upsert.fingerprint;
      this.surelyWritten = upsert.fingerprint;
    }
    life.last = workDone(life.last, { kind: 'written' }, world.now);
  }

  private finishSend(life: Life, event: OrderEvent, how: number): void {
    const { world, rules } = this;
    const outcomes: readonly EventOutcome[] = [
      { kind: 'sent' },
      { kind: 'sent' },
      { kind: 'lost' },
      { kind: 'lost' },
      { kind: 'later', afterMs: 3_600_000 },
    ];
    const outcome = outcomes[how % outcomes.length] ?? { kind: 'sent' };
    // Of the lost ones the first has arrived.
    if (outcome.kind === 'sent' || how % outcomes.length === 2) world.arrive(event);
    const answer = { to: 'sending', outcome } as const;
    life.last = eventAnswered(life.last, { event, answer, now: world.now }, rules);
  }

  private finishFind(life: Life, event: OrderEvent, how: number): void {
    const { world, rules } = this;
    const isThere = how % 3 === 2 ? undefined : world.shows(event);
    const answer = { to: 'looking', isThere } as const;
    life.last = eventAnswered(life.last, { event, answer, now: world.now }, rules);
  }

  /** A worker dies: what it was doing is begun again, save for an event, of which nobody knows. */
  crash(how: number): void {
    const { doing, life } = this;
    if (doing === undefined || life === undefined) return;
    if (doing.move.kind === 'send') {
      this.finish(how % 2 === 0 ? 2 : 3);
      return;
    }
    const upsert = doing.move.kind === 'write' ? doing.move.work.upsert : undefined;
    if (upsert !== undefined && how % 2 === 0) this.world.upserted = upsert.fingerprint;
    if (doing.move.kind === 'look') this.doing = { move: doing.move, reading: this.world.facts() };
  }

  /** The flow goes on in a fresh history. */
  continueAsNew(): void {
    const { life } = this;
    if (life === undefined || this.doing !== undefined) return;
    life.last = structuredClone(life.last);
  }

  /** To just before the flow would end. */
  almostOver(): void {
    const { life, world } = this;
    if (life === undefined || life.last.known === null) return;
    world.now = Math.max(world.now, followedUntil(life.last, this.rules) - 5 * MINUTE);
  }

  /** Without faults, until there is nothing to do but to wait for the shop. */
  settle(): void {
    for (let turns = 0; turns < 2_000; turns += 1) {
      const { life, world } = this;
      if (life === undefined) return;
      if (this.doing !== undefined) this.finish(0);
      const move = nextMove(life.last, this.rules, world.now);
      if (move.kind === 'end' || (move.kind === 'wait' && life.last.events.length === 0)) return;
      if (move.kind === 'wait') world.now = Math.max(world.now + 1, move.until);
      else this.take();
    }
    this.wrongs.push('the flow never came to rest');
  }

  /** A person starts the flow, or an hourly sync finds the order changed. */
  remind(): void {
    const life = this.life ?? this.begin();
    life.last = wanting(life.last, false);
  }

  pass(ms: number): void {
    this.world.now += ms;
  }

  passDays(days: number): void {
    this.pass(days * DAY);
  }
}
