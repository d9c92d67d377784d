import { durationMs } from '../../src/config/durations';

test.each([
  [30, 30_000],
  [0.5, 500],
  [0, 0],
  ['30s', 30_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['1.5 h', 5_400_000],
  ['45', 45_000],
])('%p is %p ms', (written, expected) => {
  expect(durationMs(written)).toBe(expected);
});

test.each([-1, 'soon', '5 days', '', '5m30s', '-5m'])('%p is no length of time', (written) => {
  expect(durationMs(written)).toBeUndefined();
});
