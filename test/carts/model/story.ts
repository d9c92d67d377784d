// One explored story of one cart: shopper, deliveries, workflow and activities in one order out of many, by its seed.
import { everyGuard, type Guarding } from '../../../src/contracts/cart-guards';
import type { CartEvent } from '../../../src/contracts/cart-deeds';
import type { CartPlan } from '../../../src/contracts/cart-recovery';
import { unanswered, type DoableDeed } from '../../../src/workflows/cart/answers';
import {
  freshCart,
  type CartFact,
  type CartState,
  type CartTurn,
} from '../../../src/workflows/cart/state';
import { stepUnder } from '../../../src/workflows/cart/step';
import { Clockwork, seeded } from './clockwork';
import type { Counters } from './counters';
import { perform } from './deeds';
import { Ledger } from './ledger';
import { begin, doSomething, freshTruth, type Street } from './shopper';
import type { Attempt, Stage } from './stage';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 60_000;
/** An attempt that was held up for longer sends nothing any more. */
const SENDS_WITHIN_MS = 45_000;
const START_WITHIN_MS = 600_000;
const MOST_MOVES = 20_000;

export interface Told {
  readonly seed: number;
  readonly counters: Counters;
  readonly on?: Guarding;
}

/** What must never happen and did, in words; empty for a good story. */
export function tell({ seed, counters, on = everyGuard }: Told): readonly string[] {
  const story = new Story(seed, counters, on);
  return story.toItsEnd();
}

class Story {
  private readonly clock: Clockwork;
  private readonly ledger = new Ledger();
  private readonly stage: Stage;
  private readonly street: Street;
  private state: CartState;
  private started = false;
  private ended = false;
  private busy = false;
  private turnPlanned = false;
  private timerAt: number | undefined;
  private isWatched = false;
  private heardOrder = false;
  private lastMail = { name: '', outcome: '' };
  private readonly abandonments = new Set<string>();
  private downFrom = Infinity;
  private downUntil = 0;

  constructor(
    seed: number,
    private readonly counters: Counters,
    private readonly on: Guarding,
  ) {
    const clock = new Clockwork(seeded(seed));
    clock.now = 1_000_000;
    this.clock = clock;
    const truth = freshTruth(clock);
    const plan = planOf(clock);
    this.stage = { clock, truth, ledger: this.ledger, plan, on, counters };
    const deliver = (fact: CartFact): void => {
      this.hear(fact);
    };
    this.street = { clock, truth, ledger: this.ledger, counters, deliver };
    this.state = freshCart({ storeHash: 's', cartId: 'c' });
    this.planOutage();
    counters.stories += 1;
    begin(this.street);
  }

  toItsEnd(): readonly string[] {
    let moves = 0;
    while (!this.ended && moves < MOST_MOVES && this.clock.turn()) moves += 1;
    if (this.started && !this.ended) this.ledger.wrong(`never ends: ${this.state.phase}`);
    return this.ledger.violations;
  }

  private planOutage(): void {
    const { clock } = this;
    if (!clock.chance(0.1)) return;
    this.counters.outages += 1;
    this.downFrom = clock.now + clock.between(0, 80 * HOUR_MS);
    this.downUntil = this.downFrom + clock.between(MINUTE_MS, 100 * HOUR_MS);
  }

  private isDown(): boolean {
    return this.clock.now >= this.downFrom && this.clock.now < this.downUntil;
  }

  /** Temporal keeps what nobody is there to hear. */
  private whenUp(run: () => void): void {
    if (this.isDown()) this.clock.in(this.downUntil - this.clock.now, run);
    else run();
  }

  private hear(fact: CartFact): void {
    this.whenUp(() => {
      if (this.ended) return;
      this.started = true;
      if (fact.kind === 'ordered') this.heardOrder = true;
      this.take(fact);
      if (!this.busy) this.planTurn();
    });
  }

  private take(fact: CartFact): void {
    const before = this.state;
    this.state = stepUnder(this.on)(before, fact, this.clock.now).state;
    if (this.state.episode > before.episode) this.checkAbandonment();
  }

  private checkAbandonment(): void {
    this.counters.abandonments += 1;
    const { abandonment } = this.state;
    const about = `${abandonment?.told.content ?? ''} ${abandonment?.changedAt ?? 0}`;
    if (this.abandonments.has(about)) this.ledger.wrong('two abandonments of one episode');
    this.abandonments.add(about);
    const quietMs = this.clock.now - (abandonment?.changedAt ?? 0);
    if (quietMs < Math.min(HOUR_MS, this.stage.plan.abandonAfterMs))
      this.ledger.wrong('abandoned while the shopper was there');
    if (quietMs > 48 * HOUR_MS) this.ledger.wrong('an abandonment of long ago');
  }

  private planTurn(): void {
    if (this.turnPlanned) return;
    this.turnPlanned = true;
    this.clock.in(this.clock.between(0, 200), () => {
      this.whenUp(() => {
        this.turnPlanned = false;
        if (!this.ended && !this.busy) this.turn();
      });
    });
  }

  private turn(): void {
    const turn = stepUnder(this.on)(this.state, { kind: 'time' }, this.clock.now);
    const { deeds } = turn;
    this.state = turn.state;
    if (deeds.some(({ kind }) => kind === 'end')) {
      this.ended = true;
      if (this.ledger.listed.size > 0) this.ledger.wrong('left on the list');
      return;
    }
    if (deeds.length === 0) this.sleep(turn);
    else this.start(deeds.flatMap((deed) => (deed.kind === 'end' ? [] : [deed])));
  }

