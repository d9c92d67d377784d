// connector.yml and the environment become settings, or every problem at once.
import type { z } from 'zod';
import {
  inventoryWarnings,
  sectionContradictions,
  sectionOf,
  storeContradictions,
  type RawSection,
  type RawStore,
  type Remark,
} from './cross-checks';
import { laidOver } from './layers';
import { pathText, type ConfigProblem } from './problems';
import { fileSchema, storeSection } from './schema';
import type { StoreSettings } from './settings';
import { readIdentity, type IdentityRemark, type StoreIdentity } from './store-identity';
import { storeSettings } from './store-settings';
import { keysOf, missingKeys, withoutNames } from './storefront-keys';
import { substituteVariables } from './substitution';
import { readYaml, type YamlFile } from './yaml-file';

export interface SettingsSource {
  /** Only used to name the place of a problem. */
  readonly file: string;
  readonly text: string;
  /** Values for `${NAME}`, and a single store's keys where the file leaves them out. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ConnectorSettings {
  readonly stores: readonly StoreSettings[];
  /** Sentences with their place, for the log and for `doctor`. */
  readonly warnings: readonly string[];
}

/** One store as it is written, to be sent to the API. Holds secrets in `identity`. */
export interface StoreWords {
  readonly name: string;
  readonly identity: StoreIdentity;
  /** Keys of storefronts with a Brevo account of their own, by channel id. */
  readonly storefrontKeys: Readonly<Record<string, string>>;
  /** Every layer laid over the others, as the API takes them: without whose store it is. */
  readonly settings: RawSection;
}

export type SettingsReading =
  | {
      readonly ok: true;
      readonly settings: ConnectorSettings;
      readonly words: readonly StoreWords[];
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Pure: reads no file and no process. Problems are in the order of the file. */
export function loadSettings({ file, text, env }: SettingsSource): SettingsReading {
  const reading = readYaml({ file, text });
  if (!reading.ok) return reading;
  const yaml = reading.file;
  const { data, missing } = substituteVariables(yaml.data ?? {}, env);
  const stores = rawStores(data, env);
  const schema = fileSchema.safeParse(data);

  const problems = [
    ...missing.map(({ path, variable }) => ({
      path,
      sentence: `${variable} is not set: set it in the environment, or write the value here.`,
    })),
    ...(schema.success ? [] : schema.error.issues.flatMap(schemaRemarks)),
    ...everySection(data, stores).flatMap(([words, path]) => sectionContradictions(words, path)),
    ...storeContradictions(connectorOf(data), stores),
    ...everySection(data, stores).flatMap(([words, path]) => missingKeys(words, path, env)),
    ...stores.flatMap(({ path, identity }) => identity.problems.map((one) => placed(path, one))),
  ];
  if (problems.length > 0) {
    return { ok: false, problems: inFileOrder(problems, yaml) };
  }
  const words = stores.flatMap((store) => wordsOf(store, data, env));
  const settings = words.map(({ name, identity, storefrontKeys, settings: said }) =>
    storeSettings(name, { ...identity, storefront_keys: storefrontKeys }, storeSection.parse(said)),
  );
  return {
    ok: true,
    settings: { stores: settings, warnings: warningsOf(yaml, data, stores) },
    words,
  };
}

const CONNECTOR = ['connectors', 'bigcommerce'] as const;

function connectorOf(data: unknown): RawSection {
  return sectionOf(sectionOf(sectionOf(data).connectors).bigcommerce);
}

function rawStores(data: unknown, env: SettingsSource['env']): readonly RawStore[] {
  const connector = connectorOf(data);
  if (connector.stores == null) {
    const identity = readIdentity(connector, env);
    return [{ name: 'main', path: CONNECTOR, words: connector, identity }];
  }
  return Object.entries(sectionOf(connector.stores)).map(([name, value]) => {
    const words = sectionOf(value);
    const shared = { brevo_api_key: words.brevo_api_key ?? connector.brevo_api_key };
    const identity = readIdentity({ ...words, ...shared }, undefined);
    return { name, path: [...CONNECTOR, 'stores', name], words, identity };
  });
}

function everySection(data: unknown, stores: readonly RawStore[]) {
  const own = stores.filter(({ path }) => path !== CONNECTOR);
  return [
    [sectionOf(data), []] as const,
    [connectorOf(data), CONNECTOR] as const,
    ...own.map(({ words, path }) => [words, path] as const),
  ];
}

function placed(path: RawStore['path'], remark: IdentityRemark): Remark & { variable?: string } {
  const place = { path: [...path, remark.word], sentence: remark.sentence };
  return remark.variable === undefined ? place : { ...place, variable: remark.variable };
}

function schemaRemarks(issue: z.core.$ZodIssue): readonly Remark[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, sentence: issue.message }];
  const sentences = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    path: [...issue.path, key],
    sentence: sentences[index] ?? issue.message,
  }));
}

// Of two sentences about one place only the first is kept: the second follows from it.
function inFileOrder(
  remarks: readonly (Remark & { readonly variable?: string })[],
  yaml: YamlFile,
): readonly ConfigProblem[] {
  const byPath = new Map<string, ConfigProblem>();
  for (const { path, sentence, variable } of remarks) {
    const place = variable ?? pathText(path);
    const problem =
      variable === undefined
        ? { file: yaml.name, line: yaml.lineOf(path), path: place, sentence }
        : { file: 'environment', path: place, sentence };
    if (!byPath.has(place)) byPath.set(place, problem);
  }
  return [...byPath.values()].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

// Every layer has passed the schema on its own by now, so the layers together do.
function wordsOf(
  store: RawStore,
  data: unknown,
  env: SettingsSource['env'],
): readonly StoreWords[] {
  const { identity } = store.identity;
  if (!isComplete(identity)) return [];
  const { customer_mapping, field_mapping, webhooks, skills } = sectionOf(data);
  const connector = { ...connectorOf(data), stores: undefined };
  const own = store.path === CONNECTOR ? {} : store.words;
  const said = laidOver([{ customer_mapping, field_mapping, webhooks, skills }, connector, own]);
  const settings = Object.entries(withoutNames(said)).filter(([word]) => !IDENTITY.has(word));
  return [
    {
      name: store.name,
      identity,
      storefrontKeys: keysOf(said, env),
      settings: Object.fromEntries(settings),
    },
  ];
}

const IDENTITY: ReadonlySet<string> = new Set<keyof StoreIdentity>([
  'store_hash',
  'access_token',
  'client_id',
  'client_secret',
  'brevo_api_key',
]);

function isComplete(identity: Partial<StoreIdentity>): identity is StoreIdentity {
  const { store_hash, access_token, brevo_api_key } = identity;
  return store_hash !== undefined && access_token !== undefined && brevo_api_key !== undefined;
}

function warningsOf(yaml: YamlFile, data: unknown, stores: readonly RawStore[]): string[] {
  const remarks = [
    ...everySection(data, stores).flatMap(([words, path]) => inventoryWarnings(words, path)),
    ...stores.flatMap(({ path, identity }) => identity.warnings.map((one) => placed(path, one))),
  ];
  return remarks.map(
    ({ path, sentence }) =>
      `${yaml.name}:${String(yaml.lineOf(path))} ${pathText(path)}: ${sentence}`,
  );
}
