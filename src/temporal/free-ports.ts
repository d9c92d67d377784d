// Asks the operating system for two loopback ports that nobody uses.
import { createServer, type Server } from 'node:net';

/** Both are held at once, so they differ, and free again when this resolves. */
export async function freePorts(): Promise<readonly [number, number]> {
  const [one, other] = await Promise.all([holdPort(), holdPort()]);
  await Promise.all([release(one.holder), release(other.holder)]);
  return [one.port, other.port];
}

function holdPort(): Promise<{ readonly port: number; readonly holder: Server }> {
  return new Promise((resolve, reject) => {
    const holder = createServer();
    holder.once('error', reject);
    holder.listen(0, '127.0.0.1', () => {
      const bound = holder.address();
      if (bound !== null && typeof bound === 'object') resolve({ port: bound.port, holder });
      else reject(new Error('The operating system gave no port.'));
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
