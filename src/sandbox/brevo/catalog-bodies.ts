// What products and categories must look like before Brevo takes them.
import { z } from 'zod';

const id = z.string().min(1);
const deletion = { isDeleted: z.boolean().optional(), deletedAt: z.iso.datetime().optional() };

const metaInfo = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .refine((meta) => Object.keys(meta).length <= 20, 'at most 20 keys are allowed')
  .refine((meta) => JSON.stringify(meta).length <= 20_000, 'at most 20,000 characters are allowed');

export const productSchema = z.object({
  id,
  name: z.string().min(1).optional(),
  url: z.string().optional(),
  imageUrl: z.string().optional(),
  sku: z.string().optional(),
  price: z.number().optional(),
  alternativePrice: z.number().optional(),
  categories: z.array(z.string()).optional(),
  parentId: z.string().optional(),
  stock: z.number().optional(),
  brand: z.string().max(128).optional(),
  description: z.string().max(3_000).optional(),
  metaInfo: metaInfo.optional(),
  ...deletion,
});

export const categorySchema = z.object({
  id,
  name: z.string().min(1).optional(),
  url: z.string().optional(),
  ...deletion,
});

export type ProductBody = z.infer<typeof productSchema>;
export type CategoryBody = z.infer<typeof categorySchema>;
