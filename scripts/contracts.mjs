// `npm run contracts -- <folder>`: the sandboxes and the clients against the vendors' own OpenAPI files.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { ensureInstalled, main } from './prepare.mjs';
import { root } from './processes.mjs';
import { readTypeScript } from './typescript.mjs';

await main(async () => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Name the folder: npm run contracts -- <folder>');
  await ensureInstalled({ quiet: true });
  const require = createRequire(import.meta.url);
  readTypeScript(require);
  const { checkVendorFolder } = require(join(root, 'test/contracts/vendor-check.ts'));
  // npm changes to the repository's root; the folder is meant from where the user stands.
  const place = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  try {
    return (await checkVendorFolder(place, (line) => console.log(line))) ? 0 : 1;
  } catch (error) {
    console.error(error);
    console.log('contracts: 0 checks passed, 1 failed');
    return 1;
  }
});
