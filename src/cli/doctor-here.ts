// What the doctor sees without asking anybody: Node, .env, the environment, connector.yml.
import { readFile, stat } from 'node:fs/promises';
import { loadDotEnv, readEnvironment, type Environment } from '../config/environment';
import { loadSettings, type StoreWords } from '../config/load';
import type { ConfigProblem } from '../config/problems';
import type { Finding } from '../contracts/examination';

export interface Here {
  readonly findings: readonly Finding[];
  /** Undefined when it cannot be used, or nothing is set up yet. */
  readonly environment?: Environment;
  /** The stores of connector.yml; empty when there is none. */
  readonly stores: readonly StoreWords[];
}

const ENV_FILE = '.env';
const OTHERS = 0o077;
/** As in package.json. */
const LEAST_NODE = [20, 19] as const;

const ok = (row: string, sentence: string): Finding => ({ row, state: 'ok', sentence });

export async function lookHere(): Promise<Here> {
  const node = nodeFinding(process.versions.node);
  const mode = await modeOf(ENV_FILE);
  const env = envFinding(mode);
  if (mode !== undefined) loadDotEnv(ENV_FILE);
  const reading = readEnvironment();
  if (!reading.ok)
    return {
      findings: [node, env, ...problemFindings('environment', reading.problems)],
      stores: [],
    };
  const { environment } = reading;
  const text = await textOf(environment.configFile);
  if (mode === undefined && environment.api.key === undefined && text === undefined)
    return { findings: [node, FIRST_STEP], stores: [] };
  const file = fileFindings(environment, text);
  return {
    findings: [node, env, keyFinding(environment), ...file.findings],
    environment,
    stores: file.stores,
  };
}

const FIRST_STEP: Finding = {
  row: ENV_FILE,
  state: 'wrong',
  sentence: 'Nothing is set up in this folder: there is neither .env nor connector.yml.',
  cure: 'Begin with `tajo-bigcommerce init`: it writes both and says what to fill in. Just looking? `npm run demo`.',
};

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
    ? ok('Node', version)
    : {
        row: 'Node',
        state: 'wrong',
        sentence: `Node ${version} is too old.`,
        cure: `Install Node ${LEAST_NODE.join('.')} or newer.`,
      };
}

function envFinding(mode: number | undefined): Finding {
  if (mode === undefined)
    return ok(ENV_FILE, 'There is none here: the variables are those of the environment.');
  if ((mode & OTHERS) === 0) return ok(ENV_FILE, 'It is there, and only its owner can read it.');
  return {
    row: ENV_FILE,
    state: 'warning',
    sentence: `Others on this machine may read it (mode ${(mode & 0o777).toString(8)}), and it holds keys.`,
    cure: `chmod 600 ${ENV_FILE}`,
  };
}

const keyFinding = ({ api }: Environment): Finding =>
  api.key === undefined
    ? {
        row: 'environment',
        state: 'wrong',
        sentence: 'TAJO_API_KEY is not set, so the API cannot be asked.',
        cure: 'Run `tajo-bigcommerce init` (with --add-keys when there is a .env), or take the key that the API was started with.',
      }
    : ok('environment', 'Every variable is valid.');

const problemFindings = (row: string, problems: readonly ConfigProblem[]): readonly Finding[] =>
  problems.map(({ file, line, path, sentence }) => ({
    row,
    state: 'wrong',
    sentence: `${line === undefined ? '' : `${file}:${line} `}${path}: ${sentence}`,
  }));

function fileFindings(
  { configFile, variables }: Environment,
  text: string | undefined,
): Pick<Here, 'findings' | 'stores'> {
  const row = 'connector.yml';
  if (text === undefined) {
    const sentence = `There is no ${configFile}: stores are connected through SDK or API alone.`;
    return { findings: [ok(row, sentence)], stores: [] };
  }
  const loaded = loadSettings({ file: configFile, text, env: variables });
  if (!loaded.ok) return { findings: problemFindings(row, loaded.problems), stores: [] };
  const { warnings } = loaded.settings;
  const names = loaded.words.map(({ name }) => name).join(', ');
  return {
    findings: [
      ok(row, `${configFile} is valid; its stores: ${names === '' ? 'none' : names}.`),
      ...warnings.map((sentence) => ({ row, state: 'warning', sentence }) as const),
    ],
    stores: loaded.words,
  };
}

async function modeOf(file: string): Promise<number | undefined> {
  return unlessMissing(async () => (await stat(file)).mode);
}

async function textOf(file: string): Promise<string | undefined> {
  return unlessMissing(() => readFile(file, 'utf8'));
}

async function unlessMissing<T>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
