// `npm run chaos [-- live orders carts] [--seed 7]`: long searches for what breaks a promise; not run in CI.
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
  const { chaos } = require(join(root, 'test/chaos/chaos.ts'));
  const report = (line) => console.log(line);
  return await chaos({ words: process.argv.slice(2), env: ownEnvironment(), report });
});
