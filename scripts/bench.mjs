// `npm run bench [-- status worker neighbours webhooks latency clicks carts]`: measures what many connected stores cost; not run in CI.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main } from './prepare.mjs';
import { ownEnvironment, root } from './processes.mjs';
import { readTypeScript } from './typescript.mjs';

await main(async () => {
  await ensureInstalled({ quiet: true });
  await ensureBuilt();
  const require = createRequire(import.meta.url);
  readTypeScript(require);
  const { bench } = require(join(root, 'test/bench/bench.ts'));
  const report = (line) => console.log(line);
  return await bench({ words: process.argv.slice(2), env: ownEnvironment(), report });
});
