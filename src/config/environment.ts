// The only reader of process.env: what the connector takes from its surroundings, checked once.
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { ConfigProblems, type ConfigProblem } from './problems';
import type { VendorAddresses } from './settings';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

export type Variables = Readonly<Record<string, string | undefined>>;

export interface Environment {
  readonly temporal: {
    /** `host:port`; absent means: a dev server of our own. */
    readonly address?: string;
    readonly namespace?: string;
    /** Where a person's browser reaches the Temporal UI. */
    readonly uiUrl?: string;
  };
  readonly vendors: VendorAddresses;
  readonly dataDir: string;
  /** Path of connector.yml. */
  readonly configFile: string;
  readonly logLevel: LogLevel;
  /** Everything, for `${NAME}` in connector.yml, for PATH, and for the rest of `TEMPORAL_*`. */
  readonly variables: Variables;
}

export type EnvironmentReading =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const LOOPBACK = new Set(['localhost', '[::1]']);

function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname) || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
}

function urlProblem(written: string, example: string): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    return `This is no URL: write one like ${example}.`;
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return 'Plain http is only accepted for a server on this machine: write https.';
  }
  return undefined;
}

const vendorUrl = (usual: string) =>
  z
    .string()
    .default(usual)
    .superRefine((written, context) => {
      const message = urlProblem(written, usual);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .transform((written) => written.replace(/\/+$/, ''));

const schema = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(
      /^(?:[^\s:/]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/,
      'Write host:port without a scheme, e.g. 127.0.0.1:7233.',
    )
    .optional(),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^\S+$/, 'A namespace has no spaces, e.g. default.')
    .optional(),
  TEMPORAL_UI_URL: z
    .string()
    .superRefine((written, context) => {
      const url = URL.canParse(written) ? new URL(written) : undefined;
      if (url?.protocol === 'http:' || url?.protocol === 'https:') return;
      context.addIssue({
        code: 'custom',
        message: 'This is no URL: write one like http://127.0.0.1:8233.',
      });
    })
    .transform((written) => written.replace(/\/+$/, ''))
    .optional(),
  BIGCOMMERCE_API_URL: vendorUrl('https://api.bigcommerce.com'),
  BREVO_API_URL: vendorUrl('https://api.brevo.com/v3'),
  DATA_DIR: z.string().default('.data'),
  CONNECTOR_CONFIG: z.string().default('connector.yml'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `Write one of: ${LOG_LEVELS.join(', ')}.` })
    .default('info'),
});

/** The variables as they are, unchecked. */
export const surroundings = (): Variables => process.env;

/** A variable that is set but empty counts as not set, as in .env.example. */
export function readEnvironment(env: Variables = process.env): EnvironmentReading {
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = schema.safeParse(variables);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({
      file: 'environment',
      path: path.map(String).join('.'),
      sentence: message,
    }));
    return { ok: false, problems };
  }
  return { ok: true, environment: environmentOf(read.data, variables) };
}

function environmentOf(read: z.infer<typeof schema>, variables: Variables): Environment {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TEMPORAL_UI_URL: uiUrl } = read;
  return {
    temporal: {
      ...(address !== undefined && { address }),
      ...(namespace !== undefined && { namespace }),
      ...(uiUrl !== undefined && { uiUrl }),
    },
    vendors: { bigcommerce: read.BIGCOMMERCE_API_URL, brevo: read.BREVO_API_URL },
    dataDir: read.DATA_DIR,
    configFile: read.CONNECTOR_CONFIG,
    logLevel: read.LOG_LEVEL,
    variables,
  };
}

/** Adds the variables of a .env file to process.env; those already set win. False when there is no such file. */
export function loadDotEnv(file: string): boolean {
  if (!existsSync(file)) return false;
  process.loadEnvFile(file);
  return true;
}

/** For the demo and the tests. Throws ConfigProblems naming every vendor address that leaves this machine. */
export function assertLoopback(addresses: VendorAddresses): void {
  const problems = [
    { path: 'BIGCOMMERCE_API_URL', url: addresses.bigcommerce },
    { path: 'BREVO_API_URL', url: addresses.brevo },
  ]
    .filter(({ url }) => !URL.canParse(url) || !isLoopback(new URL(url)))
    .map(({ path, url }) => ({
      file: 'environment',
      path,
      sentence: `${url} is not on this machine: the demo and the tests only talk to the sandbox.`,
    }));
  if (problems.length > 0) throw new ConfigProblems(problems);
}
