// Finds two loopback ports that nobody uses.
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

// Below the ports from which systems take those of outgoing connections (Linux: 32768 and up): one of
// these could be lent out between being found free here and being listened on.
const LOWEST = 10_000;
const HIGHEST = 32_000;
const ATTEMPTS = 100;

/** Both are held at once, so they differ, and free again when this resolves. */
export async function freePorts(): Promise<readonly [number, number]> {
  const [one, other] = await Promise.all([holdPort(ATTEMPTS), holdPort(ATTEMPTS)]);
  await Promise.all([release(one.holder), release(other.holder)]);
  return [one.port, other.port];
}

interface HeldPort {
  readonly port: number;
  readonly holder: Server;
}

function holdPort(attempts: number): Promise<HeldPort> {
  return listenOn(randomInt(LOWEST, HIGHEST)).catch((error: unknown) => {
    if (attempts <= 1) throw error;
    return holdPort(attempts - 1);
  });
}

function listenOn(port: number): Promise<HeldPort> {
  return new Promise((resolve, reject) => {
    const holder = createServer();
    holder.once('error', reject);
    holder.listen(port, '127.0.0.1', () => {
      resolve({ port, holder });
    });
  });
}

function release(holder: Server): Promise<void> {
  return new Promise((resolve) => {
    holder.close(() => {
      resolve();
    });
  });
}
