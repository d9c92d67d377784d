// Orders as BigCommerce's V2 API answers them, with their lines from `include=consignments.line_items`.
import { z } from 'zod';

/** Money is text, usually with four decimals; some examples have none (orders.v2.oas2.yml). */
const money = z.string();

export const orderLineSchema = z.object({
  id: z.int(),
  // 0 for custom products and gift certificates.
  product_id: z.int().default(0),
  variant_id: z.int().nullish(),
  name: z.string().default(''),
  sku: z.string().default(''),
  quantity: z.number(),
  price_inc_tax: money.optional(),
  price_ex_tax: money.optional(),
});

export const billingAddressSchema = z.object({
  first_name: z.string().default(''),
  last_name: z.string().default(''),
  company: z.string().default(''),
  street_1: z.string().default(''),
  street_2: z.string().default(''),
  city: z.string().default(''),
  state: z.string().default(''),
  zip: z.string().default(''),
  country: z.string().default(''),
  country_iso2: z.string().default(''),
  phone: z.string().default(''),
  email: z.string().default(''),
});

export const orderSchema = z.object({
  id: z.int(),
  customer_id: z.int(),
  // RFC-2822 in UTC.
  date_created: z.string(),
  date_modified: z.string(),
  status_id: z.int(),
  status: z.string(),
  // '' until something was shipped.
  date_shipped: z.string().nullish(),
  items_total: z.number().default(0),
  items_shipped: z.number().default(0),
  total_inc_tax: money,
  // One of a dozen words, '' among them; of a refund it says so whatever the status is.
  payment_status: z.string().nullish(),
  payment_method: z.string().default(''),
  currency_code: z.string().default(''),
  // What the shopper paid in; the amounts are in this currency.
  default_currency_code: z.string().default(''),
  store_default_currency_code: z.string().default(''),
  store_default_to_transactional_exchange_rate: z.string().nullish(),
  is_deleted: z.boolean().default(false),
  is_email_opt_in: z.boolean().default(false),
  channel_id: z.int().default(1),
  external_source: z.string().nullish(),
  // The cart it was made from; empty for orders made by hand.
  cart_id: z.string().nullish(),
  billing_address: billingAddressSchema,
  lines: z.array(orderLineSchema),
});

export const orderStatusSchema = z.object({ id: z.int(), name: z.string() });

/** `refunded_amount` of the order is always 0: this list alone says so. */
export const refundSchema = z.object({
  id: z.int(),
  created: z.string().nullish(),
  // Documented as a number.
  total_amount: z.union([z.number(), z.string()]).nullish(),
});

/** How many orders there are in each status. */
export const orderCountSchema = z.object({
  count: z.int(),
  statuses: z.array(z.object({ id: z.int(), count: z.int() })).default([]),
});

export type Refund = z.infer<typeof refundSchema>;
export type OrderLine = z.infer<typeof orderLineSchema>;
export type BillingAddress = z.infer<typeof billingAddressSchema>;
export type Order = z.infer<typeof orderSchema>;
export type OrderStatus = z.infer<typeof orderStatusSchema>;
