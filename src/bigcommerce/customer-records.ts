// The people of a shop as BigCommerce answers them: customers, their groups, attributes and subscribers.
import { z } from 'zod';

const address = z.object({
  first_name: z.string().default(''),
  last_name: z.string().default(''),
  company: z.string().default(''),
  address1: z.string().default(''),
  address2: z.string().default(''),
  city: z.string().default(''),
  state_or_province: z.string().default(''),
  postal_code: z.string().default(''),
  country: z.string().default(''),
  country_code: z.string().default(''),
  phone: z.string().default(''),
});

// A form field's value is text, a number or a list of texts (checkboxes) — customers.v3.yml formFieldValue.
const formField = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
});

export const customerSchema = z.object({
  id: z.int(),
  email: z.string(),
  first_name: z.string().default(''),
  last_name: z.string().default(''),
  company: z.string().default(''),
  phone: z.string().default(''),
  customer_group_id: z.int().default(0),
  address_count: z.int().optional(),
  attribute_count: z.int().optional(),
  date_created: z.string(),
  date_modified: z.string(),
  accepts_product_review_abandoned_cart_emails: z.boolean().default(false),
  origin_channel_id: z.int().optional(),
  addresses: z.array(address).default([]),
  attributes: z.array(z.object({ attribute_id: z.int(), attribute_value: z.string() })).default([]),
  form_fields: z.array(formField).default([]),
});

/** An attribute's definition: customers carry only its id (customers.v3.yml). */
export const customerAttributeSchema = z.object({ id: z.int(), name: z.string() });

export const customerGroupSchema = z.object({ id: z.int(), name: z.string() });

/** `consents` empty means unsubscribed (subscribers.v3.yml). */
export const subscriberSchema = z.object({
  id: z.int(),
  email: z.string(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  consents: z.array(z.string()).default([]),
  channel_id: z.int().nullish(),
  date_modified: z.string(),
});

export type Customer = z.infer<typeof customerSchema>;
export type CustomerAttribute = z.infer<typeof customerAttributeSchema>;
export type CustomerGroup = z.infer<typeof customerGroupSchema>;
export type Subscriber = z.infer<typeof subscriberSchema>;
