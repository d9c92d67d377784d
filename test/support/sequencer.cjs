// The order of the test files: long ones first, so that none is left over at the end for one worker alone.
const { sep } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Whole shops on a real Temporal; a file's size says nothing about how long it takes. */
const LONG = [
  'orders/burst',
  'live/bursts-and-faults',
  'stores/bad-moments',
  'carts/many-carts',
  'stores/connection',
  'journeys/first-steps',
  'journeys/killed-worker',
  'journeys/changes-meanwhile',
  'safety/lost-answers',
  'orders/deliveries',
  'orders/history-budget',
  'journeys/thousand',
].map((name) => `${name.replace('/', sep)}.test.ts`);
const WHOLE = ['carts', 'hooks', 'journeys', 'live', 'orders', 'safety', 'stores'].map(
  (folder) => `${sep}test${sep}${folder}${sep}`,
);

function rank({ path }) {
  const at = LONG.findIndex((name) => path.endsWith(`${sep}${name}`));
  if (at >= 0) return at;
  return WHOLE.some((folder) => path.includes(folder)) ? LONG.length : LONG.length + 1;
}

module.exports = class extends Sequencer {
  /** Jest's own order, which goes by the durations it remembers, else by size; a fresh clone remembers none. */
  sort(tests) {
    const sorted = super.sort(tests);
    const known = sorted.some(({ duration }) => duration !== undefined && duration !== null);
    return known ? sorted : sorted.sort((one, other) => rank(one) - rank(other));
  }
};
