// Seeds products: simple ones and ones with variants, three kinds of stock keeping, sales, hidden ones.

import type { ShopImage, ShopProduct, ShopVariant } from './catalog-records';
import { slug } from './catalog-seed';
import { isoSeconds } from './iso-seconds';
import type { Random } from './random';

/** Variants, images, fields and options of a product are numbered within a block of its own. */
export const childIdsPerProduct = 10;

export interface ProductSeed {
  readonly random: Random;
  readonly id: number;
  /** One id for the base variant or up to five; also numbers images, fields and options. */
  readonly firstChildId: number;
  readonly categories: readonly number[];
  readonly brands: readonly number[];
  readonly times: { readonly date_created: string; readonly date_modified: string };
}

const adjectives = [
  'Linen',
  'Stoneware',
  'Walnut',
  'Enamel',
  'Speckled',
  'Hand-blown',
  'Ribbed',
  'Brass',
  'Woven',
  'Glazed',
  'Crème',
];
const nouns = [
  'Towel',
  'Bowl',
  'Serving Board',
  'Watering Can',
  'Lamp',
  'Candle Holder',
  'Throw',
  'Mug',
  'Jar',
  'Vase',
  'Trowel',
  'Planter',
];
const options = [
  { name: 'Size', short: 'SZ', labels: ['S', 'M', 'L', 'XL', 'XXL'] },
  { name: 'Colour', short: 'CL', labels: ['Sand', 'Indigo', 'Moss', 'Rust', 'Ecru'] },
] as const;

export function seedProduct(seed: ProductSeed): ShopProduct {
  const { random, id, firstChildId, times } = seed;
  const noun = random.pick(nouns);
  const name = `${random.pick(adjectives)} ${noun} No. ${id}`;
  const sku = `${noun.slice(0, 3).toUpperCase()}-${id}`;
  const price = random.int(300, 24_000) / 100;
  const tracking = random.pick(['none', 'product', 'variant'] as const);
  const variants = seedVariants(seed, sku, tracking);
  const own = tracking === 'none' ? 0 : stockOf(random);
  return {
    id,
    name,
    sku,
    price,
    variants,
    type: random.chance(0.03) ? 'digital' : 'physical',
    description: describe(random, name),
    weight: random.int(1, 80) / 10,
    cost_price: Math.round(price * 40) / 100,
    retail_price: random.chance(0.2) ? Math.round(price * 125) / 100 : 0,
    sale_price: random.chance(0.15) ? Math.round(price * 80) / 100 : 0,
    categories: pickSome(random, seed.categories, random.int(1, 3)),
    brand_id: random.chance(0.1) ? 0 : random.pick(seed.brands),
    inventory_level: tracking === 'variant' ? sumOfStock(variants) : own,
    inventory_tracking: tracking,
    total_sold: random.int(0, 400),
    is_visible: !random.chance(0.05),
    is_featured: random.chance(0.06),
    availability: random.chance(0.03) ? 'disabled' : random.chance(0.02) ? 'preorder' : 'available',
    custom_url: { url: `/${slug(name)}/`, is_customized: false },
    channels: [1],
    images: seedImages(random, firstChildId, slug(name)),
    custom_fields: random.chance(0.3)
      ? [
          {
            id: firstChildId,
            name: 'Material',
            value: random.pick(['Linen', 'Clay', 'Oak', 'Brass']),
          },
        ]
      : [],
    ...times,
  };
}

/** A product that was just made, for changes while the shop is open. */
export function plainProduct(seed: Omit<ProductSeed, 'times'>, now: number): ShopProduct {
  const moment = isoSeconds(now);
  const made = seedProduct({ ...seed, times: { date_created: moment, date_modified: moment } });
  return { ...made, is_visible: true, availability: 'available' };
}

export function sumOfStock(variants: readonly ShopVariant[]): number {
  return variants.reduce((sum, variant) => sum + variant.inventory_level, 0);
}

const stockOf = (random: Random): number => (random.chance(0.15) ? 0 : random.int(1, 120));

function seedVariants(
  { random, id, firstChildId }: ProductSeed,
  sku: string,
  tracking: ShopProduct['inventory_tracking'],
): readonly ShopVariant[] {
  const base = { product_id: id, price: null, purchasing_disabled: false, image_url: '' };
  const level = () => (tracking === 'variant' ? stockOf(random) : 0);
  if (!random.chance(0.25)) {
    return [
      { ...base, id: firstChildId, sku, sku_id: null, inventory_level: level(), option_values: [] },
    ];
  }
  const option = random.pick(options);
  return option.labels.slice(0, random.int(2, 5)).map((label, at) => ({
    ...base,
    id: firstChildId + at,
    sku: `${sku}-${label.slice(0, 3).toUpperCase()}`,
    sku_id: 50_000 + firstChildId + at,
    price: random.chance(0.2) ? random.int(500, 25_000) / 100 : null,
    inventory_level: level(),
    purchasing_disabled: random.chance(0.03),
    image_url: random.chance(0.3) ? imageUrl(id, firstChildId + at, 'variant.jpg') : '',
    option_values: [
      { id: firstChildId + at, label, option_id: firstChildId, option_display_name: option.name },
    ],
  }));
}

function seedImages(random: Random, firstId: number, name: string): readonly ShopImage[] {
  const count = random.chance(0.08) ? 0 : random.int(1, 4);
  const thumbnail = random.int(0, Math.max(0, count - 1));
  return Array.from({ length: count }, (_, at) => ({
    id: firstId + at,
    is_thumbnail: at === thumbnail,
    sort_order: at,
    description: '',
    file: `${name}-${at + 1}.jpg`,
  }));
}

export function imageUrl(productId: number, imageId: number, file: string): string {
  return `https://cdn11.bigcommerce.com/s-abc123/products/${productId}/images/${imageId}/${file}`;
}

function describe(random: Random, name: string): string {
  const made = random.pick([
    'Made to last',
    'Made in small batches',
    'Thin, light and absorbent',
    'Good for every day',
  ]);
  return `<p>${name}: ${made.toLowerCase()}.</p><ul><li>${made}</li><li>Packed without plastic &amp; with care</li></ul>`;
}

function pickSome(random: Random, list: readonly number[], count: number): readonly number[] {
  const chosen = new Set<number>();
  for (let at = 0; at < count; at += 1) chosen.add(random.pick(list));
  return [...chosen].sort((a, b) => a - b);
}
