// Orders, products and categories: the bodies we send to Brevo and the lists it answers.
import { z } from 'zod';

export const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  isDeleted: z.boolean().nullish(),
  metaInfo: z.record(z.string(), z.unknown()).nullish(),
});

export const categorySchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string().nullish(),
  isDeleted: z.boolean().nullish(),
});

/** Only what we compare: Brevo's answer has more. */
export type KnownProduct = z.infer<typeof productSchema>;
export type KnownCategory = z.infer<typeof categorySchema>;

export interface ProductUpsert {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  readonly imageUrl?: string;
  readonly sku?: string;
  readonly price?: number;
  readonly alternativePrice?: number;
  readonly categories?: readonly string[];
  readonly parentId?: string;
  readonly stock?: number;
  readonly brand?: string;
  readonly description?: string;
  /** At most 20 keys, 20,000 characters together. */
  readonly metaInfo?: Readonly<Record<string, string | number>>;
  readonly isDeleted?: boolean;
  readonly deletedAt?: string;
}

export interface CategoryUpsert {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  readonly isDeleted?: boolean;
  readonly deletedAt?: string;
}

export interface OrderItem {
  readonly productId: string;
  readonly variantId?: string;
  readonly quantity: number;
  /** Unit price, major units, the account's currency. */
  readonly price: number;
}

/** The whole order: Brevo replaces what it had under this id. */
export interface OrderUpsert {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly status: string;
  /** Major units in the account's display currency: an order has no currency field. */
  readonly amount: number;
  readonly products: readonly OrderItem[];
  readonly identifiers: { readonly email_id: string } | { readonly ext_id: string };
  readonly billing?: {
    readonly address?: string;
    readonly city?: string;
    readonly countryCode?: string;
    readonly postCode?: string;
    readonly region?: string;
    readonly paymentMethod?: string;
  };
  readonly storeId?: string;
  readonly metaInfo?: Readonly<Record<string, string | number | boolean>>;
}
