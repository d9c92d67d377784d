// The SDK's client as a command uses it, and its refusals in the words of a terminal.
import type { Environment } from '../config/environment';
import { requireApiDoor } from '../config/requirements';
import { TajoClient, TajoError } from '../sdk/sdk';

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
  const cure = cureOf(error, url);
  if (cure === undefined) return error;
  return new ApiRefusal(`${error.message}\n${cure}`, { cause: error });
}

function cureOf({ type, status, problems }: TajoError, url: string): string | undefined {
  if (type.endsWith(':unreachable')) {
    return `It was looked for at ${url}: start it with \`npm run api\`, or set TAJO_API_URL (or PORT) to where it runs.`;
  }
  if (status === 401) {
    return `The API at ${url} was started with another key: set TAJO_API_KEY here to the same one.`;
  }
  if (type.endsWith(':no-worker') || type.endsWith(':timeout')) {
    return 'Is a worker running (npm run worker)?';
  }
  return problems.some(({ path }) => path === 'baseUrl')
    ? 'The address of the API is TAJO_API_URL.'
    : undefined;
}
