// The link back to a cart: through our own address where the API can be reached, else straight into the shop.
import type { Cart } from '../../bigcommerce/cart-records';
import { checkoutUrl, type RecoveryWords } from '../../config/recovery-link';
import { productsToAsk, recoveryLines } from '../../mapping/recovery-lines';
import type { World } from '../world';
import { shopAddress, type CartShop } from './cart-shop';

const THIRTY_DAYS_MS = 30 * 86_400_000;

export type LinkPurpose = Pick<RecoveryWords, 'coupon' | 'episode' | 'step'>;

export async function cartLink(
  world: World,
  shop: CartShop,
  { cart, purpose = {} }: { readonly cart: Cart; readonly purpose?: LinkPurpose },
): Promise<string> {
  const ids = productsToAsk(cart);
  // At most 250 ids a request: what is chosen of further products is chosen again in the shop.
  const catalog =
    ids.length === 0
      ? []
      : (await shop.bigcommerce.listProducts({ ids: ids.slice(0, 250) })).records;
  const words: RecoveryWords = {
    cartId: cart.id,
    shopUrl: await shopAddress(world, shop),
    ...recoveryLines(cart, catalog),
    ...purpose,
    expiresAt: world.now() + THIRTY_DAYS_MS,
  };
  return world.recoveryLink(shop.settings.storeHash, words) ?? straightTo(words);
}

const straightTo = (words: RecoveryWords): string =>
  checkoutUrl(words) ?? `${words.shopUrl.replace(/\/+$/, '')}/cart.php`;
