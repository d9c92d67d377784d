// Runs other programs for the scripts: to their end, without a shell.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Resolves with the exit code; a signal counts as failure. Ctrl-C reaches the child by itself, so this
 * process only waits for it.
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    const keepWaiting = () => undefined;
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', keepWaiting);
    process.on('SIGTERM', passOn);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', keepWaiting);
      process.off('SIGTERM', passOn);
      resolve(signal === null ? code : 1);
    });
  });
}

export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** npm as the one that started us, else the one beside node, else the one on PATH. */
export function runNpm(args, options) {
  const beside = join(
    dirname(process.execPath),
    '..',
    'lib',
    'node_modules',
    'npm',
    'bin',
    'npm-cli.js',
  );
  const cli = [process.env.npm_execpath, beside].find(
    (file) => file !== undefined && /npm-cli\.[cm]?js$/.test(file) && existsSync(file),
  );
  return cli === undefined ? run('npm', args, options) : runNode([cli, ...args], options);
}

const OURS = /^(TEMPORAL_|BC_|BREVO_|BIGCOMMERCE_|TAJO_|CONNECTOR_CONFIG$|DATA_DIR$)/;

/** The environment without anything that could point the demo or the tests at a real shop, account or server. */
export function ownEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
}
