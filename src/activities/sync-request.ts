// Reads what a person typed to start a sync: one object or nothing, every problem in one answer.
import { ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';
import type { StoreDirectory, StoreSettings } from '../config/settings';
import { FAILURE } from '../contracts/failures';
import { RESOURCES, type Resource } from '../contracts/names';
import type { SyncType } from '../contracts/sync-plan';
import { nearestWord } from '../mapping/nearest-word';

export interface SyncRequest {
  readonly type: SyncType;
  readonly resources: readonly Resource[];
  readonly includeVariants: boolean;
  readonly includeImages: boolean;
  readonly approve: boolean;
  readonly fresh: boolean;
}

const EXAMPLE = '{"store":"main","resources":["customers","orders"]}';

const flag = (name: string, usual: boolean) =>
  z.boolean({ error: `${name}: expected true or false` }).default(usual);

const fields = {
  store: z
    .string({
      error: 'store: expected the name of a store, or leave it out when there is only one',
    })
    .optional(),
  type: z.string({ error: 'type: expected "full" or "incremental"' }).optional(),
  resources: z
    .array(z.unknown(), {
      error: `resources: expected a list such as ["${RESOURCES.join('","')}"]`,
    })
    .optional(),
  includeVariants: flag('includeVariants', true),
  includeImages: flag('includeImages', true),
  approve: flag('approve', false),
  fresh: flag('fresh', false),
};
const KEYS = Object.keys(fields);

/** Throws InvalidSyncRequest with one line a problem. */
export async function parseSyncRequest(
  directory: StoreDirectory,
  input: unknown,
): Promise<{ readonly request: SyncRequest; readonly settings: StoreSettings }> {
  const typed = z.record(z.string(), z.unknown()).safeParse(input ?? {});
  if (!typed.success) throw invalid([`expected one object such as ${EXAMPLE}, or nothing at all`]);
  const shape = problemsOfShape(typed.data);
  // What is well formed is looked at further, so that one answer names every problem.
  const request = z.object(fields).parse(shape.wellFormed);
  const found = await findStore(directory, request);
  const wanted = chosenResources(request.resources, found.settings);
  const problems = [
    ...shape.problems,
    ...typeProblems(request),
    ...('store' in shape.wellFormed || !('store' in typed.data) ? found.problems : []),
    ...wanted.problems,
  ];
  if (problems.length > 0 || found.settings === undefined) throw invalid(problems);
  return {
    settings: found.settings,
    request: {
      type: request.type === 'incremental' ? 'incremental' : 'full',
      resources: wanted.resources,
      includeVariants: request.includeVariants,
      includeImages: request.includeImages,
      approve: request.approve,
      fresh: request.fresh,
    },
  };
}

function problemsOfShape(typed: Readonly<Record<string, unknown>>) {
  const shapes = new Map<string, z.ZodType>(Object.entries(fields));
  const problems: string[] = [];
  const wellFormed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(typed)) {
    const read = shapes.get(key)?.safeParse(value);
    if (read === undefined) problems.push(unknownField(key));
    else if (read.success) wellFormed[key] = value;
    else problems.push(...read.error.issues.map(({ message }) => message));
  }
  return { problems, wellFormed };
}

function unknownField(key: string): string {
  return `unknown field "${key}"${meant(nearestWord(key, KEYS))} (known: ${KEYS.join(', ')})`;
}

const meant = (near: string | undefined): string =>
  near === undefined ? '' : `, did you mean "${near}"?`;

function invalid(problems: readonly string[]): ApplicationFailure {
  return ApplicationFailure.nonRetryable(
    `This sync cannot start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    FAILURE.invalidSyncRequest,
  );
}

const TYPES: readonly SyncType[] = ['full', 'incremental'];

function typeProblems({
  type = 'full',
  fresh,
}: {
  readonly type?: string | undefined;
  readonly fresh: boolean;
}): readonly string[] {
  if (!TYPES.some((known) => known === type)) {
    return [
      `type: unknown "${type}"${meant(nearestWord(type, TYPES))} (known: ${TYPES.join(', ')})`,
    ];
  }
  return type === 'incremental' && fresh
    ? ['fresh: everything is written again by a full sync alone; leave out type or fresh']
    : [];
}

async function findStore(
  directory: StoreDirectory,
  { store: name }: { readonly store?: string | undefined },
) {
  const stores = await directory.list();
  const known = stores.map((store) => store.name);
  const problem = (text: string) => ({ settings: undefined, problems: [text] });
  if (name === undefined && stores.length !== 1) {
    return problem(
      stores.length === 0
        ? 'store: none is configured; add one to connector.yml and restart the worker'
        : `store: say which one (known: ${known.join(', ')})`,
    );
  }
  const wanted = name ?? known[0] ?? '';
  const settings = await directory.read(wanted);
  if (settings === null) {
    return problem(
      `store: unknown "${wanted}"${meant(nearestWord(wanted, known))} (known: ${known.join(', ')})`,
    );
  }
  if (!settings.enabled)
    return problem(`store: "${settings.name}" is switched off (enabled: false in connector.yml)`);
  return { settings, problems: [] };
}

function chosenResources(
  asked: readonly unknown[] | undefined,
  settings: StoreSettings | undefined,
) {
  const on = RESOURCES.filter((resource) => settings?.sync[resource] !== false);
  if (asked === undefined) {
    const problems =
      on.length > 0 ? [] : ['resources: everything is switched off under sync in connector.yml'];
    return { resources: on, problems };
  }
  const problems = asked.flatMap((word, at) => {
    const name = typeof word === 'string' ? word : JSON.stringify(word);
    if (!RESOURCES.some((resource) => resource === word)) {
      const near = meant(nearestWord(name, RESOURCES));
      return [`resources[${at}]: unknown "${name}"${near} (known: ${RESOURCES.join(', ')})`];
    }
    return on.some((resource) => resource === word)
      ? []
      : [`resources[${at}]: ${name} is switched off (sync.${name}: false in connector.yml)`];
  });
  if (asked.length === 0)
    problems.push('resources: the list is empty; leave it out to sync everything');
  return { resources: on.filter((resource) => asked.includes(resource)), problems };
}
