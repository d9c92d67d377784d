// `npm run histories`: records the histories that test/histories/replay.test.ts replays.
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
  const { findDevServer, startDevServer } = require(join(root, 'src/temporal/dev-server.ts'));
  const report = (line) => console.log(line);
  const executable = await findDevServer({ env: ownEnvironment(), report });
  const server = await startDevServer({
    executable,
    ui: false,
    namespaces: ['test-1', 'test-1-1'],
    report,
  });
  try {
    process.env.TEST_TEMPORAL_ADDRESS = server.address;
    const { recordHistories } = require(join(root, 'test/histories/record.ts'));
    await recordHistories(report);
  } finally {
    await server.stop();
  }
  return 0;
});
