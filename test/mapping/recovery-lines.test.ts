// Which lines of a cart the checkout's address can bring back.
import type { CartLine } from '../../src/bigcommerce/cart-records';
import { recoveryLines } from '../../src/mapping/recovery-lines';

const line = (patch: Partial<CartLine> = {}): CartLine => ({
  kind: 'physical',
  id: 'a',
  productId: 77,
  variantId: 770,
  sku: 'TWL',
  name: 'Towel',
  url: '',
  imageUrl: '',
  quantity: 2,
  total: 100,
  listPrice: 50,
  originalPrice: 50,
  isPart: false,
  options: [],
  ...patch,
});

const catalog = [
  {
    id: 77,
    variants: [
      {
        id: 771,
        product_id: 77,
        purchasing_disabled: false,
        option_values: [{ label: 'S', option_display_name: 'Size' }],
      },
    ],
  },
];
const size = { name: 'Size', value: 'S' };

test('a simple product comes back by its id, a variant by its SKU', () => {
  const lines = [line(), line({ variantId: 771, sku: 'TWL-S', options: [size], quantity: 1 })];

  expect(recoveryLines({ lines }, catalog)).toEqual({
    products: '77:2,TWL-S:1',
    complete: true,
  });
});

test.each([
  ['a modifier', { variantId: 771, options: [size, { name: 'Engraving', value: 'Ann' }] }],
  ['a price of its own', { listPrice: 40 }],
  ['no product', { productId: 0, kind: 'custom' }],
  ['another line above it', { isPart: true }],
  ['a variant nobody knows', { variantId: 9, options: [size] }],
  ['a SKU that breaks the address', { variantId: 771, sku: 'A,B:1', options: [size] }],
  ['half a piece', { quantity: 0.5 }],
] as const)('a line with %s does not', (_what, patch) => {
  expect(recoveryLines({ lines: [line(patch), line()] }, catalog)).toEqual({
    products: '77:2',
    complete: false,
  });
});
