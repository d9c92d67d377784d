// The SDK's client as a command uses it, and its refusals in the words of a terminal.
import type { Environment } from '../config/environment';
import { requireApiDoor } from '../config/requirements';
import { TajoClient, TajoError } from '../sdk/sdk';
import { WrongUsage } from './failure-text';

/** The API does not do what was asked. The message says why and what to do. */
class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
}

/** Throws ConfigProblems when there is no key. Nothing is sent yet. */
export function apiClient(environment: Environment): TajoClient {
  const { url, key } = requireApiDoor(environment);
  return inTerminalWords(url, () => new TajoClient({ apiKey: key, baseUrl: url }));
}

/** Runs one call; a refusal gets the cure that a person at a terminal has. */
export async function asked<T>({ api }: Environment, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw refusalOf(error, api.url);
  }
}

function inTerminalWords<T>(url: string, deed: () => T): T {
  try {
    return deed();
  } catch (error) {
    throw refusalOf(error, url);
  }
}

function refusalOf(error: unknown, url: string): unknown {
  if (!(error instanceof TajoError)) return error;
  if (error.type.endsWith(':unreachable')) return new ApiRefusal(awayText(url), { cause: error });
  if (error.status === 401) return new ApiRefusal(strangerText(url), { cause: error });
  const cure = cureOf(error);
  if (cure === undefined) return error;
  if (meant(error)) return new WrongUsage(`${error.message}\n${cure}`, { cause: error });
  return new ApiRefusal(`${error.message}\n${cure}`, { cause: error });
}

const awayText = (url: string): string =>
  `The API does not answer at ${url}.
Start it with \`npm start\` (worker and API), \`npm run api\` (the API alone) or \`npx tajo-bigcommerce dev\`,
or set TAJO_API_URL (or PORT) to where it runs.`;

const strangerText = (url: string): string =>
  `The API at ${url} was started with another key: set TAJO_API_KEY here (or in .env) to the same one.`;

/** The store was named in a way that means none. */
const meant = ({ type }: TajoError): boolean =>
  type.endsWith(':unknown-store') || type.endsWith(':which-store');

const CURES: readonly (readonly [kind: string, cure: string])[] = [
  [
    ':unknown-store',
    '`tajo-bigcommerce status` shows what is connected; `tajo-bigcommerce connect` connects what connector.yml names.',
  ],
  [':which-store', 'Say it with --store.'],
  [':nothing-connected', '`tajo-bigcommerce connect` connects the stores of connector.yml.'],
  [':no-worker', 'Is a worker running (npm run worker)?'],
  [':timeout', 'Is a worker running (npm run worker)?'],
];

function cureOf({ type, problems }: TajoError): string | undefined {
  const [, cure] = CURES.find(([kind]) => type.endsWith(kind)) ?? [];
  if (cure !== undefined) return cure;
  return problems.some(({ path }) => path === 'baseUrl')
    ? 'The address of the API is TAJO_API_URL.'
    : undefined;
}