  private sleep({ wakeAt, quietAt }: Pick<CartTurn, 'wakeAt' | 'quietAt'>): void {
    if (quietAt !== undefined && !this.isWatched) {
      this.isWatched = true;
      this.lookForQuiet(quietAt - this.clock.now);
    }
    if (wakeAt === undefined) return;
    if (this.timerAt !== undefined && this.timerAt <= wakeAt && this.timerAt > this.clock.now)
      return;
    this.timerAt = wakeAt;
    if (this.state.abandonment?.plannedAt !== undefined && this.clock.chance(0.3))
      this.raceIn(wakeAt - this.clock.now - 4_000);
    this.clock.in(wakeAt - this.clock.now, () => {
      if (!this.busy) this.planTurn();
    });
  }

  /** Attempt after attempt, each as late as the one before has found that it may be. */
  private lookForQuiet(afterMs: number): void {
    const { clock, stage } = this;
    clock.in(afterMs, () => {
      this.whenUp(() => {
        const { cart, changedAt } = stage.truth;
        const restMs = cart === 'there' ? changedAt + stage.plan.abandonAfterMs - clock.now : 0;
        if (restMs > 0) {
          this.lookForQuiet(restMs);
          return;
        }
        clock.in(latency(clock), () => {
          this.whenUp(() => {
            this.isWatched = false;
            this.hear({ kind: 'quiet' });
          });
        });
      });
    });
  }

  private raceIn(afterMs: number): void {
    this.clock.in(afterMs + this.clock.between(0, 8_000), () => {
      doSomething(this.street, 'race');
    });
  }

  private start(deeds: readonly DoableDeed[]): void {
    this.busy = true;
    let open = deeds.length;
    for (const deed of deeds) {
      this.checkDeed(deed);
      this.attempt(deed, () => {
        open -= 1;
        if (open > 0) return;
        this.busy = false;
        this.planTurn();
      });
    }
  }

  private checkDeed(deed: DoableDeed): void {
    if (isBold(deed) && this.heardOrder)
      this.ledger.wrong(`${deed.kind} after hearing of the purchase`);
    if (deed.kind === 'tell') this.checkEvent(deed.event);
    if (deed.kind === 'mail') this.checkMail(deed.request);
  }

  private checkEvent({ what, episode }: CartEvent): void {
    if (what === 'recovered' && episode === 0) this.ledger.wrong('recovered, but never abandoned');
    if (what === 'abandoned' && this.state.phase !== 'abandoned')
      this.ledger.wrong('called abandoned when it is not any more');
  }

  private checkMail({ episode, step, after }: { episode: number; step: number; after?: 'lost' }) {
    const { outcome, name } = this.lastMail;
    const isSame = name === `${episode}:${step}`;
    if (isSame && outcome === 'lost' && after !== 'lost')
      this.ledger.wrong('sent again without looking');
    if (isSame && outcome === 'unknown') this.ledger.wrong('tried again though nobody knows');
    const plannedAt = this.state.abandonment?.plannedAt ?? 0;
    if (this.clock.now - plannedAt > 48 * HOUR_MS) this.ledger.wrong('a mail of long ago');
    if (this.clock.chance(0.3)) this.raceIn(0);
  }

  /** Two attempts may overlap: one whose answer never came may still be at work. */
  private attempt(deed: DoableDeed, done: () => void): void {
    const { clock, counters } = this;
    const scheduledAt = clock.now;
    let answered = false;
    const answer = (fact: CartFact): void => {
      if (answered) return;
      answered = true;
      this.whenUp(() => {
        if (fact.kind === 'mailed')
          this.lastMail = { name: `${fact.episode}:${fact.step}`, outcome: fact.outcome.kind };
        this.take(fact);
        done();
      });
    };
    const diesAt = clock.chance(0.03) ? clock.between(0, 5) : Infinity;
    const hangsAt = clock.chance(0.01) ? clock.between(0, 5) : Infinity;
    if (diesAt < Infinity) counters.crashes += 1;
    if (hangsAt < Infinity) counters.zombies += 1;
    let moves = 0;
    let beganAt = Infinity;
    const attempt: Attempt = {
      answer,
      isOld: () => clock.now - beganAt > SENDS_WITHIN_MS,
      go: (move) => {
        const at = moves;
        moves += 1;
        if (at === diesAt) return;
        const hang = at === hangsAt ? clock.between(MINUTE_MS, 3 * MINUTE_MS) : 0;
        clock.in(hang + latency(clock), () => {
          if (!this.isDown()) move();
        });
      },
    };
    this.whenUp(() => {
      if (clock.now - scheduledAt > START_WITHIN_MS && isOnce(deed)) {
        answer({ kind: 'failed' });
        return;
      }
      beganAt = clock.now;
      clock.in(TIMEOUT_MS, () => {
        answer(unanswered(deed));
      });
      perform(this.stage, deed, attempt);
    });
  }
}

/** Said to somebody who should not be bothered any more once the purchase is known. */
const isBold = (deed: DoableDeed): boolean =>
  deed.kind === 'mail' ||
  deed.kind === 'join' ||
  (deed.kind === 'tell' && deed.event.what === 'abandoned');

const isOnce = ({ kind }: DoableDeed): boolean => kind !== 'leave' && kind !== 'look for';

/** Mostly quick; now and then a look takes more than five seconds. */
const latency = (clock: Clockwork): number =>
  clock.chance(0.05) ? clock.between(1_000, 6_000) : clock.between(20, 400);

function planOf(clock: Clockwork): CartPlan {
  const abandonAfterMs = clock.chance(0.5) ? HOUR_MS : clock.between(20, 180) * MINUTE_MS;
  if (clock.chance(0.1)) return { abandonAfterMs, steps: [] };
  const delays = [HOUR_MS, 24 * HOUR_MS, 48 * HOUR_MS];
  return { abandonAfterMs, steps: delays.map((delayMs) => ({ delayMs })) };
}
