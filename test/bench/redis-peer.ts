// BullMQ on a Redis that writes each command to the disk before it answers: the peer of the inbox, where Redis is installed.
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { freePorts } from '../../src/temporal/free-ports';
import { startProgram } from './entry-point';
import type { PeerDoor } from './peer-door';

export interface RedisPeer {
  readonly url: string;
  readonly redisPort: number;
  /** Of the door's process. */
  readonly pid: number;
  readonly close: () => Promise<void>;
}

const SCRIPT = join(__dirname, '../../scripts/peer-door.mjs');

/** Undefined where there is no `redis-server` on the PATH. */
export async function startRedisPeer(
  door: Omit<PeerDoor, 'port' | 'redisPort'>,
  path: string | undefined,
): Promise<RedisPeer | undefined> {
  const program = await found('redis-server', path ?? '');
  if (program === undefined) return undefined;
  const [port, redisPort] = await freePorts();
  const words = [
    ['--port', String(redisPort)],
    ['--bind', '127.0.0.1'],
    ['--appendonly', 'yes', '--appendfsync', 'always'],
    ['--save', '', '--loglevel', 'warning'],
  ].flat();
  const redis = await startProgram({ program, words });
  const told: PeerDoor = { ...door, port, redisPort };
  const api = await startProgram({
    program: process.execPath,
    words: [SCRIPT, JSON.stringify(told)],
  });
  return {
    url: `http://127.0.0.1:${port}`,
    redisPort,
    pid: api.pid,
    close: async () => {
      await api.close();
      await redis.close();
    },
  };
}

async function found(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    if (await isThere(file)) return file;
  }
  return undefined;
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
