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

/**
 * Runs Node programs side by side. When one ends, or a signal comes, the others are asked to end too. Resolves with 0
 * when all was asked for, else with the code of the one that ended first, or 1.
 */
export async function runNodesTogether(programs, options = {}) {
  // Groups of their own: Ctrl-C reaches only this process, and each child hears of it once.
  const children = programs.map((args) =>
    spawn(process.execPath, args, { cwd: root, stdio: 'inherit', detached: true, ...options }),
  );
  let asked = false;
  const stop = () => {
    asked = true;
    for (const child of children) child.kill('SIGTERM');
  };
  const killAll = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  process.once('exit', killAll);
  let code;
  await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve, reject) => {
          child.once('error', reject);
          child.once('close', (ended) => {
            code ??= asked ? 0 : (ended ?? 1) || 1;
            if (!asked) stop();
            resolve();
          });
        }),
    ),
  );
  for (const signal of signals) process.off(signal, stop);
  process.off('exit', killAll);
  return code;
}

/** As the image has it: glibc would keep a pool of memory for nearly every thread, 60 MB of them in a worker. */
export function leanEnvironment() {
  return { MALLOC_ARENA_MAX: '2', ...process.env };
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
