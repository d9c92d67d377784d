// Builds the `temporal` command with Go where it cannot be downloaded.
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Variables } from '../config/environment';
import { programOnPath, runProgram } from './program';

export interface DevServerBuild {
  readonly env: Variables;
  readonly report: (line: string) => void;
  /** The file to make. It appears whole or not at all. */
  readonly target: string;
}

// The newest release that `go install` accepts: later ones have a local `replace` in their go.mod.
const MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const LIMIT_MS = 20 * 60_000;
const NEWS_EVERY_MS = 15_000;

/** The target's path; null, with one sentence reported, without Go 1.25 or when the build fails. */
export async function buildDevServer({
  env,
  report,
  target,
}: DevServerBuild): Promise<string | null> {
  const go = await newEnoughGo(env, report);
  if (go === null) return null;
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, '.build-'));
  const started = Date.now();
  report(
    `Building the Temporal dev server with ${go}: go install ${MODULE} (about 3 minutes, once) …`,
  );
  const news = setInterval(() => {
    report(`… still building, ${String(Math.round((Date.now() - started) / 1000))} s`);
  }, NEWS_EVERY_MS);
  try {
    const run = { program: go, args: ['install', MODULE], env: { ...env, GOBIN: work } };
    const { code, complaint } = await runProgram({ ...run, limitMs: LIMIT_MS });
    if (code !== 0) {
      report(`The build failed: ${complaint.trim().split('\n').at(-1) ?? 'no reason given'}`);
      return null;
    }
    await rename(join(work, 'temporal'), target);
    report(`The Temporal dev server is kept in ${target}.`);
    return target;
  } finally {
    clearInterval(news);
    await rm(work, { recursive: true, force: true });
  }
}

async function newEnoughGo(env: Variables, report: (line: string) => void): Promise<string | null> {
  const go = await programOnPath('go', env);
  if (go === null) {
    report('Go is not on PATH, so the Temporal dev server cannot be built.');
    return null;
  }
  const { output } = await runProgram({ program: go, args: ['version'], env, limitMs: 10_000 });
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(output) ?? [];
  if (Number(major) > 1 || (major === '1' && Number(minor) >= 25)) return go;
  report(
    `${go} is older than 1.25 (${output.trim()}), so the Temporal dev server cannot be built.`,
  );
  return null;
}
