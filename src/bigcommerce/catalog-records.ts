// Products, variants, categories and brands as BigCommerce's V3 catalogue answers them.
import { z } from 'zod';

const image = z.object({
  is_thumbnail: z.boolean().default(false),
  sort_order: z.int().default(0),
  url_standard: z.string().default(''),
});

const variantSchema = z.object({
  id: z.int(),
  product_id: z.int(),
  sku: z.string().nullish(),
  // null means "inherit from the product"; calculated_price is resolved (product-variants_catalog.v3.yml).
  calculated_price: z.number().nullish(),
  purchasing_disabled: z.boolean().default(false),
  image_url: z.string().nullish(),
  inventory_level: z.int().nullish(),
  option_values: z
    .array(z.object({ label: z.string(), option_display_name: z.string() }))
    .default([]),
});

export const productSchema = z.object({
  id: z.int(),
  name: z.string(),
  sku: z.string().default(''),
  description: z.string().default(''),
  price: z.number(),
  retail_price: z.number().nullish(),
  sale_price: z.number().nullish(),
  calculated_price: z.number().nullish(),
  categories: z.array(z.int()).default([]),
  brand_id: z.int().nullish(),
  inventory_level: z.int().nullish(),
  inventory_tracking: z.enum(['none', 'product', 'variant']).default('none'),
  is_visible: z.boolean(),
  availability: z.string().default('available'),
  custom_url: z.object({ url: z.string() }).nullish(),
  date_modified: z.string(),
  images: z.array(image).default([]),
  custom_fields: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  variants: z.array(variantSchema).default([]),
  // Only where it is asked for.
  channels: z.array(z.int()).optional(),
});

const channels = z.array(z.int());

/** Where a product is sold must be said once it is asked for: silence would move it. */
export const soldProductSchema = productSchema.extend({ channels });

export const productIdSchema = z.object({ id: z.int(), channels: channels.optional() });
export const soldProductIdSchema = productIdSchema.extend({ channels });

export const categorySchema = z.object({
  id: z.int(),
  parent_id: z.int(),
  name: z.string(),
  custom_url: z.object({ url: z.string() }).nullish(),
});

export const brandSchema = z.object({ id: z.int(), name: z.string() });

export type Variant = z.infer<typeof variantSchema>;
export type Product = z.infer<typeof productSchema>;
export type ProductId = z.infer<typeof productIdSchema>;
export type Category = z.infer<typeof categorySchema>;
export type Brand = z.infer<typeof brandSchema>;
