// Products, variants and categories on their way to Brevo's catalogue.
import { markedVariants, metaInfoFrom } from '../../src/mapping/product-meta';
import fc from 'fast-check';
import { productSchema, type Product } from '../../src/bigcommerce/catalog-records';
import { categoriesFrom } from '../../src/mapping/category';
import { fingerprint } from '../../src/mapping/fingerprint';
import { productsFrom, type ProductContext } from '../../src/mapping/product';

const anySeal: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);

const context: ProductContext = {
  store: 'abc123',
  storeUrl: 'https://shop.example.com/',
  brandNames: new Map([[36, 'Fog']]),
  includeVariants: true,
  includeImages: true,
};

const small = {
  id: 120,
  product_id: 77,
  sku: 'TWL-S',
  calculated_price: 45,
  image_url: '',
  inventory_level: 7,
  option_values: [{ label: 'S', option_display_name: 'Size' }],
};
const large = {
  ...small,
  id: 121,
  sku: 'TWL-L',
  calculated_price: 60,
  image_url: 'https://cdn.example.com/large.jpg',
  inventory_level: -2,
  option_values: [
    { label: 'L', option_display_name: 'Size' },
    { label: 'Blue', option_display_name: 'Colour' },
  ],
};

function aProduct(given: Record<string, unknown> = {}): Product {
  return productSchema.parse({
    id: 77,
    name: 'Linen towel',
    sku: 'TWL',
    description: '<p>Thin &amp; absorbent.</p>',
    price: 50,
    sale_price: 45,
    retail_price: 0,
    calculated_price: 45,
    categories: [24, 23],
    brand_id: 36,
    inventory_level: 7,
    inventory_tracking: 'variant',
    is_visible: true,
    custom_url: { url: '/linen-towel/' },
    date_modified: '2026-02-03T19:56:35+00:00',
    images: [
      { is_thumbnail: false, sort_order: 0, url_standard: 'https://cdn.example.com/0.jpg' },
      { is_thumbnail: true, sort_order: 1, url_standard: 'https://cdn.example.com/1.jpg' },
    ],
    custom_fields: [{ name: 'ISBN', value: '1234567890123' }],
    variants: [small, large],
    ...given,
  });
}

test('a product with options is told as itself and one row a variant', () => {
  const rows = productsFrom(aProduct(), context);

  const shared = {
    url: 'https://shop.example.com/linen-towel/',
    categories: ['abc123-23', 'abc123-24'],
    brand: 'Fog',
    isDeleted: false,
  };
  expect(rows).toEqual([
    {
      ...shared,
      id: 'abc123-77',
      name: 'Linen towel',
      imageUrl: 'https://cdn.example.com/1.jpg',
      sku: 'TWL',
      price: 45,
      alternativePrice: 50,
      stock: 7,
      description: 'Thin & absorbent.',
      metaInfo: { tajo_variants: '3c 1', ISBN: '1234567890123', tajo_fingerprint: anySeal },
    },
    {
      ...shared,
      id: 'abc123-77-120',
      parentId: 'abc123-77',
      name: 'Linen towel – S',
      imageUrl: 'https://cdn.example.com/1.jpg',
      sku: 'TWL-S',
      price: 45,
      alternativePrice: 50,
      stock: 7,
      metaInfo: { tajo_fingerprint: anySeal },
    },
    {
      ...shared,
      id: 'abc123-77-121',
      parentId: 'abc123-77',
      name: 'Linen towel – L / Blue',
      imageUrl: 'https://cdn.example.com/large.jpg',
      sku: 'TWL-L',
      price: 60,
      stock: 0,
      metaInfo: { tajo_fingerprint: anySeal },
    },
  ]);
});

test('a simple product has no row for its base variant, and variants and images can be left out', () => {
  const simple = aProduct({ variants: [{ ...small, option_values: [] }] });

  expect(productsFrom(simple, context)).toHaveLength(1);
  const [row, ...more] = productsFrom(aProduct(), {
    ...context,
    includeVariants: false,
    includeImages: false,
  });
  expect(more).toEqual([]);
  expect(row).not.toHaveProperty('imageUrl');
});

test.each([
  ['none', undefined, undefined],
  ['product', 12, 12],
  ['variant', 7, 7],
])(
  'with tracking by %s the product has %p pieces and its small variant %p',
  (tracking, own, variant) => {
    const product = aProduct({ inventory_tracking: tracking, inventory_level: 12 });

    const rows = productsFrom(product, context);

    expect(rows.map(({ stock }) => stock).slice(0, 2)).toEqual([own, variant]);
  },
);

test('a variant that cannot be bought is neither shown nor counted', () => {
  const variants = [
    { ...small, purchasing_disabled: true },
    { ...large, inventory_level: 3 },
  ];

  const rows = productsFrom(aProduct({ variants }), context);

  expect(rows.map(({ stock, isDeleted }) => [stock, isDeleted])).toEqual([
    [3, false],
    [7, true],
    [3, false],
  ]);
});

test.each([[{ is_visible: false }], [{ availability: 'disabled' }]])(
  'a product with %p is taken out of the catalogue with its variants',
  (given) => {
    expect(productsFrom(aProduct(given), context).every(({ isDeleted }) => isDeleted)).toBe(true);
  },
);

test.each([
  [{ retail_price: 80 }, 45, 80],
  [{ retail_price: 40 }, 45, 50],
  [{ calculated_price: null, sale_price: 0 }, 50, undefined],
  [{ calculated_price: 50, sale_price: 0 }, 50, undefined],
])('the prices of a product with %p are %p and %p', (given, price, alternative) => {
  const [row] = productsFrom(aProduct(given), context);

  expect([row?.price, row?.alternativePrice]).toEqual([price, alternative]);
});

