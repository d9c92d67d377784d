// `npm run build`: dist with the compiled sources and the workflow bundle.
import { ensureBuilt, ensureInstalled, main } from './prepare.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  return 0;
});
