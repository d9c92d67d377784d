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
  /** Empty where the catalog has no picture. */
  readonly image_url: string;
  readonly quantity: number;
  /** What the catalog asks, and what this cart asks for one. */
  readonly original_price: number;
  readonly list_price: number;
  /** What promotions of the product take off the whole line. */
  readonly discounts: readonly ShopCartDiscount[];
  readonly gift_wrapping?: ShopGiftWrapping;
  /** Chosen: a variant's options, and the product's modifiers beside them. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

export interface ShopCartDiscount {
  /** Of the promotion at a line; of the line at a cart. */
  readonly id: string;
  readonly discounted_amount: number;
}

export interface ShopGiftWrapping {
  readonly name: string;
  readonly message: string;
  readonly amount: number;
}

export interface ShopGiftCertificate {
  readonly id: string;
  readonly name: string;
  readonly theme: 'Birthday' | 'Boy' | 'Celebration' | 'Christmas' | 'General' | 'Girl';
  readonly amount: number;
  readonly sender: ShopContact;
  readonly recipient: ShopContact;
  readonly message: string;
}

interface ShopContact {
  readonly name: string;
  readonly email: string;
}

/** So many percent off every line; gift certificates cost what they cost. */
export interface ShopCoupon {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly percent: number;
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
  readonly gift_certificates: readonly ShopGiftCertificate[];
  readonly coupons: readonly ShopCoupon[];
  /** What promotions of the order take off, by line. */
  readonly discounts: readonly ShopCartDiscount[];
  /** What the merchant took off by hand. */
  readonly manual_discount_amount: number;
  readonly created_time: string;
  readonly updated_time: string;
  readonly version: number;
}
