// What an order must look like before Brevo takes it.
import { z } from 'zod';

// UTC only, with or without milliseconds (developers.brevo.com/docs/import-your-orders).
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, 'should be a UTC date-time')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'should be a real date');

const lineSchema = z
  .object({
    productId: z.string().min(1),
    price: z.number(),
    quantity: z.int().optional(),
    quantityFloat: z.number().optional(),
    variantId: z.string().optional(),
  })
  .refine(
    (line) => (line.quantity === undefined) !== (line.quantityFloat === undefined),
    'exactly one of quantity and quantityFloat is required',
  );

// The schema makes identifiers optional; the guide demands at least one.
const identifiersSchema = z
  .object({
    email_id: z.string().min(1).optional(),
    ext_id: z.string().min(1).optional(),
    phone_id: z.string().min(1).optional(),
    loyalty_subscription_id: z.string().min(1).optional(),
  })
  .refine(
    (identifiers) => Object.keys(identifiers).length > 0,
    'at least one identifier is required',
  );

const billingSchema = z.object({
  address: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
  countryCode: z.string().length(2).optional(),
  paymentMethod: z.string().optional(),
  phone: z.string().optional(),
  postCode: z.string().optional(),
  region: z.string().optional(),
});

export const orderSchema = z.object({
  id: z.string().min(1),
  createdAt: instant,
  updatedAt: instant,
  status: z.string().min(1),
  amount: z.number(),
  products: z.array(lineSchema),
  identifiers: identifiersSchema,
  billing: billingSchema.optional(),
  coupons: z.array(z.string()).optional(),
  storeId: z.string().optional(),
  metaInfo: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

export const orderBatchSchema = z.object({
  orders: z.array(orderSchema).min(1),
  historical: z.boolean().default(true),
  notifyUrl: z.string().optional(),
});

export type OrderBody = z.infer<typeof orderSchema>;
