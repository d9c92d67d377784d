// Keys of deliveries: their order is that of arrival.
import { randomBytes } from 'node:crypto';

/** Rise in time, and differ from those of another process on the same file. */
export function createKeys(now: () => number): () => string {
  const own = randomBytes(4).toString('hex');
  let last = 0;
  let count = 0;
  return () => {
    const time = Math.max(now(), last);
    count = time === last ? count + 1 : 0;
    last = time;
    return `${base36(time, 9)}${base36(count, 5)}${own}`;
  };
}

const base36 = (value: number, digits: number): string => value.toString(36).padStart(digits, '0');
