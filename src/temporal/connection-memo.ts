// Reads what a store's connection keeps in its memo; the one place where that shape is checked.
import { z } from 'zod';
import { RESOURCES } from '../contracts/names';
import type { ConnectionMemo } from '../contracts/store-connection';
import { skillMemo } from './skill-memo';

const perResource = z.object({ customers: z.number(), orders: z.number(), products: z.number() });

const lists = z.object({
  allCustomers: z.number().exactOptional(),
  buyers: z.number().exactOptional(),
  abandonedCart: z.number().exactOptional(),
});

const schema: z.ZodType<ConnectionMemo> = z.object({
  store: z.object({
    options: z.object({
      name: z.string(),
      storeHash: z.string(),
      clientId: z.string().exactOptional(),
      enabled: z.boolean(),
      sync: z.object({
        customers: z.boolean(),
        orders: z.boolean(),
        products: z.boolean(),
        carts: z.boolean(),
        inventory: z.boolean(),
      }),
      lists,
      storefronts: z
        .array(
          z.object({
            channelId: z.number(),
            lists,
            url: z.string().exactOptional(),
            account: z.enum(['default', 'own']),
          }),
        )
        .exactOptional(),
      customerMapping: z.array(z.object({ path: z.string(), attribute: z.string() })),
      webhooks: z.array(z.object({ scope: z.string(), topic: z.string() })),
      consent: z.enum(['opt_in', 'all']),
      onCleared: z.enum(['clear', 'keep']),
      deletedCustomers: z.enum(['soft', 'hard']),
      signature: z.literal('required').exactOptional(),
      countedStatuses: z.array(z.number()),
      maxListJoins: z.number(),
      brevo: z.object({
        settleMs: z.number(),
        importLookMs: z.number(),
        activationLookMs: z.number(),
        importBucket: z.enum(['contacts', 'hourly']),
      }),
      changes: z
        .object({ windowMs: z.number(), wideWindowMs: z.number(), quietMs: z.number() })
        // A store that was connected before there were live changes.
        .default({ windowMs: 2_000, wideWindowMs: 10_000, quietMs: 60_000 }),
      skills: skillMemo.exactOptional(),
      reserve: z.number(),
    }),
    secrets: z.object({
      accessToken: z.string(),
      clientSecret: z.string().exactOptional(),
      brevoApiKey: z.string(),
      storefrontKeys: z.record(z.string(), z.string()).exactOptional(),
      hookSecret: z.string().exactOptional(),
    }),
    digest: z.string(),
  }),
  status: z.object({
    store: z.string(),
    name: z.string(),
    connectedAt: z.string(),
    lastSync: z.string().nullable(),
    lastSummary: z.string().exactOptional(),
    counts: perResource,
    watermarks: z.partialRecord(z.enum(RESOURCES), z.string()),
    mappingHash: z.string().exactOptional(),
    rejected: perResource,
    off: z.array(z.string()),
    storefronts: z
      .array(
        z.object({
          channelId: z.number(),
          url: z.string(),
          lists,
          account: z.enum(['default', 'own']),
        }),
      )
      .exactOptional(),
    hooks: z
      .object({
        wanted: z.number(),
        active: z.number(),
        repaired: z.number(),
        lastChecked: z.string(),
        problems: z.array(z.string()),
        lastGap: z.object({ since: z.string(), until: z.string() }).exactOptional(),
      })
      .exactOptional(),
    unknownEvents: z.object({ count: z.number(), last: z.array(z.string()) }).exactOptional(),
  }),
});

/** Null while nothing is connected: the first connect is being checked, or was refused. */
export function readMemo(
  memo: Readonly<Record<string, unknown>> | undefined,
): ConnectionMemo | null {
  if (memo?.store === undefined || memo.store === null) return null;
  return schema.parse(memo);
}
