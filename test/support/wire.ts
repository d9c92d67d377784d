// A wire between a client and a server that can be cut, or made to carry the questions and lose the answers.
import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** `host:port` of this end. */
  readonly address: string;
  /** Carries both ways. */
  readonly mend: () => void;
  /** What the server says is lost from now on. */
  readonly deafen: () => void;
  /** Ends what is connected and refuses what comes. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export async function openWire(target: string): Promise<Wire> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let state: 'whole' | 'deaf' | 'cut' = 'whole';
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (state === 'whole') near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The wire has no port.');
  return {
    address: `127.0.0.1:${address.port}`,
    mend: () => {
      // Half a conversation cannot be gone on with.
      if (state === 'deaf') drop();
      state = 'whole';
    },
    deafen: () => {
      state = 'deaf';
    },
    cut: () => {
      state = 'cut';
      drop();
    },
    close: () => {
      drop();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
