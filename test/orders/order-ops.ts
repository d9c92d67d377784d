// What can happen to an order and to the flow that follows it: each number of an interleaving is one of these.
import type { OrderPlayer } from './order-player';
import { MINUTE } from './order-world';

type Op = (player: OrderPlayer, how: number) => void;

const ENTRIES = [11, 7, 1, 10, 6];
const ANY = [1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 5, 0, 4, 14, 99];

/** None of its webhooks, one or two of them come. */
const told = (player: OrderPlayer, how: number): void => {
  player.happen(how % 3);
};

const shop: readonly Op[] = [
  (player, how) => {
    if (player.world.status === 0) player.world.become(ENTRIES[how % ENTRIES.length] ?? 11);
    told(player, how >> 3);
  },
  (player, how) => {
    player.world.become(ANY[how % ANY.length] ?? 10);
    told(player, how >> 4);
  },
  (player, how) => {
    player.world.ship([2, 3, undefined, 10][how % 4]);
    told(player, how >> 2);
  },
  (player, how) => {
    const fully = how % 2 === 0;
    player.world.refund(fully, [fully ? 4 : 14, undefined, 5][(how >> 1) % 3]);
    told(player, how >> 3);
  },
  (player, how) => {
    player.world.edit();
    told(player, how);
  },
  (player, how) => {
    if (how % 4 === 0) player.world.archive();
    told(player, how >> 2);
  },
];

const work: readonly Op[] = [
  (player) => {
    player.deliver();
  },
  (player) => {
    player.touch({});
  },
  (player) => {
    player.take();
  },
  (player, how) => {
    player.take(how % 4 === 0);
  },
  (player, how) => {
    player.finish(how);
  },
  (player, how) => {
    player.take();
    player.finish(how);
  },
  (player, how) => {
    player.crash(how);
  },
  (player, how) => {
    if (how % 2 === 0) player.settle();
    else player.continueAsNew();
  },
];

const rest: readonly Op[] = [
  (player, how) => {
    player.pass([1_000, MINUTE, 11 * MINUTE, 60 * MINUTE][how % 4] ?? 0);
  },
  (player, how) => {
    player.passDays([1, 31, 14, 46][how % 4] ?? 1);
  },
  (player) => {
    player.touch({ baseline: true });
  },
  (player) => {
    player.touch({ baseline: true, seen: player.world.facts() });
  },
  (player) => {
    player.touch({ rewrite: true });
  },
  (player) => {
    player.almostOver();
  },
];

const OPS: readonly Op[] = [...shop, ...work, ...work, ...rest];

export function play(player: OrderPlayer, numbers: readonly number[]): void {
  for (const number of numbers) OPS[number % OPS.length]?.(player, number >> 5);
}
