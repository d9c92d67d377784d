// Stock of one variant by location, as far as it is used (inventory.v3.yml).
import { z } from 'zod';

export const inventoryItemSchema = z.object({
  identity: z.object({ product_id: z.int(), variant_id: z.int() }),
});

export type InventoryItem = z.infer<typeof inventoryItemSchema>;
