// The built programs as a person runs them: commands to their end, servers until they are stopped.
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';

const DIST = join(__dirname, '../../dist');
export const COMMAND = join(DIST, 'cli/main.js');
export const WORKER = join(DIST, 'worker.js');
export const API = join(DIST, 'api/main.js');

interface Place {
  readonly cwd: string;
  /** Nothing else of the surroundings is seen. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Typed {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

export function typed(words: string, { cwd, env = {} }: Place): Promise<Typed> {
  const args = [COMMAND, ...words.split(' ').filter((word) => word !== '')];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd, env }, (_error, out, complaint) => {
      resolve({ code: child.exitCode ?? -1, out, complaint });
    });
  });
}

export interface Program {
  /** Everything it has said so far once it has said this; rejects when it ends without. */
  readonly says: (text: string) => Promise<string>;
  readonly ended: Promise<number>;
  /** Resolves with the exit code; may be called again. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number>;
}

export function startProgram(args: readonly string[], { cwd, env = {} }: Place): Program {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let over = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      tell();
    });
  }
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => {
      over = true;
      tell();
      resolve(code ?? -1);
    });
  });
  return {
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (said.includes(text)) resolve(said);
          else if (over) reject(new Error(`It ended without "${text}":\n${said}`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
