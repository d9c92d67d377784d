// `npm run demo`: the whole story on the sandbox, from a fresh clone, untouched by the user's own settings.
import { ensureBuilt, ensureInstalled, main } from './prepare.mjs';
import { ownEnvironment, runNode } from './processes.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const args = ['dist/cli/main.js', 'demo', ...process.argv.slice(2)];
  return await runNode(args, { env: ownEnvironment() });
});
