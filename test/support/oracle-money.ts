// Money as the oracle sees it: exact fractions of whole numbers, so that no rounding of the connector can hide.

interface Fraction {
  readonly units: bigint;
  readonly scale: bigint;
}

function fractionOf(text: string | undefined): Fraction | undefined {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text?.trim() ?? '') ?? [];
  if (whole === undefined) return undefined;
  const units = BigInt(`${sign ?? ''}${whole}${part}`);
  return { units, scale: 10n ** BigInt(part.length) };
}

/** Cents of the shop's currency, rounded half up; undefined where an amount cannot be converted. */
export function shopCents(
  amount: string,
  order: {
    readonly default_currency_code: string;
    readonly store_default_to_transactional_exchange_rate: string | undefined;
  },
): number | undefined {
  const paid = fractionOf(amount);
  const rate =
    order.default_currency_code === 'USD'
      ? fractionOf('1')
      : fractionOf(order.store_default_to_transactional_exchange_rate);
  if (paid === undefined || rate === undefined || rate.units <= 0n || paid.units < 0n) {
    return undefined;
  }
  const over = paid.units * 100n * rate.scale;
  const under = paid.scale * rate.units;
  return Number((2n * over + under) / (2n * under));
}

/** Major units to whole cents. */
export const centsOf = (major: unknown): number | undefined =>
  typeof major === 'number' ? Math.round(major * 100) : undefined;
