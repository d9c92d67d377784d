// The goods of the toy shop, in BigCommerce's field names; prices are numbers, times are ISO.

export interface ShopVariant {
  readonly id: number;
  readonly product_id: number;
  readonly sku: string;
  /** null for the base variant of a simple product. */
  readonly sku_id: number | null;
  /** null inherits the product's price. */
  readonly price: number | null;
  readonly inventory_level: number;
  readonly purchasing_disabled: boolean;
  readonly image_url: string;
  readonly option_values: readonly {
    readonly id: number;
    readonly label: string;
    readonly option_id: number;
    readonly option_display_name: string;
  }[];
}

export interface ShopImage {
  readonly id: number;
  readonly is_thumbnail: boolean;
  readonly sort_order: number;
  readonly description: string;
  readonly file: string;
}

export interface ShopProduct {
  readonly id: number;
  readonly name: string;
  readonly type: 'physical' | 'digital';
  readonly sku: string;
  /** HTML. */
  readonly description: string;
  readonly weight: number;
  readonly price: number;
  readonly cost_price: number;
  readonly retail_price: number;
  /** 0 is no sale. */
  readonly sale_price: number;
  readonly categories: readonly number[];
  /** 0 is no brand. */
  readonly brand_id: number;
  readonly inventory_level: number;
  readonly inventory_tracking: 'none' | 'product' | 'variant';
  readonly total_sold: number;
  readonly is_visible: boolean;
  readonly is_featured: boolean;
  readonly availability: 'available' | 'disabled' | 'preorder';
  readonly custom_url: { readonly url: string; readonly is_customized: boolean };
  /** The channels it is sold in. */
  readonly channels: readonly number[];
  readonly date_created: string;
  readonly date_modified: string;
  readonly images: readonly ShopImage[];
  readonly custom_fields: readonly {
    readonly id: number;
    readonly name: string;
    readonly value: string;
  }[];
  /** At least one: a simple product has its base variant. */
  readonly variants: readonly ShopVariant[];
}

/** A storefront, or another place to sell. */
export interface ShopChannel {
  readonly id: number;
  readonly name: string;
  readonly type: 'storefront' | 'pos';
  /** Absent where it has no site. */
  readonly url?: string;
}

export interface ShopCategory {
  readonly id: number;
  /** 0 at the top. */
  readonly parent_id: number;
  readonly name: string;
  readonly url: string;
  readonly is_visible: boolean;
}

export interface ShopBrand {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}
