// The orders of the toy shop, in BigCommerce's field names; money is text in the currency paid, times are ISO.

export interface ShopOrderLine {
  readonly id: number;
  /** 0 for custom products and gift certificates. */
  readonly product_id: number;
  /** Absent for custom products and gift certificates. */
  readonly variant_id?: number;
  readonly name: string;
  readonly sku: string;
  readonly type: 'physical' | 'digital' | 'giftcertificate';
  readonly quantity: number;
  readonly price_ex_tax: string;
  readonly price_inc_tax: string;
  readonly brand: string;
  /** What was chosen of a product with variants, such as Size: M. */
  readonly option?: { readonly name: string; readonly value: string };
}

export interface ShopBillingAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly street_1: string;
  readonly street_2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
  readonly country_iso2: string;
  readonly phone: string;
  readonly email: string;
}

export interface ShopRefund {
  readonly id: number;
  /** ISO. */
  readonly created: string;
  /** Major units of the currency paid. */
  readonly total_amount: number;
  readonly reason: string;
}

export interface ShopOrder {
  readonly id: number;
  /** 0 is a guest. */
  readonly customer_id: number;
  readonly date_created: string;
  readonly date_modified: string;
  /** Empty until something was shipped. */
  readonly date_shipped: string;
  readonly status_id: number;
  readonly lines: readonly ShopOrderLine[];
  readonly subtotal_ex_tax: string;
  readonly subtotal_inc_tax: string;
  readonly shipping_cost_inc_tax: string;
  readonly discount_amount: string;
  readonly total_tax: string;
  readonly total_ex_tax: string;
  readonly total_inc_tax: string;
  readonly items_total: number;
  readonly items_shipped: number;
  readonly payment_method: string;
  readonly payment_status: string;
  /** What the shopper paid in; every amount is in it. */
  readonly default_currency_code: string;
  readonly store_default_currency_code: string;
  /** Units of the currency paid for one unit of the shop's; a few old orders have '' or nothing. */
  readonly store_default_to_transactional_exchange_rate: string | undefined;
  readonly is_deleted: boolean;
  readonly is_email_opt_in: boolean;
  readonly cart_id: string;
  readonly order_source: string;
  readonly channel_id: number;
  readonly external_source: string | null;
  readonly customer_message: string;
  /** Money given back by the Refund action; a status can be set by hand without. */
  readonly refunds: readonly ShopRefund[];
  readonly billing_address: ShopBillingAddress;
}

export interface ShopOrderStatus {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly order: number;
}
