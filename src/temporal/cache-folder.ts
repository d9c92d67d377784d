// Where programs fetched once are kept, so that the next start is quick.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Variables } from '../config/environment';

/** XDG_CACHE_HOME, else ~/Library/Caches on macOS and ~/.cache elsewhere; always our own folder below it. */
export function cacheFolder(env: Variables, platform: NodeJS.Platform = process.platform): string {
  const home = env.HOME ?? homedir();
  const usual = platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
  const xdg = env.XDG_CACHE_HOME;
  const base = xdg === undefined || xdg === '' ? usual : xdg;
  return join(base, 'tajo-bigcommerce', 'bin');
}
