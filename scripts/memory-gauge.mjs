// Loaded into a worker by `npm run bench -- carts`: on SIGHUP every thread clears up, and what it holds is written down.
// Temporal's SDK takes SIGUSR2 for a wish to stop, Node SIGUSR1 for one to debug.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

const ANSWERS_WITHIN_MS = 5_000;
const channel = new BroadcastChannel('memory-gauge');
channel.unref();

function clearedHeap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

if (isMainThread) {
  const threads = [];
  channel.onmessage = ({ data }) => threads.push(data.heapUsed);
  process.on('SIGHUP', () => {
    threads.length = 0;
    const rssBefore = process.memoryUsage.rss();
    const heapUsed = clearedHeap();
    channel.postMessage('clear up');
    setTimeout(() => {
      const file = process.env.MEMORY_GAUGE;
      const rss = process.memoryUsage.rss();
      writeFileSync(`${file}.new`, JSON.stringify({ rssBefore, rss, heapUsed, threads }));
      renameSync(`${file}.new`, file);
    }, ANSWERS_WITHIN_MS);
  });
} else {
  channel.onmessage = ({ data }) => {
    if (data === 'clear up') channel.postMessage({ heapUsed: clearedHeap() });
  };
}
