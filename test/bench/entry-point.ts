// One of our own processes as it is really started: the compiled entry point in an empty folder.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EntryPoint {
  readonly pid: number;
  /** Resolves when it is gone, by itself or by others. */
  readonly ended: Promise<void>;
  /** Resolves when it is gone. */
  readonly close: () => Promise<void>;
}

/** `file` is below dist. */
export const startEntryPoint = (
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<EntryPoint> =>
  startProgram({ program: process.execPath, words: [join(__dirname, '../../dist', file)], env });

export interface Program {
  readonly program: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** In a folder of its own, which goes with it. */
export async function startProgram({ program, words, env = {} }: Program): Promise<EntryPoint> {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-bench-'));
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
