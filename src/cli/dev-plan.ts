// What `dev` works with: the stores, keys and servers of this folder, or toys and keys of its own.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newEncryptionKey, parseEncryptionKeys } from '../config/encryption-keys';
import {
  assertLoopback,
  readEnvironment,
  surroundings,
  type Environment,
} from '../config/environment';
import { loadSettings, type ConnectorSettings } from '../config/load';
import { ConfigProblems } from '../config/problems';
import { requireApi } from '../config/requirements';
import { createSealer, type Sealer } from '../config/sealing';
import type { VendorAddresses } from '../config/settings';
import { openCounter, type Counter } from '../sandbox/counter/counter';
import { startSandbox, type Sandbox } from '../sandbox/start';
import type { Closers } from './closers';
import { settledEnvironment } from './command-frame';
import { demoConnector } from './demo-settings';
import { TIME_SCALE } from './demo-world';
import type { NamedServer, OwnServer } from './dev-temporal';

export interface DevPlan {
  readonly folder: string;
  readonly temporal: NamedServer | OwnServer;
  readonly vendors: VendorAddresses;
  readonly sealer: Sealer;
  readonly apiKey: string;
  /** Absent: 3000, or a free one when that is taken. */
  readonly port?: number;
  readonly stores: ConnectorSettings;
  /** Stores that are connected already stay as they are. */
  readonly onlyNew: boolean;
  readonly logLevel: string;
  /** Where BigCommerce reaches the API; live updates are off without it. */
  readonly publicUrl: (apiUrl: string) => string | undefined;
  /** What a command in another terminal cannot know by itself, by variable. */
  readonly hints: (apiUrl: string) => Readonly<Record<string, string>>;
  readonly sandbox?: Sandbox;
  /** Where a person plays shopper and merchant of the toy shop. */
  readonly counter?: Counter;
}

/** An hour of the toy shop lasts ten seconds: reminders come as soon. */
const TOY_MAILS = `skills:
  abandoned-cart:
    detection: { inactivity_threshold: 10s }
    sequence:
      - { delay: 10s, template_id: 101, subject: Forgot something? }
      - { delay: 20s, template_id: 102, include_discount: true, discount_code: BACK10, discount_percent: 10 }
      - { delay: 40s, template_id: 103 }
`;

/** There is no store to work with. */
class NothingToDevelop extends Error {
  override readonly name = 'NothingToDevelop';
}

/** Of .env, the environment and connector.yml. Throws ConfigProblems or NothingToDevelop. */
export async function ownPlan(): Promise<DevPlan> {
  const environment = settledEnvironment();
  const { configFile, variables, dataDir, api } = environment;
  const hasFile = existsSync(configFile);
  if (!hasFile && variables.BC_STORE_HASH === undefined) {
    throw new NothingToDevelop(
      [
        `There is no ${configFile} here, and BC_STORE_HASH is not set.`,
        '`tajo-bigcommerce init` writes .env and connector.yml for a real store;',
        '`tajo-bigcommerce dev --sandbox` brings a toy store and needs nothing.',
      ].join('\n'),
    );
  }
  const { key, encryptionKeys } = requireApi(environment);
  const text = hasFile ? await readFile(configFile, 'utf8') : '';
  const folder = join(dataDir, 'dev');
  return {
    folder,
    temporal: temporalOf(environment, folder),
    vendors: environment.vendors,
    sealer: createSealer(encryptionKeys),
    apiKey: key,
    ...(variables.PORT === undefined ? {} : { port: api.port }),
    stores: settingsIn({ file: configFile, text, env: variables }),
    // Without a file only the keys are known, not how the store was connected by somebody else.
    onlyNew: !hasFile,
    logLevel: environment.logLevel,
    publicUrl: () => api.publicUrl,
    hints: (apiUrl) => (apiUrl === api.url ? {} : { TAJO_API_URL: apiUrl }),
  };
}

function temporalOf({ temporal, variables }: Environment, folder: string): DevPlan['temporal'] {
  const { address, namespace = 'default', uiUrl } = temporal;
  if (address !== undefined) return { settings: { ...temporal, variables }, uiUrl };
  return { folder, dbFile: join(folder, 'temporal.db'), namespace, user: surroundings() };
}

function settingsIn(source: Parameters<typeof loadSettings>[0]): ConnectorSettings {
  const loaded = loadSettings(source);
  if (!loaded.ok) throw new ConfigProblems(loaded.problems);
  return loaded.settings;
}

/** Toys of its own. Of the surroundings only PORT, and PATH and HOME for finding programs, are looked at. */
export async function sandboxPlan(records: number, closers: Closers): Promise<DevPlan> {
  const user = surroundings();
  const reading = readEnvironment({ PORT: user.PORT });
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  const { api, dataDir, logLevel } = reading.environment;
  const sandbox = await startSandbox({
    customers: records,
    orders: records,
    products: records,
    timeScale: TIME_SCALE,
  });
  closers.add(() => sandbox.close());
  const counter = await openCounter(sandbox);
  closers.add(() => counter.close());
  const vendors = { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl };
  assertLoopback(vendors);
  const keys = parseEncryptionKeys(newEncryptionKey('dev'));
  if (!keys.ok) throw new Error(keys.problem);
  const apiKey = `sandbox-${randomBytes(6).toString('hex')}`;
  const folder = join(dataDir, 'dev-sandbox');
  return {
    folder,
    temporal: { folder, namespace: 'default', user },
    vendors,
    sealer: createSealer(keys.keys),
    apiKey,
    ...((user.PORT ?? '') === '' ? {} : { port: api.port }),
    stores: settingsIn({
      file: 'connector.yml',
      text: demoConnector(sandbox) + TOY_MAILS,
      env: {},
    }),
    onlyNew: false,
    logLevel,
    // The toy shop calls plain http on this machine.
    publicUrl: (apiUrl) => apiUrl,
    hints: (apiUrl) => ({ TAJO_API_URL: apiUrl, TAJO_API_KEY: apiKey }),
    sandbox,
    counter,
  };
}
