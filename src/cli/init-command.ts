// `tajo-bigcommerce init`: writes .env and connector.yml where they are missing, and never over anything.
import { chmod, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnvironment, surroundings, type Variables } from '../config/environment';
import { loadSettings } from '../config/load';
import type { ConfigProblem } from '../config/problems';
import { failureText } from './failure-text';
import {
  GENERATED,
  isNeeded,
  missingIn,
  variablesIn,
  withKeys,
  type GeneratedName,
} from './init-files';

/** As commander hands them over. */
export interface InitOptions {
  readonly addKeys?: true;
  readonly json?: true;
}

interface FileReport {
  readonly file: string;
  readonly state: 'created' | 'kept' | 'keys added';
  /** Names that were given a fresh value; the values are only in the file. */
  readonly added: readonly string[];
  /** Sentences about what a person still has to do in it. */
  readonly missing: readonly string[];
}

const ENV_FILE = '.env';
const CONNECTOR_FILE = 'connector.yml';
const PACKAGE = join(__dirname, '..', '..');
/** Only its owner may read it. */
const PRIVATE = 0o600;
/** A container reads it as another person than its owner; secrets belong into .env. */
const READABLE = 0o644;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Answers the exit code: 1 when a key is still missing. Throws when a file cannot be read or written. */
export async function runInit(options: InitOptions): Promise<number> {
  try {
    const { files, next, complete } = await init(options);
    if (options.json === true) say(JSON.stringify({ state: 'completed', files, next }));
    else for (const line of reportLines(files, next)) say(line);
    return complete ? 0 : 1;
  } catch (error) {
    if (options.json !== true) throw error;
    say(JSON.stringify({ state: 'failed', failure: failureText(error) }));
    return 1;
  }
}

async function init(options: InitOptions) {
  const env = await initEnv(options);
  const variables = { ...variablesIn(await readFile(ENV_FILE, 'utf8')), ...surroundings() };
  const connector = await initConnector(variables);
  const files = [env, connector];
  return { files, next: nextSteps(variables), complete: !missingIn(variables).some(isNeeded) };
}

async function initEnv({ addKeys }: InitOptions): Promise<FileReport> {
  const today = new Date().toISOString().slice(0, 10);
  const template = await readFile(join(PACKAGE, '.env.example'), 'utf8');
  const text = withKeys(template, GENERATED, today);
  if (await created(ENV_FILE, text, PRIVATE)) {
    return { file: ENV_FILE, state: 'created', added: GENERATED, missing: [] };
  }
  const kept = await readFile(ENV_FILE, 'utf8');
  const lacking = missingIn({ ...variablesIn(kept), ...surroundings() });
  if (addKeys === true && lacking.length > 0) {
    await replace(ENV_FILE, withKeys(kept, lacking, today));
    return { file: ENV_FILE, state: 'keys added', added: lacking, missing: await flaws([]) };
  }
  return { file: ENV_FILE, state: 'kept', added: [], missing: await flaws(lacking) };
}

async function flaws(lacking: readonly GeneratedName[]): Promise<readonly string[]> {
  const text = await readFile(ENV_FILE, 'utf8');
  const reading = readEnvironment({ ...variablesIn(text), ...surroundings() });
  const { mode } = await stat(ENV_FILE);
  return [
    ...lacking.filter(isNeeded).map((name) => `${name} is missing: --add-keys adds a fresh one.`),
    ...(reading.ok ? [] : reading.problems.map(({ path, sentence }) => `${path}: ${sentence}`)),
    ...((mode & 0o077) === 0
      ? []
      : [`Others on this machine may read it: run chmod 600 ${ENV_FILE}.`]),
  ];
}

async function initConnector(env: Variables): Promise<FileReport> {
  const template = await readFile(join(PACKAGE, 'connector.example.yml'), 'utf8');
  if (await created(CONNECTOR_FILE, template, READABLE)) {
    return { file: CONNECTOR_FILE, state: 'created', added: [], missing: [] };
  }
  const text = await readFile(CONNECTOR_FILE, 'utf8');
  const loaded = loadSettings({ file: CONNECTOR_FILE, text, env });
  const missing = loaded.ok ? loaded.settings.warnings : loaded.problems.map(problemLine);
  return { file: CONNECTOR_FILE, state: 'kept', added: [], missing };
}

const problemLine = ({ file, line, path, sentence }: ConfigProblem): string =>
  line === undefined ? `${path}: ${sentence}` : `${file}:${String(line)} ${path}: ${sentence}`;

/** False when there is something already, which then is as it was. */
async function created(file: string, text: string, mode: number): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** All or nothing: whoever reads meanwhile finds the old file or the new one. */
async function replace(file: string, text: string): Promise<void> {
  const target = await realpath(file);
  const beside = `${target}.${String(process.pid)}`;
  await writeFile(beside, text, { flag: 'wx', mode: PRIVATE });
  await chmod(beside, PRIVATE);
  await rename(beside, target);
}

const WANTED = ['BC_STORE_HASH', 'BC_ACCESS_TOKEN', 'BREVO_API_KEY'] as const;

function nextSteps(variables: Variables): readonly string[] {
  const empty = WANTED.filter((name) => (variables[name] ?? '') === '');
  const fill = empty.length === 0 ? [] : [`Fill in ${empty.join(', ')} in ${ENV_FILE}.`];
  return [
    ...fill,
    `Look through ${CONNECTOR_FILE}: lists, mapping, consent.`,
    'Start it: `npx tajo-bigcommerce dev` brings a Temporal server, `npm start` uses yours, `docker compose up -d --build` is for servers.',
    'Keep a copy of TAJO_ENCRYPTION_KEYS elsewhere: without it no connected store can be opened again.',
  ];
}

function reportLines(files: readonly FileReport[], next: readonly string[]): readonly string[] {
  return [
    ...files.flatMap(({ file, state, added, missing }) => [
      `${file}: ${state}${added.length === 0 ? '' : `, with fresh ${added.join(', ')}`}`,
      ...missing.map((sentence) => `  ${sentence}`),
    ]),
    'Next:',
    ...next.map((step, index) => `  ${String(index + 1)}. ${step}`),
  ];
}
