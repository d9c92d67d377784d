// Installs and builds what a fresh clone lacks, and nothing when all is there.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode, runNpm } from './processes.mjs';

const changedAt = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** `npm ci` when node_modules is missing or older than package-lock.json. Throws when it fails. */
export async function ensureInstalled({ quiet = false } = {}) {
  // npm writes this file last, so a killed install does not count.
  const installed = changedAt('node_modules/.package-lock.json');
  if (installed > 0 && installed >= changedAt('package-lock.json')) return;
  const stdio = quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit';
  if (!quiet) console.log('Installing the packages (npm ci) …');
  if ((await runNpm(['ci'], { stdio })) !== 0)
    throw new Error('npm ci failed; its reason stands above.');
}

/** Compiles src into dist and bundles the workflows when a source is newer than the last build. */
export async function ensureBuilt() {
  const built = changedAt('dist/workflow-bundle.js');
  const inputs = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/bundle-workflows.mjs',
  ];
  const newest = Math.max(newestBelow('src'), ...inputs.map(changedAt));
  if (built > newest && existsSync(join(root, 'dist/workflows/index.js'))) return;
  const compiled = await runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  if (compiled !== 0) throw new Error('The build failed; the compiler names the places above.');
  const bundled = await runNode(['scripts/bundle-workflows.mjs']);
  if (bundled !== 0)
    throw new Error('The workflows could not be bundled; the reason stands above.');
}

// Folders count too: their time changes when a file is taken away.
function newestBelow(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const times = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? newestBelow(path) : changedAt(path);
  });
  return Math.max(changedAt(folder), ...times);
}

/** Prints an expected failure as one line; anything else is a bug and keeps its stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
