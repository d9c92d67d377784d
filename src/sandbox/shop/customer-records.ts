// The people of the toy shop, in BigCommerce's field names; times are ISO in whole seconds, UTC.

export interface ShopAddress {
  readonly id: number;
  readonly customer_id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state_or_province: string;
  readonly postal_code: string;
  readonly country: string;
  readonly country_code: string;
  readonly phone: string;
  readonly address_type: 'residential' | 'commercial';
}

export interface ShopAttributeValue {
  readonly id: number;
  readonly attribute_id: number;
  readonly attribute_value: string;
}

export interface ShopFormField {
  readonly name: string;
  readonly value: string | number | readonly string[];
}

export interface ShopCustomer {
  readonly id: number;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly phone: string;
  readonly notes: string;
  /** 0 is no group. */
  readonly customer_group_id: number;
  readonly date_created: string;
  readonly date_modified: string;
  readonly accepts_product_review_abandoned_cart_emails: boolean;
  readonly origin_channel_id: number;
  /** null is a login for every storefront. */
  readonly channel_ids: readonly number[] | null;
  readonly store_credit: number;
  /** All of them; the API shows ten. */
  readonly addresses: readonly ShopAddress[];
  readonly attributes: readonly ShopAttributeValue[];
  readonly form_fields: readonly ShopFormField[];
}

export interface ShopSubscriber {
  readonly id: number;
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly source: 'storefront' | 'order' | 'custom';
  readonly order_id: number | null;
  readonly channel_id: number;
  /** Empty means unsubscribed. */
  readonly consents: readonly ('marketing_newsletter' | 'abandoned_cart')[];
  readonly date_created: string;
  readonly date_modified: string;
}

export interface ShopCustomerGroup {
  readonly id: number;
  readonly name: string;
  readonly is_default: boolean;
  readonly date_created: string;
  readonly date_modified: string;
}

export interface ShopCustomerAttribute {
  readonly id: number;
  readonly name: string;
  readonly type: 'string' | 'number' | 'date';
  readonly date_created: string;
  readonly date_modified: string;
}
