// Carts as BigCommerce answers them, and what the shop itself does about abandoned ones.
import { z } from 'zod';

const option = z.object({
  name: z.string().default(''),
  value: z.string().default(''),
});

/** A line of any kind; the vendor keeps four lists. */
export interface CartLine {
  readonly kind: 'physical' | 'digital' | 'gift' | 'custom';
  /** A UUID. */
  readonly id: string;
  /** 0 for gift certificates and custom items. */
  readonly productId: number;
  readonly variantId: number;
  readonly sku: string;
  readonly name: string;
  readonly url: string;
  readonly imageUrl: string;
  readonly quantity: number;
  /** Major units of the cart's currency for the whole line. */
  readonly total: number;
  /** For one. */
  readonly listPrice: number;
  readonly originalPrice: number;
  /** A part of another line. */
  readonly isPart: boolean;
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

const goods = (kind: 'physical' | 'digital') =>
  z
    .object({
      id: z.string(),
      product_id: z.int().default(0),
      variant_id: z.int().nullish(),
      // null in the vendor's examples, text in its schema.
      parent_id: z.union([z.string(), z.number()]).nullish(),
      sku: z.string().nullish(),
      name: z.string().default(''),
      url: z.string().nullish(),
      image_url: z.string().nullish(),
      quantity: z.number(),
      list_price: z.number(),
      original_price: z.number().nullish(),
      extended_sale_price: z.number().nullish(),
      options: z.array(option).nullish(),
    })
    .transform((line): CartLine => ({
      kind,
      id: line.id,
      productId: line.product_id,
      variantId: line.variant_id ?? 0,
      sku: line.sku ?? '',
      name: line.name,
      url: line.url ?? '',
      imageUrl: line.image_url ?? '',
      quantity: line.quantity,
      total: line.extended_sale_price ?? line.list_price * line.quantity,
      listPrice: line.list_price,
      originalPrice: line.original_price ?? line.list_price,
      isPart: line.parent_id != null,
      options: line.options ?? [],
    }));

const NO_PRODUCT = {
  productId: 0,
  variantId: 0,
  url: '',
  isPart: false,
  options: [],
} as const;

const gift = z
  .object({ id: z.string(), name: z.string().default(''), amount: z.number() })
  .transform(({ id, name, amount }): CartLine => ({
    ...NO_PRODUCT,
    kind: 'gift',
    id,
    name,
    sku: '',
    imageUrl: '',
    quantity: 1,
    total: amount,
    listPrice: amount,
    originalPrice: amount,
  }));

// Quantity and price are texts on custom items alone (carts.v3.yml).
const custom = z
  .object({
    id: z.string(),
    sku: z.string().nullish(),
    name: z.string().default(''),
    quantity: z.coerce.number(),
    list_price: z.coerce.number(),
    extended_list_price: z.coerce.number().nullish(),
    image_url: z.string().nullish(),
  })
  .transform((line): CartLine => ({
    ...NO_PRODUCT,
    kind: 'custom',
    id: line.id,
    name: line.name,
    sku: line.sku ?? '',
    imageUrl: line.image_url ?? '',
    quantity: line.quantity,
    total: line.extended_list_price ?? line.list_price * line.quantity,
    listPrice: line.list_price,
    originalPrice: line.list_price,
  }));

const listOf = <T>(line: z.ZodType<T>) =>
  z
    .array(line)
    .nullish()
    .transform((lines) => lines ?? []);

export const cartSchema = z
  .object({
    data: z.object({
      id: z.string(),
      customer_id: z.int().default(0),
      channel_id: z.int().default(1),
      // Left out or empty until the shopper types it.
      email: z.string().nullish(),
      currency: z.object({ code: z.string() }),
      base_amount: z.number().default(0),
      discount_amount: z.number().default(0),
      cart_amount: z.number(),
      line_items: z.object({
        physical_items: listOf(goods('physical')),
        digital_items: listOf(goods('digital')),
        gift_certificates: listOf(gift),
        custom_items: listOf(custom),
      }),
      created_time: z.string(),
      updated_time: z.string(),
    }),
  })
  .transform(({ data: { line_items: items, currency, email, ...cart } }) => ({
    ...cart,
    email: email ?? '',
    currency: currency.code.toUpperCase(),
    lines: [
      ...items.physical_items,
      ...items.digital_items,
      ...items.gift_certificates,
      ...items.custom_items,
    ],
  }));

export type Cart = z.infer<typeof cartSchema>;

export const cartSettingsSchema = z
  .object({
    data: z.object({
      enable_notification: z.boolean(),
      marketing_emails_require_customer_consent: z.boolean().default(true),
    }),
  })
  .transform(({ data }) => ({
    ownMails: data.enable_notification,
    needsConsent: data.marketing_emails_require_customer_consent,
  }));

/**
 * `ownMails`: BigCommerce itself writes to shoppers who left a cart. `needsConsent`: the shop has decided that such
 * mails need the shopper's word (abandoned_carts.v3.yml).
 */
export type CartSettings = z.infer<typeof cartSettingsSchema>;
