// Runs a compiled entry point: `node scripts/run.mjs worker.js [arguments]`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, main } from './prepare.mjs';
import { leanEnvironment, root, runNode } from './processes.mjs';

await main(async () => {
  const words = process.argv.slice(2);
  const quiet = words[0] === '--quiet-install';
  const [entry, ...rest] = quiet ? words.slice(1) : words;
  if (entry === undefined) throw new Error('Name the entry point: node scripts/run.mjs worker.js');
  await ensureInstalled({ quiet });
  await ensureBuilt();
  const file = join('dist', entry);
  if (!existsSync(join(root, file))) throw new Error(`There is no ${file} after the build.`);
  return await runNode([file, ...rest], { env: leanEnvironment() });
});
