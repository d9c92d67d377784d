// The shop's own card (`GET /v2/store`): currency, address and the pair of ids that name it.
import { z } from 'zod';

export const storeSchema = z.object({
  // `id` is the hash, `store_id` the number that webhooks carry (store_information.v2.yml).
  id: z.string(),
  store_id: z.int(),
  name: z.string(),
  secure_url: z.string(),
  currency: z.string(),
  country_code: z.string().default(''),
  plan_level: z.string().default(''),
});

export type Store = z.infer<typeof storeSchema>;
