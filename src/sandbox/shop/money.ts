// Money of the toy shop: whole cents inside, BigCommerce's four-decimal text outside.

/** 1234 → "12.3400". */
export function moneyText(cents: number): string {
  return `${(cents / 100).toFixed(2)}00`;
}

/** "12.3400" → 1234. */
export function centsOf(text: string): number {
  return Math.round(Number(text) * 100);
}

/** How many units of each currency one US dollar buys. */
const exchangeRates = { USD: 1, EUR: 0.92, GBP: 0.79, JPY: 155.5 } as const;

export type ShopCurrency = keyof typeof exchangeRates;

/** Cents of a dollar price in another currency; yen have no fractions. */
export function convertCents(usdCents: number, currency: ShopCurrency): number {
  const cents = usdCents * exchangeRates[currency];
  return currency === 'JPY' ? Math.round(cents / 100) * 100 : Math.round(cents);
}

/** "1.0000000000", as V2 orders write rates. */
export function rateText(currency: ShopCurrency): string {
  return exchangeRates[currency].toFixed(10);
}
