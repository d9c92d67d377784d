// The order as V2 sends it, and its lines gathered from the consignments they are spread over.
import { z } from 'zod';
import { orderLineSchema, orderSchema } from './order-records';
import type { Order, OrderLine } from './order-records';

// The specification's examples show some single objects where its schema has a list.
function listOf<T extends z.ZodType>(record: T) {
  return z.preprocess(
    (value): unknown => (Array.isArray(value) ? value : [value]),
    z.array(record),
  );
}

const groups = z.array(z.object({ line_items: listOf(orderLineSchema) })).optional();

const consignments = z
  .object({
    shipping: groups,
    downloads: groups,
    pickups: groups,
    // PHP writes an empty object as an empty list.
    email: z.preprocess(
      (value): unknown => (Array.isArray(value) && value.length === 0 ? {} : value),
      z.object({ gift_certificates: groups }).optional(),
    ),
  })
  // A pointer (`url`, `resource`) has none of them: taking it for an empty order would lose its lines.
  .refine(({ shipping, downloads, pickups, email }) =>
    [shipping, downloads, pickups, email].some((part) => part !== undefined),
  );

const head = orderSchema.omit({ lines: true });

/** For answers to `include=consignments.line_items`: without consignments the shape is unexpected. */
export const orderWithLinesSchema = head
  .extend({ consignments: listOf(consignments) })
  .transform(({ consignments: sent, ...order }): Order => ({
    ...order,
    lines: sent.flatMap(linesOf),
  }));

/** Here consignments are only a pointer. */
export const orderWithoutLinesSchema = head.transform((order): Order => ({ ...order, lines: [] }));

function linesOf({
  shipping,
  downloads,
  pickups,
  email,
}: z.infer<typeof consignments>): OrderLine[] {
  return [shipping, downloads, pickups, email?.gift_certificates].flatMap((parts) =>
    (parts ?? []).flatMap((part) => part.line_items),
  );
}
