// What the shop itself does about abandoned carts (abandoned_carts.v3.yml).
import { z } from 'zod';

export const cartSettingsSchema = z
  .object({ data: z.object({ enable_notification: z.boolean() }) })
  .transform(({ data }) => ({ ownMails: data.enable_notification }));

/** `ownMails`: BigCommerce itself writes to shoppers who left a cart. */
export type CartSettings = z.infer<typeof cartSettingsSchema>;
