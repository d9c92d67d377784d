// The words of connector.yml: which keys exist, what each may hold, and what to say when it holds something else.
import { z } from 'zod';
import { durationMs } from './durations';
import { mappingSchema } from './mapping-schema';
import { nearestWord } from '../mapping/nearest-word';
import { orderStatusId, orderStatusList } from './order-statuses';
import { storeHashProblem } from './store-identity';
import { VARIABLE_NAME } from './storefront-keys';
import { INVENTORY_ALIAS, WEBHOOK_SCOPES } from './webhook-scopes';

/** A map whose unknown keys are refused by name: one line of the message for each of them. */
function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(key, known)).join('\n')
        : `This is a section: write ${known.slice(0, 3).join(', ')}${known.length > 3 ? ' …' : ''} as indented lines below it.`,
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known);
  const cure = near === undefined ? 'remove it' : `did you mean ${near}?`;
  return `There is no key ${key} here: ${cure} (Known: ${known.join(', ')}.)`;
}

/** A key may be left out or left empty. */
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema.optional()).optional();

const yesNo = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean({ error: 'Write true or false.' }),
);

const whole = (least: number, what: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z
      .number({ error: `Write ${what} as a whole number.` })
      .int(`Write ${what} as a whole number.`)
      .min(least, `Write ${what} as a whole number, at least ${String(least)}.`),
  );

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `Write one of: ${words.join(', ')}.` });

const duration = z
  .union([z.string(), z.number()], { error: 'Write a duration: 30, 30s, 5m or 1h.' })
  .transform((written, context) => {
    const milliseconds = durationMs(written);
    if (milliseconds !== undefined) return milliseconds;
    context.addIssue({
      code: 'custom',
      message: 'Write a duration: 30, 30s, 5m or 1h (a bare number is seconds).',
    });
    return z.NEVER;
  });

const text = z
  .string({ error: 'Write a text, in quotes when it looks like a number.' })
  .min(1, 'This is empty: write the value or take the line out.');

const storeHash = text.superRefine((written, context) => {
  const message = storeHashProblem(written);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

const listId = whole(1, "the list's id (Brevo: Contacts > Lists, the # column)");

const statusId = z
  .union([z.string(), z.number()], { error: 'Write a status id or name.' })
  .transform((written, context) => {
    const id = orderStatusId(written);
    if (id !== undefined) return id;
    const message = `BigCommerce has no order status ${String(written)}: write one of ${orderStatusList()}.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const scope = text.superRefine((written, context) => {
  if (written === INVENTORY_ALIAS || WEBHOOK_SCOPES.includes(written)) return;
  const near = nearestWord(written, WEBHOOK_SCOPES);
  const cure =
    near === undefined ? 'see connector.example.yml for those there are.' : `did you mean ${near}?`;
  context.addIssue({ code: 'custom', message: `BigCommerce sends no webhook ${written}: ${cure}` });
});

const topic = text.regex(
  /^[A-Za-z0-9_-]{1,255}$/,
  'This is the name of the event in Brevo: letters, digits, _ and - only, e.g. order_placed. (Not a URL: the receiver is always our own.)',
);

const webhooks = z.array(section({ scope, destination: topic }), {
  error: 'Write a list: one `- { scope: "store/…", destination: "event_name" }` a line.',
});

const lists = section({
  all_customers: maybe(listId),
  buyers: maybe(listId),
  abandoned_cart: maybe(listId),
});

const webAddress = text.superRefine((written, context) => {
  if (/^https?:\/\/[^\s/?#]+[^\s?#]*$/.test(written)) return;
  const message = 'Write the address shoppers use, e.g. https://eu.example.com';
  context.addIssue({ code: 'custom', message });
});

const variableName = text.regex(
  VARIABLE_NAME,
  'Write the name of the environment variable that holds the key, e.g. EU_BREVO_API_KEY: the name, not the key itself.',
);

/** Storefronts of one store; `channel_id` is what orders, customers and subscribers carry. */
const storefronts = z
  .array(
    section({
      channel_id: whole(1, "the channel's id (BigCommerce: GET /v3/channels)"),
      lists: maybe(lists),
      url: maybe(webAddress),
      brevo_api_key_env: maybe(variableName),
    }),
    { error: 'Write a list: one `- { channel_id: 2, lists: { all_customers: 50 } }` a line.' },
  )
  .max(100, 'Write at most 100 storefronts.')
  .superRefine((written, context) => {
    const seen = new Set<number>();
    for (const [at, { channel_id }] of written.entries()) {
      if (seen.has(channel_id)) {
        const message = `Channel ${String(channel_id)} has a line above: keep one of the two.`;
        context.addIssue({ code: 'custom', path: [at, 'channel_id'], message });
      }
      seen.add(channel_id);
    }
  });

const store = {
  enabled: maybe(yesNo),
  store_hash: maybe(storeHash),
  access_token: maybe(text),
  client_id: maybe(text),
  client_secret: maybe(text),
  brevo_api_key: maybe(text),
  sync: maybe(
    section({
      customers: maybe(yesNo),
      orders: maybe(yesNo),
      products: maybe(yesNo),
      carts: maybe(yesNo),
      inventory: maybe(yesNo),
    }),
  ),
  lists: maybe(lists),
  storefronts: maybe(storefronts),
  customer_mapping: maybe(mappingSchema),
  field_mapping: maybe(mappingSchema),
  webhooks: maybe(webhooks),
  consent: maybe(oneOf(['opt_in', 'all'])),
  on_cleared: maybe(oneOf(['clear', 'keep'])),
  deleted_customers: maybe(oneOf(['soft', 'hard'])),
  signature: maybe(oneOf(['when-present', 'required'])),
  metrics: maybe(
    section({
      counted_statuses: maybe(z.array(statusId, { error: 'Write a list of status ids or names.' })),
    }),
  ),
  changes: maybe(
    section({ window: maybe(duration), wide_window: maybe(duration), quiet: maybe(duration) }),
  ),
  guard: maybe(section({ max_list_joins: maybe(whole(0, 'how many people may join')) })),
  brevo: maybe(
    section({
      settle: maybe(duration),
      import_look: maybe(duration),
      activation_look: maybe(duration),
      import_bucket: maybe(oneOf(['contacts', 'hourly'])),
    }),
  ),
};

/** One store's keys. */
export const storeSection = section(store);

/** The whole file. */
export const fileSchema = section({
  connectors: maybe(
    section({
      bigcommerce: maybe(
        section({
          ...store,
          stores: maybe(
            z.record(z.string(), storeSection, {
              error: 'Name each store on a line of its own (main:, eu:) with its keys below it.',
            }),
          ),
        }),
      ),
    }),
  ),
  customer_mapping: maybe(mappingSchema),
  field_mapping: maybe(mappingSchema),
  webhooks: maybe(webhooks),
});

/** One store's keys as written and checked; what is left out is undefined. */
export type StoreSection = z.infer<typeof storeSection>;