test('only https images are passed on, the first by order when none is the thumbnail', () => {
  const images = [
    { sort_order: 0, is_thumbnail: true, url_standard: 'http://cdn.example.com/0.jpg' },
    { sort_order: 2, url_standard: 'https://cdn.example.com/2.jpg' },
    { sort_order: 1, url_standard: 'https://cdn.example.com/1.jpg' },
  ];

  expect(productsFrom(aProduct({ images }), context)[0]?.imageUrl).toBe(
    'https://cdn.example.com/1.jpg',
  );
  expect(productsFrom(aProduct({ images: [] }), context)[0]).not.toHaveProperty('imageUrl');
});

test('a bare product still has a name and leaves no empty fields', () => {
  const bare = aProduct({
    name: ' ',
    sku: '',
    description: '<p> </p>',
    brand_id: 0,
    custom_url: null,
    categories: [],
    images: [],
    custom_fields: [],
    variants: [],
    inventory_tracking: 'none',
  });

  expect(productsFrom(bare, { ...context, categoryIds: new Set() })).toEqual([
    {
      id: 'abc123-77',
      name: 'Product 77',
      categories: [],
      price: 45,
      alternativePrice: 50,
      isDeleted: false,
      metaInfo: { tajo_fingerprint: anySeal },
    },
  ]);
});

test('only categories that exist are named', () => {
  const [row] = productsFrom(aProduct(), { ...context, categoryIds: new Set([24]) });

  expect(row?.categories).toEqual(['abc123-24']);
});

test('long brands and descriptions are cut, never inside a character', () => {
  const brandNames = new Map([[36, 'B'.repeat(200)]]);
  const description = `<p>${'x'.repeat(2999)}😀</p>`;

  const [row] = productsFrom(aProduct({ description }), { ...context, brandNames });

  expect(row?.brand).toHaveLength(128);
  expect(row?.description).toBe('x'.repeat(2999));
});

test('custom fields of one name are joined, odd names are tidied, our own key is not for taking', () => {
  const custom_fields = [
    { name: 'Made in', value: 'Portugal' },
    { name: 'made-in?', value: 'x' },
    { name: 'Made in', value: 'Spain' },
    { name: '소재', value: '린넨' },
    { name: '***', value: 'lost' },
    { name: 'tajo fingerprint', value: 'forged' },
    { name: 'tajo variants', value: 'forged' },
    { name: '__proto__', value: 'odd' },
    { name: 'Empty', value: ' ' },
  ];

  const [row] = productsFrom(aProduct({ custom_fields }), context);

  expect(row?.metaInfo).toEqual({
    Made_in: 'Portugal, Spain',
    made_in: 'x',
    소재: '린넨',
    proto: 'odd',
    tajo_variants: '3c 1',
    tajo_fingerprint: anySeal,
  });
});

test("a product's row in Brevo names the variants it was written with", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { maxLength: 300 });
  fc.assert(
    fc.property(ids, (variantIds) => {
      const named = markedVariants(metaInfoFrom([], variantIds));
      expect(named).toEqual([...variantIds].sort((left, right) => left - right));
    }),
    { numRuns: 100 },
  );
  expect(markedVariants({ tajo_variants: 'x; y' })).toEqual([]);
  expect(markedVariants(null)).toEqual([]);
});

test('metaInfo never outgrows what Brevo takes, and the seal is the fingerprint of the rest', () => {
  const field = fc.record({
    name: fc.string(),
    value: fc.string({ maxLength: 9000, size: 'max' }),
  });
  fc.assert(
    fc.property(fc.array(field, { maxLength: 40 }), (custom_fields) => {
      const [row] = productsFrom(aProduct({ custom_fields }), context);
      const { tajo_fingerprint: seal, ...meta } = row?.metaInfo ?? {};
      expect(Object.keys(meta).length).toBeLessThanOrEqual(18);
      expect(Object.entries(meta).flat().join('').length).toBeLessThanOrEqual(18_000);
      expect(seal).toBe(fingerprint({ ...row, metaInfo: meta }));
    }),
    { numRuns: 50 },
  );
});

test('a category carries the way to it in its name', () => {
  const categories = [
    { id: 23, parent_id: 0, name: 'Bath', custom_url: { url: '/bath/' } },
    { id: 24, parent_id: 23, name: 'Towels', custom_url: { url: '/bath/towels/' } },
    { id: 25, parent_id: 24, name: 'Linen' },
    { id: 30, parent_id: 99, name: ' ' },
  ];

  expect(categoriesFrom(categories, context)).toEqual([
    { id: 'abc123-23', name: 'Bath', url: 'https://shop.example.com/bath/', isDeleted: false },
    {
      id: 'abc123-24',
      name: 'Bath > Towels',
      url: 'https://shop.example.com/bath/towels/',
      isDeleted: false,
    },
    { id: 'abc123-25', name: 'Bath > Towels > Linen', isDeleted: false },
    { id: 'abc123-30', name: 'Category 30', isDeleted: false },
  ]);
});

test('categories that are their own ancestors do not go round for ever', () => {
  const parents = fc.array(fc.nat(8), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(parents, (ids) => {
      const categories = ids.map((parent_id, index) => ({ id: index + 1, parent_id, name: 'C' }));
      for (const { name } of categoriesFrom(categories, context))
        expect(name.split(' > ').length).toBeLessThanOrEqual(categories.length);
    }),
  );
});
