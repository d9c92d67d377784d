// A hundred thousand clicks on recovery links, spread over their thirty days, half of them by mail scanners.
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/api/app';
import { startLive } from '../../src/api/live';
import { startApi } from '../../src/api/server';
import { createTemporalConnector } from '../../src/api/temporal-connector';
import { recoveryToken } from '../../src/config/recovery-link';
import { createSealer } from '../../src/config/sealing';
import { createLog } from '../../src/observability/log';
import { connectClient } from '../../src/temporal/connect';
import { table } from './table';

const CLICKS = 100_000;
const LINKS = 1_000;
const AT_ONCE = 16;
const MONTH_MS = 30 * 86_400_000;

/** Answers a table. */
export async function benchRecoveryClicks(address: string): Promise<string> {
  const log = createLog({ level: 'fatal' });
  const sealer = createSealer([{ id: 'bench', key: createSecretKey(randomBytes(32)) }]);
  const server = await connectClient({ address, namespace: 'default' });
  const { client } = server;
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-clicks-'));
  const live = await startLive({ client, sealer, dataDir, log });
  const begin = Date.now();
  let clicked = 0;
  const now = (): number => begin + (clicked / CLICKS) * (MONTH_MS - 1_000);
  const connector = createTemporalConnector({ client, sealer });
  const app = createApp({ connector, live: { ...live, now }, apiKey: 'bench', log });
  const api = await startApi({ app, port: 0, host: '127.0.0.1', log });
  const links = Array.from({ length: LINKS }, (_, at) =>
    recoveryToken(sealer, 'abc123', {
      cartId: `09346904-4175-44fd-be53-${String(at).padStart(12, '0')}`,
      shopUrl: 'https://shop.example.com',
      products: `${at + 1}:1,TWL-${at}:2`,
      complete: true,
      expiresAt: begin + MONTH_MS,
    }),
  );
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let dead = 0;
  const visitor = async (): Promise<void> => {
    while (clicked < CLICKS) {
      const at = clicked;
      clicked += 1;
      const method = at % 2 === 0 ? 'GET' : 'HEAD';
      const status = await statusOf(`${api.url}/r/${links[at % LINKS] ?? ''}`, { method, agent });
      if (status !== 302) dead += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
  const seconds = (Date.now() - begin) / 1000;
  agent.destroy();
  await api.stop();
  await live.stop();
  await rm(dataDir, { recursive: true });
  await server.close();
  const row = [CLICKS, LINKS, dead, Math.round(CLICKS / seconds)];
  return table(['clicks', 'links', 'dead', 'a second'], [row]);
}

const statusOf = (
  url: string,
  { method, agent }: { readonly method: string; readonly agent: Agent },
): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { method, agent }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    })
      .once('error', reject)
      .end();
  });
