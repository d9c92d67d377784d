// Seeds orders: who bought what, in which currency, how far it got.

import type { ShopProduct, ShopVariant } from './catalog-records';
import { convertCents, moneyText, rateText } from './money';
import type { ShopCurrency } from './money';
import type { ShopBillingAddress, ShopOrder, ShopOrderLine } from './order-records';
import { progressOf, totalsOf } from './order-totals';
import type { Random } from './random';

export interface OrderSeed {
  readonly random: Random;
  readonly id: number;
  /** 0 is a guest. */
  readonly customerId: number;
  readonly billing: ShopBillingAddress;
  readonly channelId: number;
  readonly currency: ShopCurrency;
  readonly statusId: number;
  readonly lineCount: number;
  readonly products: readonly ShopProduct[];
  readonly externalSource?: string;
  readonly brandName: (brandId: number) => string;
  readonly times: { readonly date_created: string; readonly date_modified: string };
}

const payments = ['Credit Card', 'PayPal', 'Bank Deposit', 'Cash on Delivery', 'Apple Pay'];
const linesPerOrder = 100;

export function seedOrder(seed: OrderSeed): ShopOrder {
  const { random, id, currency, statusId, times } = seed;
  const lines = Array.from({ length: seed.lineCount }, (_, at) => seedLine(seed, at));
  const shippingCents = random.chance(0.6) ? convertCents(500, currency) : 0;
  const discountCents = random.chance(0.1)
    ? Math.min(firstLineCents(lines), convertCents(200, currency))
    : 0;
  const totals = totalsOf(lines, { shippingCents, discountCents });
  return {
    id,
    lines,
    customer_id: seed.customerId,
    ...times,
    ...progressOf(statusId, totals.items_total, times.date_modified),
    ...totals,
    status_id: statusId,
    shipping_cost_inc_tax: moneyText(shippingCents),
    discount_amount: moneyText(discountCents),
    payment_method: random.pick(payments),
    default_currency_code: currency,
    store_default_currency_code: 'USD',
    store_default_to_transactional_exchange_rate: rateText(currency),
    is_deleted: false,
    is_email_opt_in: random.chance(0.2),
    cart_id: random.uuid(),
    order_source: random.chance(0.05) ? 'manual' : 'www',
    channel_id: seed.channelId,
    external_source: seed.externalSource ?? null,
    customer_message: random.chance(0.05) ? 'Please leave it with the neighbours 🙏' : '',
    refunds: [],
    billing_address: seed.billing,
  };
}

function firstLineCents(lines: readonly ShopOrderLine[]): number {
  return Math.round(Number(lines[0]?.price_ex_tax ?? '0') * 100);
}

function seedLine(seed: OrderSeed, at: number): ShopOrderLine {
  const { random } = seed;
  const id = seed.id * linesPerOrder + at;
  const quantity = random.chance(0.75) ? 1 : random.int(2, 6);
  if (seed.products.length === 0 || random.chance(0.02)) {
    const prices = priced(random.int(500, 9000), seed.currency);
    return {
      id,
      quantity,
      product_id: 0,
      name: 'Engraving to order',
      sku: '',
      type: 'physical',
      brand: '',
      ...prices,
    };
  }
  const product = random.pick(seed.products);
  const variant = random.pick(product.variants);
  return {
    id,
    quantity,
    product_id: product.id,
    variant_id: variant.id,
    name: product.name,
    sku: variant.sku,
    type: product.type,
    brand: product.brand_id === 0 ? '' : seed.brandName(product.brand_id),
    ...priced(Math.round(priceOf(product, variant) * 100), seed.currency),
    ...optionOf(variant),
  };
}

/** What a shopper pays: the variant's own price, else the sale price, else the price. */
export function priceOf(product: ShopProduct, variant?: ShopVariant): number {
  return variant?.price ?? (product.sale_price > 0 ? product.sale_price : product.price);
}

function priced(
  usdCents: number,
  currency: ShopCurrency,
): Pick<ShopOrderLine, 'price_ex_tax' | 'price_inc_tax'> {
  const net = convertCents(usdCents, currency);
  const step = currency === 'JPY' ? 100 : 1;
  const tax = Math.round(net / 10 / step) * step;
  return { price_ex_tax: moneyText(net), price_inc_tax: moneyText(net + tax) };
}

function optionOf(variant: ShopVariant): Pick<ShopOrderLine, 'option'> {
  const chosen = variant.option_values[0];
  if (chosen === undefined) return {};
  return { option: { name: chosen.option_display_name, value: chosen.label } };
}
