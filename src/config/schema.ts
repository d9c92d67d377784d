// The words of connector.yml: which keys exist, what each may hold, and what to say when it holds something else.
import { z } from 'zod';
import { mappingSchema } from './mapping-schema';
import { nearestWord } from '../mapping/nearest-word';
import { orderStatusId, orderStatusList } from './order-statuses';
import { duration, maybe, oneOf, section, text, whole, yesNo } from './schema-words';
import { skillsSchema } from './skills-schema';
import { storeHashProblem } from './store-identity';
import { VARIABLE_NAME } from './storefront-keys';
import { INVENTORY_ALIAS, WEBHOOK_SCOPES } from './webhook-scopes';

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
  skills: maybe(skillsSchema),
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
  skills: maybe(skillsSchema),
});

/** One store's keys as written and checked; what is left out is undefined. */
export type StoreSection = z.infer<typeof storeSection>;
