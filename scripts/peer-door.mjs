// The peer of `npm run bench -- webhooks`: our door before a BullMQ queue instead of our inbox. Started by the bench alone.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './processes.mjs';
import { readTypeScript } from './typescript.mjs';

const require = createRequire(import.meta.url);
readTypeScript(require);
const { openPeerDoor } = require(join(root, 'test/bench/peer-door.ts'));
await openPeerDoor(JSON.parse(process.argv[2] ?? '{}'));
