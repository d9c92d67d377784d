// `tajo-bigcommerce connect`, `disconnect` and `status`: what the SDK does, typed by a person.
import { readFile } from 'node:fs/promises';
import type { Environment } from '../config/environment';
import { loadSettings, type StoreWords } from '../config/load';
import { ConfigProblems } from '../config/problems';
import { TajoError, type ConnectReport, type TajoClient } from '../sdk/sdk';
import { apiClient, asked } from './api-client';
import { orFailure, say, settledEnvironment } from './command-frame';
import { connectLines, disconnectLines, statusLines } from './connection-report';
import { WrongUsage } from './failure-text';

/** As commander hands them over. */
export interface ConnectOptions {
  readonly store?: string;
  readonly json?: true;
}

export type StatusOptions = ConnectOptions;

/** Answers the exit code: 1 when a store was refused. Throws what a person has to mend. */
export async function runConnect({ store, json }: ConnectOptions): Promise<number> {
  return orFailure(json, async () => {
    const environment = settledEnvironment();
    const stores = chosen(await storesInFile(environment), store, environment.configFile);
    const client = apiClient(environment);
    const reports: ConnectReport[] = [];
    for (const words of stores) {
      const report = await asked(environment, () => connect(client, words));
      reports.push(report);
      if (json !== true) for (const line of connectLines(report)) say(line);
    }
    if (json === true) say(JSON.stringify({ stores: reports }));
    return reports.some(({ outcome }) => outcome === 'refused') ? 1 : 0;
  });
}

/** Answers the exit code. */
export async function runDisconnect(
  store: string,
  { json }: { readonly json?: true },
): Promise<number> {
  return orFailure(json, async () => {
    const environment = settledEnvironment();
    const client = apiClient(environment);
    const report = await asked(environment, () =>
      client.connectors.disconnect('bigcommerce', { store }),
    );
    const lines = json === true ? [JSON.stringify(report)] : disconnectLines(report);
    for (const line of lines) say(line);
    return 0;
  });
}

/** Answers the exit code. */
export async function runStatus({ store, json }: StatusOptions): Promise<number> {
  return orFailure(json, async () => {
    const environment = settledEnvironment();
    const client = apiClient(environment);
    const report = await asked(environment, () =>
      client.connectors.status('bigcommerce', { store }),
    );
    const lines = json === true ? [JSON.stringify(report)] : statusLines(report);
    for (const line of lines) say(line);
    return 0;
  });
}

async function storesInFile({
  configFile,
  variables,
}: Environment): Promise<readonly StoreWords[]> {
  const loaded = loadSettings({ file: configFile, text: await textOf(configFile), env: variables });
  if (!loaded.ok) throw new ConfigProblems(loaded.problems);
  return loaded.words;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new WrongUsage(
      `There is no ${file} here: \`tajo-bigcommerce init\` writes one, or set CONNECTOR_CONFIG to where it is.`,
    );
  }
}

function chosen(
  stores: readonly StoreWords[],
  wanted: string | undefined,
  file: string,
): readonly StoreWords[] {
  if (wanted === undefined) {
    if (stores.length > 0) return stores;
    throw new WrongUsage(`${file} names no store.`);
  }
  const found =
    stores.find(({ name }) => name === wanted) ??
    stores.find(({ identity }) => identity.store_hash === wanted);
  if (found !== undefined) return [found];
  const known = stores.map(({ name }) => name).join(', ');
  throw new WrongUsage(`There is no store "${wanted}" in ${file}: it has ${known}.`);
}

/** The SDK rejects a refusal; here the next store is tried all the same. */
async function connect(
  client: TajoClient,
  { name, identity, storefrontKeys, settings }: StoreWords,
): Promise<ConnectReport> {
  try {
    return await client.connectors.connect('bigcommerce', {
      name,
      storeHash: identity.store_hash,
      accessToken: identity.access_token,
      clientId: identity.client_id,
      clientSecret: identity.client_secret,
      brevoApiKey: identity.brevo_api_key,
      storefrontBrevoApiKeys: Object.keys(storefrontKeys).length > 0 ? storefrontKeys : undefined,
      settings,
    });
  } catch (error) {
    if (!(error instanceof TajoError) || error.report === undefined) throw error;
    return error.report;
  }
}
