// Money without floats: texts, minor units and the way back from the shopper's currency.
import fc from 'fast-check';
import { currencyDigits } from '../../src/mapping/currency-digits';
import { addMinor, convertToStore, fromMinor, toMinor } from '../../src/mapping/money';

function inCurrencies(paid: string, base: string, rate: string | null) {
  return {
    default_currency_code: paid,
    store_default_currency_code: base,
    store_default_to_transactional_exchange_rate: rate,
  };
}

test.each([
  ['361.9500', 2, 36195],
  ['8', 2, 800],
  ['924.47', 4, 9244700],
  ['0.005', 2, 1],
  ['1.005', 2, 101],
  ['-0.00', 2, 0],
  ['-12.5', 2, -1250],
  ['1500.4', 0, 1500],
])('%p with %p decimals is %p minor units', (text, digits, minor) => {
  expect(toMinor(text, digits)).toEqual({ ok: true, minor });
});

test.each(['', 'twelve', '1,000.00', '1e5', 'NaN', '99999999999999999'])(
  'the amount %p is absurd',
  (text) => {
    expect(toMinor(text)).toEqual({ ok: false, reason: 'absurd amount' });
  },
);

test('any amount of cents survives the way to text, to minor units, to a JSON number and back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 13 }),
      fc.constantFrom(0, 2, 3),
      (minor, digits) => {
        const padded = String(minor).padStart(digits + 1, '0');
        const text =
          digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}00`;
        expect(toMinor(text, digits)).toEqual({ ok: true, minor });
        expect(fromMinor(minor, digits)).toBe(Number(text));
      },
    ),
  );
});

test('sums are exact, or refused', () => {
  expect([10, 20].reduce(addMinor, 0)).toBe(30);
  expect(() => addMinor(Number.MAX_SAFE_INTEGER, 1)).toThrow(RangeError);
  expect(() => addMinor(0.1, 0.2)).toThrow(RangeError);
});

test.each([
  ['JPY', 0],
  ['usd', 2],
  ['KWD', 3],
  ['CLF', 4],
  ['EUR', 2],
])('%s has %p decimals', (code, digits) => {
  expect(currencyDigits(code)).toBe(digits);
});

test.each([
  {
    text: '361.9500',
    paid: 'USD',
    base: 'USD',
    rate: '1.0000000000',
    currency: 'USD',
    amount: 361.95,
  },
  { text: '361.9500', paid: 'USD', base: '', rate: null, currency: 'USD', amount: 361.95 },
  // Paid in what Brevo shows: nothing to convert, whatever the order's store currency was then.
  { text: '10', paid: 'USD', base: 'EUR', rate: '1.1', currency: 'usd', amount: 10 },
  { text: '1999.5', paid: 'JPY', base: 'JPY', rate: '1', currency: 'JPY', amount: 2000 },
])(
  '$text $paid needs no conversion in a shop of $currency',
  ({ text, paid, base, rate, currency, amount }) => {
    const order = inCurrencies(paid, base, rate);

    expect(convertToStore(text, order, currency)).toMatchObject({
      ok: true,
      amount,
      converted: false,
    });
  },
);

test.each([
  {
    text: '100.0000',
    paid: 'EUR',
    base: 'USD',
    rate: '0.8000000000',
    currency: 'USD',
    amount: 125,
  },
  { text: '100', paid: 'EUR', base: 'USD', rate: '100.0000000000', currency: 'USD', amount: 1 },
  { text: '100', paid: 'EUR', base: '', rate: '0.8', currency: 'USD', amount: 125 },
  { text: '10', paid: 'USD', base: 'JPY', rate: '0.0067', currency: 'JPY', amount: 1493 },
  { text: '1', paid: 'USD', base: 'KWD', rate: '3.26', currency: 'KWD', amount: 0.307 },
])('$text $paid at $rate is $amount $currency', ({ text, paid, base, rate, currency, amount }) => {
  const order = inCurrencies(paid, base, rate);

  expect(convertToStore(text, order, currency)).toMatchObject({
    ok: true,
    amount,
    converted: true,
  });
});

test.each([
  [inCurrencies('EUR', 'USD', null), 'no rate'],
  [inCurrencies('EUR', 'USD', ''), 'an empty rate'],
  [inCurrencies('EUR', 'USD', '0.0000'), 'a rate of zero'],
  [inCurrencies('EUR', 'USD', '-1'), 'a negative rate'],
  [inCurrencies('EUR', 'USD', 'abc'), 'a rate that is no number'],
  [inCurrencies('EUR', 'GBP', '1.2'), "a rate to the shop's former currency"],
  [inCurrencies('', 'USD', '1'), 'no currency'],
])('an order with %p is refused: %s', (order) => {
  expect(convertToStore('10', order, 'USD')).toEqual({ ok: false, reason: 'no exchange rate' });
});

test('an amount that is no number is absurd in any currency', () => {
  expect(convertToStore('?', inCurrencies('USD', 'USD', '1'), 'USD')).toEqual({
    ok: false,
    reason: 'absurd amount',
  });
  expect(convertToStore('9e9', inCurrencies('EUR', 'USD', '2'), 'USD')).toMatchObject({
    ok: false,
  });
});

test('converting back by the same rate is right to half a minor unit', () => {
  const amounts = fc.integer({ min: 0, max: 10 ** 9 });
  const rates = fc.integer({ min: 1, max: 10 ** 7 });
  fc.assert(
    fc.property(amounts, rates, (cents, rate) => {
      const order = inCurrencies('EUR', 'USD', (rate / 10 ** 4).toFixed(4));
      const result = convertToStore((cents / 100).toFixed(2), order, 'USD');
      if (!result.ok) throw new Error(result.reason);
      // minor × rate ÷ 10⁴ ≈ cents, in integers.
      const back = BigInt(result.minor) * BigInt(rate) - BigInt(cents) * 10_000n;
      const half = BigInt(rate);
      expect(back * 2n <= half && back * 2n >= -half).toBe(true);
    }),
  );
});
