// Decimal money: amounts are texts at BigCommerce, whole minor units here and major units at Brevo.
import { Decimal } from 'decimal.js-light';
import type { Order } from '../bigcommerce/order-records';
import { currencyDigits } from './currency-digits';

export type Minor =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly reason: 'absurd amount' };

export type Converted =
  | {
      readonly ok: true;
      /** Major units, rounded to the currency's decimals. */
      readonly amount: number;
      /** The same amount in whole minor units. */
      readonly minor: number;
      readonly converted: boolean;
    }
  | { readonly ok: false; readonly reason: 'no exchange rate' | 'absurd amount' };

/** The three fields of an order that say what its amounts mean. */
export type OrderCurrencies = Pick<
  Order,
  | 'default_currency_code'
  | 'store_default_currency_code'
  | 'store_default_to_transactional_exchange_rate'
>;

// The library's default of 20 significant digits would round large amounts with small rates.
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
const decimalText = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/;

/** `"361.9500"` with 2 digits is 36195, rounded half up. What is no number or no safe integer is absurd. */
export function toMinor(text: string, digits = 4): Minor {
  return decimalText.test(text.trim())
    ? roundToMinor(new Exact(text.trim()), digits)
    : { ok: false, reason: 'absurd amount' };
}

/** The exact sum of two amounts in minor units; throws a RangeError where a sum could no longer be exact. */
export function addMinor(left: number, right: number): number {
  const sum = left + right;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(sum))
    return sum;
  throw new RangeError('A sum of money left the range of exact integers.');
}

/** Major units as the nearest JSON number: one correctly rounded division of two exact integers. */
export function fromMinor(minor: number, digits: number): number {
  return minor / 10 ** digits;
}

/**
 * An order's amount in the store's currency, which is the Brevo account's: Brevo's orders carry no currency.
 * The order's own rate is used, never today's; an amount without a usable rate is refused.
 */
export function convertToStore(
  amountText: string,
  order: OrderCurrencies,
  currency: string,
): Converted {
  const divisor = divisorOf(order, currency.trim().toUpperCase());
  if (divisor === undefined) return { ok: false, reason: 'no exchange rate' };
  const text = amountText.trim();
  if (!decimalText.test(text)) return { ok: false, reason: 'absurd amount' };
  const digits = currencyDigits(currency);
  const amount = new Exact(text);
  const rounded = roundToMinor(divisor === 'same' ? amount : amount.div(divisor), digits);
  if (!rounded.ok) return rounded;
  return { ...rounded, amount: fromMinor(rounded.minor, digits), converted: divisor !== 'same' };
}

// store_default_to_transactional_exchange_rate leads from the store's currency to the shopper's, so the way back is
// a division (orders.v2.oas2.yml). Both fields are empty where multi-currency is off.
function divisorOf(order: OrderCurrencies, currency: string): Decimal | 'same' | undefined {
  const paidIn = order.default_currency_code.trim().toUpperCase();
  if (paidIn === currency) return 'same';
  const base = order.store_default_currency_code.trim().toUpperCase() || currency;
  const rate = (order.store_default_to_transactional_exchange_rate ?? '').trim();
  // An old order of a shop that has changed its currency leads to the former one: no rate for ours.
  if (paidIn === '' || base !== currency || !decimalText.test(rate)) return undefined;
  const divisor = new Exact(rate);
  return divisor.isPositive() && !divisor.isZero() ? divisor : undefined;
}

function roundToMinor(amount: Decimal, digits: number): Minor {
  const minor = amount
    .times(10 ** digits)
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber();
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(minor)
    ? { ok: true, minor: minor + 0 }
    : { ok: false, reason: 'absurd amount' };
}
