// Seeds the shop's categories (three levels) and brands.

import type { ShopBrand, ShopCategory } from './catalog-records';

const tree: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Kitchen: {
    Cookware: ['Frying Pans', 'Saucepans', 'Roasting Tins'],
    Tableware: ['Plates', 'Bowls', 'Mugs'],
    Storage: ['Jars', 'Bread Bins'],
  },
  Bath: {
    Towels: ['Hand Towels', 'Bath Sheets'],
    'Soap & Care': ['Bar Soap', 'Brushes'],
  },
  Living: {
    Lighting: ['Table Lamps', 'Pendants'],
    Textiles: ['Cushions', 'Throws', 'Rugs'],
    Décor: ['Vases', 'Candles'],
  },
  Garden: {
    Tools: ['Trowels', 'Watering Cans'],
    Planters: ['Terracotta', 'Zinc'],
  },
  Gifts: {},
  Downloads: {},
};

const brandNames = [
  'Fog',
  'Kiln & Co',
  'Saltmarsh',
  'Nordlys',
  'Hearthstone',
  'Petrichor',
  'Bluegum',
  'Lumen Lane',
  'Oak & Ash',
  'Tidewrack',
  'Maison Brume',
  'Kōbō',
  'Ferrous',
  'Wabi',
  'Cobalt Yard',
  'Moorhen',
  'Sundial',
  'Ochre',
  'Quill & Fern',
  'Basalt',
  'Thistledown',
  'Copper Kettle',
  'Larder',
  'Smørrebrød',
  'Atelier 9',
];

export const slug = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export function seedCategories(): readonly ShopCategory[] {
  const categories: ShopCategory[] = [];
  const add = (name: string, parent?: ShopCategory): ShopCategory => {
    const category = {
      id: 20 + categories.length,
      parent_id: parent?.id ?? 0,
      name,
      url: `${parent?.url ?? '/'}${slug(name)}/`,
      is_visible: name !== 'Zinc',
    };
    categories.push(category);
    return category;
  };
  for (const [top, groups] of Object.entries(tree)) {
    const topCategory = add(top);
    for (const [group, leaves] of Object.entries(groups)) {
      const groupCategory = add(group, topCategory);
      for (const leaf of leaves) add(leaf, groupCategory);
    }
  }
  return categories;
}

export function seedBrands(): readonly ShopBrand[] {
  return brandNames.map((name, at) => ({ id: 36 + at, name, url: `/brands/${slug(name)}/` }));
}
