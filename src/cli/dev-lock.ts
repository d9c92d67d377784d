// One `dev` for a folder: two Temporal servers must not write one SQLite file.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another `dev` uses the folder. The message says which, and what to do. */
class DevRunsAlready extends Error {
  override readonly name = 'DevRunsAlready';
}

/** Makes the folder and takes it; the answer gives it back. Throws DevRunsAlready. */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'dev.pid');
  if (!(await written(file))) {
    const pid = Number(await readFile(file, 'utf8'));
    if (isAlive(pid)) {
      throw new DevRunsAlready(
        `\`dev\` runs here already, as process ${String(pid)}: stop that one first, or set DATA_DIR to another folder.`,
      );
    }
    // It was killed before it could give the folder back.
    await writeFile(file, String(process.pid));
  }
  return () => rm(file, { force: true });
}

/** False when somebody has written it before. */
async function written(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
