// What the routes take: the schemas that check it, and that the OpenAPI document is made of.
import { z } from 'zod';
import { storeSection } from '../config/schema';
import { storeHashProblem } from '../config/store-identity';
import { RESOURCES } from '../contracts/names';
import type { FullSyncInput } from '../contracts/sync-plan';
import { partsOf, strictly } from './checked-input';
import type { ConnectRequest } from './connector';

const said = (missing: string, wrong: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? `It is missing: ${missing}` : wrong;

const HASH = 'the short id in the API path of the store, e.g. abc123.';

const storeHash = z.string({ error: said(HASH, `Write ${HASH}`) }).regex(/^[a-z0-9]{1,64}$/, {
  error: ({ input }) =>
    (typeof input === 'string' ? storeHashProblem(input) : undefined) ?? `Write ${HASH}`,
});

// It goes into a header, where nothing but visible ASCII may stand.
const secret = (what: string) =>
  z.string({ error: said(`${what}.`, `Write ${what} as a text.`) }).regex(/^[\x21-\x7e]{1,1024}$/, {
    error: `This is not ${what}: it is empty, too long, or has spaces or line breaks.`,
  });

const storeName = z
  .string({ error: 'Write the name of a store or its hash, once.' })
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, {
    error: 'Names and hashes of stores have letters, digits, _ and - only, at most 64 of them.',
  });

const newName = z
  .string({ error: 'Write a name as a text.' })
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, {
    error:
      'A store is named with letters, digits, _ and -, beginning with a letter, e.g. main: at most 64 of them.',
  });

const OWN: Readonly<Record<string, string>> = {
  store_hash: 'storeHash',
  access_token: 'accessToken',
  client_id: 'clientId',
  client_secret: 'clientSecret',
  brevo_api_key: 'brevoApiKey',
};

const settings = z
  .record(z.string(), z.unknown(), { error: 'Send an object with the words of connector.yml.' })
  .superRefine((written, context) => {
    for (const part of storeSection.safeParse(written).error?.issues.flatMap(partsOf) ?? []) {
      context.addIssue({ code: 'custom', path: [...part.path], message: part.sentence });
    }
    for (const [word, instead] of Object.entries(OWN)) {
      if (!Object.hasOwn(written, word)) continue;
      const message = `Whose store it is stands beside the settings: write ${instead} there.`;
      context.addIssue({ code: 'custom', path: [word], message });
    }
    for (const [at, line] of storefrontsOf(written).entries()) {
      if (!Object.hasOwn(line, 'brevo_api_key_env')) continue;
      const message =
        'Only a file can name a variable: send the key itself beside the settings, as storefrontBrevoApiKeys: {"<channel id>": key}.';
      const path = ['storefronts', at, 'brevo_api_key_env'];
      context.addIssue({ code: 'custom', path, message });
    }
  })
  .describe('The words of connector.yml for one store: sync, lists, customer_mapping, consent …');

/** Empty where they are left out or no list: the schema complains about that. */
const storefrontsOf = ({ storefronts }: Readonly<Record<string, unknown>>) =>
  z
    .array(z.record(z.string(), z.unknown()))
    .catch([])
    .parse(storefronts ?? []);

const storefrontKeys = z
  .record(z.string().regex(/^[1-9]\d{0,9}$/), secret('a Brevo API key'), {
    error: 'Send Brevo API keys, each named by the id of its channel.',
  })
  .describe('Keys of storefronts with another Brevo account, by channel id.');

/** A key for a channel that is no storefront would be kept and never used. */
function withoutStrayKeys(request: ConnectRequest, context: z.RefinementCtx<ConnectRequest>): void {
  const known = storefrontsOf(request.settings ?? {}).map(({ channel_id }) => String(channel_id));
  for (const channel of Object.keys(request.storefrontBrevoApiKeys ?? {})) {
    if (known.includes(channel)) continue;
    const message = `settings.storefronts has no channel ${channel}: add it there, or take this key out.`;
    context.addIssue({ code: 'custom', path: ['storefrontBrevoApiKeys', channel], message });
  }
}

export const connectRequest: z.ZodType<ConnectRequest> = strictly({
  name: newName.describe('A name to type instead of the hash.').exactOptional(),
  storeHash,
  accessToken: secret('the access token of a store-level API account'),
  clientId: secret('the client id of that API account').exactOptional(),
  clientSecret: secret('the client secret of that API account').exactOptional(),
  brevoApiKey: secret('a Brevo API key'),
  storefrontBrevoApiKeys: storefrontKeys.exactOptional(),
  settings: settings.exactOptional(),
}).superRefine(withoutStrayKeys);

const flag = z.boolean({ error: 'Write true or false.' });
const RESOURCE_LIST = `a list of some of ${RESOURCES.join(', ')}`;

export const syncRequest: z.ZodType<FullSyncInput> = strictly({
  store: storeName.describe('Needed when several stores are connected.').exactOptional(),
  type: z
    .enum(['full', 'incremental'], { error: 'Write "full" or "incremental".' })
    .exactOptional(),
  resources: z
    .array(z.enum(RESOURCES, { error: `Write one of ${RESOURCES.join(', ')}.` }), {
      error: `Write ${RESOURCE_LIST}.`,
    })
    .min(1, `Write ${RESOURCE_LIST}, or leave it out for all that are switched on.`)
    .max(RESOURCES.length, 'Name each resource once.')
    .exactOptional(),
  includeVariants: flag.exactOptional(),
  includeImages: flag.exactOptional(),
  approve: flag.exactOptional(),
  fresh: flag.exactOptional(),
});

export const nothing = strictly({});

export const oneStore = strictly({
  store: storeName.describe('The name of a store, or its hash.'),
});

export const maybeOneStore = strictly({ store: storeName.exactOptional() });

export const oneSync = strictly({
  workflowId: z
    .string()
    .min(1, 'Write the id of a sync.')
    .max(1000, 'An id has at most 1,000 characters.')
    .describe('As the start of a sync answered it, encoded: sync%2Fabc123.'),
});

const WAIT = 'Write how many seconds to wait: a whole number from 0 to 60.';

export const waiting = strictly({
  wait: z
    .preprocess(
      (written) =>
        typeof written === 'string' && /^\d{1,9}$/.test(written) ? Number(written) : written,
      z.number({ error: WAIT }).int(WAIT).min(0, WAIT).max(60, WAIT),
    )
    .describe('Seconds to wait for the end of the sync.')
    .exactOptional(),
});
