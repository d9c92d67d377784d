// The carts of the toy shop, in BigCommerce's field names; prices are numbers, times are ISO.

export interface ShopCartLine {
  readonly id: string;
  readonly type: 'physical' | 'digital' | 'custom';
  /** 0 for custom items. */
  readonly product_id: number;
  readonly variant_id: number;
  readonly sku: string;
  readonly name: string;
  readonly url: string;
  readonly image_url: string;
  readonly quantity: number;
  /** What the catalog asks, and what this cart asks for one. */
  readonly original_price: number;
  readonly list_price: number;
  /** Chosen: a variant's options, and the product's modifiers beside them. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

export interface ShopCart {
  /** A UUID; the checkout's too. */
  readonly id: string;
  /** 0 is a guest. */
  readonly customer_id: number;
  readonly channel_id: number;
  /** Empty until the shopper types it at checkout or signs in. */
  readonly email: string;
  readonly currency: string;
  readonly lines: readonly ShopCartLine[];
  readonly created_time: string;
  readonly updated_time: string;
  readonly version: number;
}
