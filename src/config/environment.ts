// The only reader of process.env: what the connector takes from its surroundings, checked once.
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isLoopback, linkProblem, originProblem, urlProblem } from './addresses';
import { parseEncryptionKeys, type EncryptionKeys } from './encryption-keys';
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
  readonly api: {
    /** Where the SDK and the CLI find the API, without a trailing slash. */
    readonly url: string;
    /** The bearer of the API; never log it. */
    readonly key?: string;
    /** Where BigCommerce and shoppers reach the API, without a trailing slash. */
    readonly publicUrl?: string;
    /** What the API listens on; 0 takes a free port. */
    readonly port: number;
  };
  /** Of the worker; port 0: none are served. */
  readonly metrics: { readonly host: string; readonly port: number };
  readonly encryptionKeys?: EncryptionKeys;
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

type Check = (written: string, example: string) => string | undefined;

const url = (check: Check, example: string) =>
  z
    .string()
    .superRefine((written, context) => {
      const message = check(written, example);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .transform((written) => written.replace(/\/+$/, ''));

const port = (usual: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `A port is a whole number up to 65535, e.g. ${usual}.`)
    .transform(Number)
    .refine((number) => number <= 65_535, `A port is a whole number up to 65535, e.g. ${usual}.`)
    .default(usual);

const isAddress = (written: string): boolean => isIP(written) !== 0;

const BIGCOMMERCE = 'https://api.bigcommerce.com';
const BREVO = 'https://api.brevo.com/v3';

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
  TEMPORAL_UI_URL: url(linkProblem, 'http://127.0.0.1:8233').optional(),
  BIGCOMMERCE_API_URL: url(urlProblem, BIGCOMMERCE).default(BIGCOMMERCE),
  BREVO_API_URL: url(urlProblem, BREVO).default(BREVO),
  TAJO_API_KEY: z
    .string()
    .regex(
      /^[\x21-\x7e]{16,}$/,
      'The key of the API has at least 16 characters and no spaces: `tajo-bigcommerce init` makes one.',
    )
    .optional(),
  TAJO_ENCRYPTION_KEYS: z
    .string()
    .transform((written, context) => {
      const reading = parseEncryptionKeys(written);
      if (reading.ok) return reading.keys;
      context.addIssue({ code: 'custom', message: reading.problem });
      return z.NEVER;
    })
    .optional(),
  TAJO_API_URL: url(originProblem, 'http://127.0.0.1:3000').optional(),
  PUBLIC_URL: url(originProblem, 'https://connector.example.com').optional(),
  PORT: port(3000),
  METRICS_HOST: z
    .string()
    .refine(isAddress, 'Write an IP address: 127.0.0.1 for this machine alone, 0.0.0.0 for all.')
    .default('127.0.0.1'),
  METRICS_PORT: port(9464),
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
  const { TAJO_ENCRYPTION_KEYS: encryptionKeys } = read;
  return {
    temporal: {
      ...(address !== undefined && { address }),
      ...(namespace !== undefined && { namespace }),
      ...(uiUrl !== undefined && { uiUrl }),
    },
    vendors: { bigcommerce: read.BIGCOMMERCE_API_URL, brevo: read.BREVO_API_URL },
    api: apiOf(read),
    metrics: { host: read.METRICS_HOST, port: read.METRICS_PORT },
    ...(encryptionKeys !== undefined && { encryptionKeys }),
    dataDir: read.DATA_DIR,
    configFile: read.CONNECTOR_CONFIG,
    logLevel: read.LOG_LEVEL,
    variables,
  };
}

function apiOf(read: z.infer<typeof schema>): Environment['api'] {
  const { TAJO_API_KEY: key, PUBLIC_URL: publicUrl, PORT } = read;
  return {
    url: read.TAJO_API_URL ?? `http://127.0.0.1:${String(PORT)}`,
    ...(key !== undefined && { key }),
    ...(publicUrl !== undefined && { publicUrl }),
    port: PORT,
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
