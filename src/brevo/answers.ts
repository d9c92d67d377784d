// Shapes that many of Brevo's answers share.
import { z } from 'zod';

/** For calls whose answer says nothing we need: 204, or an id we know already. */
export const nothing = {
  schema: z.unknown().transform(() => undefined),
  empty: { value: undefined },
};

/** An empty list may be left out or null. */
export function page<T extends z.ZodType>(record: T) {
  return z
    .array(record)
    .nullish()
    .transform((records) => records ?? []);
}
