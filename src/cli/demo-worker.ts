// The demo's worker: the real one, as a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoWorker {
  readonly pid: number;
  /** Rejects when it ends before it was told to; never resolves. */
  readonly failed: Promise<never>;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

/** The worker ended by itself. The message carries its last words. */
class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

const STOP_WITHIN_MS = 5_000;
const WORKER = join(__dirname, '..', 'worker.js');

export function startDemoWorker(folder: string, env: Readonly<Record<string, string>>): DemoWorker {
  const logFile = join(folder, 'worker.log');
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [WORKER], {
    // No .env of the user lies there.
    cwd: folder,
    env,
    // Its own process group: Ctrl-C is answered by the demo, which stops everything in order.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const stopping = { asked: false };
  const ended = endOf(child);
  const failed = ended.then(async (how) => {
    // An ordered end is not a failure, and nobody waits for this any more.
    if (stopping.asked) return new Promise<never>(() => undefined);
    throw new WorkerEnded(`The worker ended by itself (${how}). ${await lastWords(logFile)}`);
  });
  failed.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    failed,
    stop: async () => {
      stopping.asked = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      process.removeListener('exit', killNow);
      resolve(signal ?? `code ${String(code)}`);
    });
  });
}

async function lastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8')).trim().split('\n');
  return `Its last words, in ${logFile}:\n${lines.slice(-5).join('\n')}`;
}
