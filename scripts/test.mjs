// `npm test`: Jest against a real dev server, from a fresh clone, untouched by the user's own settings.
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main } from './prepare.mjs';
import { ownEnvironment, root, runNode } from './processes.mjs';

const RESULT = '.data/jest-result.json';

await main(async () => {
  mkdirSync(join(root, '.data'), { recursive: true });
  // An old result must not speak for a run that never came to its end.
  rmSync(join(root, RESULT), { force: true });
  await ensureInstalled();
  await ensureBuilt();
  const env = ownEnvironment();
  const { findDevServer } = createRequire(import.meta.url)('../dist/temporal/dev-server.js');
  await findDevServer({ env, report: (line) => console.log(line) });
  const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${RESULT}`];
  return await runNode([...jest, ...process.argv.slice(2)], {
    env,
    // Jest prints the JSON once more on standard output; people read what it prints on standard error.
    stdio: ['inherit', 'ignore', 'inherit'],
  });
});
