// What Brevo must hold of the catalogue: a row a product and a row an option variant, with price, stock and visibility.
import type { Sandbox } from '../../src/sandbox/start';

type Products = Sandbox['shop']['products'];
type Product = Products extends ReadonlyMap<number, infer Value> ? Value : never;

interface Row {
  readonly id: string;
  readonly hidden: boolean;
  readonly price: number;
  /** Undefined where the shop counts nothing. */
  readonly stock: number | undefined;
}

export function catalogDifferences(sandbox: Sandbox): readonly string[] {
  const { shop, storeHash, brevo } = sandbox;
  const wanted = new Map(
    [...shop.products.values()]
      .flatMap((product) => rowsOf(storeHash, product))
      .map((row) => [row.id, row]),
  );
  const there = brevo.state.products;
  return [
    ...[...wanted.values()].flatMap((row) => ofRow(row, there.get(row.id))),
    ...[...there.values()]
      .filter(({ id, isDeleted }) => !wanted.has(id) && isDeleted !== true)
      .map(({ id }) => `product ${id} is left over`),
    ...shop.categories
      .map(({ id }) => `${storeHash}-${id}`)
      .filter((id) => brevo.state.categories.get(id)?.isDeleted !== false)
      .map((id) => `category ${id} is lost`),
  ];
}

interface There {
  readonly isDeleted?: boolean | undefined;
  readonly price?: number | undefined;
  readonly stock?: number | undefined;
}

function ofRow({ id, hidden, price, stock }: Row, there: There | undefined): readonly string[] {
  if (there === undefined) return [`product ${id} is lost`];
  // Nobody sees what a hidden row costs; it is written anew before it is shown again.
  if (hidden) return there.isDeleted === true ? [] : [`product ${id}: still shown`];
  return [
    ...(there.isDeleted === true ? ['hidden'] : []),
    ...(there.price === price ? [] : [`price ${there.price ?? 'missing'}`]),
    ...(stock === undefined || there.stock === stock ? [] : [`stock ${there.stock ?? 'missing'}`]),
  ].map((problem) => `product ${id}: stale ${problem}`);
}

function rowsOf(storeHash: string, product: Product): readonly Row[] {
  const { id, inventory_tracking: tracking, inventory_level, variants } = product;
  const price = product.sale_price > 0 ? product.sale_price : product.price;
  const hidden = !product.is_visible || product.availability === 'disabled';
  const buyable = variants.filter(({ purchasing_disabled }) => !purchasing_disabled);
  const sum = buyable.reduce((all, { inventory_level: level }) => all + Math.max(0, level), 0);
  const own = Math.max(0, inventory_level);
  const stockOf = (byVariant: number): number | undefined => {
    if (tracking === 'none') return undefined;
    return tracking === 'product' ? own : byVariant;
  };
  const options = variants.filter(({ option_values }) => option_values.length > 0);
  return [
    { id: `${storeHash}-${id}`, hidden, price, stock: stockOf(sum) },
    ...options.map((variant) => ({
      id: `${storeHash}-${id}-${variant.id}`,
      hidden: hidden || variant.purchasing_disabled,
      price: variant.price ?? price,
      stock: stockOf(Math.max(0, variant.inventory_level)),
    })),
  ];
}
