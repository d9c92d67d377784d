// Downloads the `temporal` command from the same place as Temporal's SDK does.
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { Variables } from '../config/environment';
import { runProgram } from './program';

export interface DevServerDownload {
  readonly env: Variables;
  readonly report: (line: string) => void;
  /** The file to make. It appears whole or not at all. */
  readonly target: string;
  readonly downloadUrl?: string;
  /** Gives up after so long without a byte; 15 s when left out. */
  readonly silenceMs?: number;
}

// The answer of temporal.download, as read by the SDK: sdk-core, ephemeral_server/mod.rs.
const answerSchema = z.object({ archiveUrl: z.url(), fileToExtract: z.string().min(1) });

/** The target's path; null, with one sentence reported, when the download is not possible. */
export async function downloadDevServer(download: DevServerDownload): Promise<string | null> {
  const { report, target, downloadUrl = 'https://temporal.download' } = download;
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, '.download-'));
  const stall = stallGuard(download.silenceMs ?? 15_000);
  try {
    report(`Downloading the Temporal dev server from ${downloadUrl} …`);
    await fetchAndUnpack({ ...download, downloadUrl }, work, stall);
    report(`The Temporal dev server is kept in ${target}.`);
    return target;
  } catch (error) {
    report(`The download is not possible here: ${reasonOf(error)}.`);
    return null;
  } finally {
    stall.stop();
    await rm(work, { recursive: true, force: true });
  }
}

interface StallGuard {
  readonly signal: AbortSignal;
  alive(): void;
  stop(): void;
}

function stallGuard(silenceMs: number): StallGuard {
  const control = new AbortController();
  const giveUp = () => {
    control.abort(new Error(`no answer for ${String(silenceMs / 1000)} seconds`));
  };
  let timer = setTimeout(giveUp, silenceMs);
  return {
    signal: control.signal,
    alive: () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}

async function fetchAndUnpack(
  download: DevServerDownload,
  work: string,
  stall: StallGuard,
): Promise<void> {
  const { archiveUrl, fileToExtract } = await askForArchive(download, stall);
  const archive = join(work, 'archive.tar.gz');
  const answer = await fetch(archiveUrl, { signal: stall.signal });
  if (!answer.ok || answer.body === null) throw new Error(`status ${String(answer.status)}`);
  const body: ReadableStream = answer.body;
  const bytes = Readable.fromWeb(body, { signal: stall.signal });
  bytes.on('data', () => {
    stall.alive();
  });
  await pipeline(bytes, createWriteStream(archive));
  stall.stop();

  const args = ['-xzf', archive, '-C', work, fileToExtract];
  const unpacked = await runProgram({ program: 'tar', args, env: download.env, limitMs: 60_000 });
  if (unpacked.code !== 0) throw new Error('the archive could not be unpacked');
  const program = join(work, fileToExtract);
  await chmod(program, 0o755);
  await rename(program, download.target);
}

async function askForArchive({ downloadUrl }: DevServerDownload, stall: StallGuard) {
  const query = new URLSearchParams({
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
    platform: process.platform,
    format: 'tar.gz',
    'sdk-name': 'sdk-typescript',
    'sdk-version': '1.24.0',
  });
  const url = `${downloadUrl ?? ''}/cli/default?${query.toString()}`;
  const answer = await fetch(url, { signal: stall.signal });
  if (!answer.ok) throw new Error(`status ${String(answer.status)}`);
  return answerSchema.parse(await answer.json());
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error instanceof z.ZodError) return 'the answer has another shape than expected';
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' ? error.message : cause;
}
