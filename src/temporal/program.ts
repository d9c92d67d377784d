// Finds programs on a PATH and runs them to their end.
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Variables } from '../config/environment';

/** The first executable of this name on `env.PATH`; null when there is none. */
export async function programOnPath(name: string, env: Variables): Promise<string | null> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
}

export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Variables;
  readonly limitMs: number;
}

/** `code` is null when the program could not be started, was killed, or passed its limit. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly output: string;
  /** The last lines of standard error. */
  readonly complaint: string;
}

/** Never rejects: a program that cannot be run is an answer here. */
export function runProgram({ program, args, env, limitMs }: ProgramRun): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...env },
      timeout: limitMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-10_000);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    child.once('error', (error) => {
      resolve({ code: null, output, complaint: error.message });
    });
    child.once('close', (code) => {
      resolve({ code, output, complaint });
    });
  });
}
