// Finds a Temporal dev server on this machine, or gets one.
import { join } from 'node:path';
import type { Variables } from '../config/environment';
import { cacheFolder } from './cache-folder';
import { buildDevServer } from './dev-server-build';
import { downloadDevServer } from './dev-server-download';
import { isExecutable, programOnPath, runProgram } from './program';

export interface DevServerSearch {
  /** For PATH, HOME, and whatever a build needs (proxies). */
  readonly env: Variables;
  /** Takes one sentence about what is skipped, fetched or built. */
  readonly report: (line: string) => void;
  /** The folder of programs fetched before; the user's cache when left out. */
  readonly cacheDir?: string;
  /** Ways that may be used; all of them when left out. */
  readonly allow?: Readonly<Partial<Record<'path' | 'cache' | 'download' | 'build', boolean>>>;
  /** https://temporal.download when left out. */
  readonly downloadUrl?: string;
}

/** No server by any way. The message names all five. */
export class NoDevServer extends Error {
  override readonly name = 'NoDevServer';

  constructor(cacheDir: string) {
    super(
      [
        'No Temporal server was found. Any one of these cures it:',
        '  1. set TEMPORAL_ADDRESS=host:port of a server that runs (not for the demo and the tests)',
        '  2. put the `temporal` command, 1.5 or newer, on PATH: https://docs.temporal.io/cli',
        `  3. copy that command to ${join(cacheDir, 'temporal')}`,
        '  4. allow this machine to reach https://temporal.download; it is then fetched by itself',
        '  5. install Go 1.25 or newer (https://go.dev/dl); it is then built by itself, about 3 minutes, once',
      ].join('\n'),
    );
  }
}

/**
 * The path of a `temporal` command that can run a dev server: on PATH, in the cache, downloaded, or built.
 * Throws NoDevServer.
 */
export async function findDevServer(search: DevServerSearch): Promise<string> {
  const { env, allow = {}, cacheDir = cacheFolder(env) } = search;
  const target = join(cacheDir, 'temporal');
  const ways = [
    { name: 'path', find: () => usableOnPath(search) },
    { name: 'cache', find: () => usableFile(target, search) },
    { name: 'download', find: () => downloadDevServer({ ...search, target }) },
    { name: 'build', find: () => buildDevServer({ ...search, target }) },
  ] as const;
  for (const { name, find } of ways) {
    const found = allow[name] === false ? null : await find();
    if (found !== null) return found;
  }
  throw new NoDevServer(cacheDir);
}

async function usableOnPath(search: DevServerSearch): Promise<string | null> {
  const program = await programOnPath('temporal', search.env);
  return program === null ? null : usableFile(program, search);
}

async function usableFile(
  program: string,
  { env, report }: DevServerSearch,
): Promise<string | null> {
  if (!(await isExecutable(program))) return null;
  const run = { program, args: ['--version'], env: withoutTemporal(env), limitMs: 10_000 };
  const { code, output } = await runProgram(run);
  const version = output.trim().split('\n')[0] ?? '';
  if (code === 0 && isNewEnough(version)) return program;
  const reason = code === 0 ? `it is too old (${version})` : 'it does not run';
  report(`${program} is left aside: ${reason}; version 1.5 or newer is needed.`);
  return null;
}

function withoutTemporal(env: Variables): Variables {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

/** `temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)`; a command built with `go install` calls itself 0.0.0-DEV. */
export function isNewEnough(version: string): boolean {
  const command = /version (\d+)\.(\d+)/.exec(version);
  const server = /Server (\d+)\.(\d+)/.exec(version);
  if (command === null) return false;
  if (version.includes('version 0.0.0')) return server !== null && atLeast(server, 1, 29);
  return atLeast(command, 1, 5);
}

function atLeast(match: RegExpExecArray, major: number, minor: number): boolean {
  const [, foundMajor, foundMinor] = match.map(Number);
  if (foundMajor === undefined || foundMinor === undefined) return false;
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}
