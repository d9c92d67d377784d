// How many decimals a currency has (ISO 4217).

const none = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const three = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
const four = 'CLF UYW'.split(' ');

const digits: ReadonlyMap<string, number> = new Map([
  ...none.map((code) => [code, 0] as const),
  ...three.map((code) => [code, 3] as const),
  ...four.map((code) => [code, 4] as const),
]);

/** Two for every currency that is not listed as an exception. */
export function currencyDigits(code: string): number {
  return digits.get(code.trim().toUpperCase()) ?? 2;
}
