// `npm start`: worker and API of a real store side by side, until Ctrl-C or until one of them ends.
import { ensureBuilt, ensureInstalled, main } from './prepare.mjs';
import { leanEnvironment, runNodesTogether } from './processes.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return await runNodesTogether([['dist/worker.js'], ['dist/api/main.js']], {
    env: leanEnvironment(),
  });
});
