// A cart of the toy shop with everything that a cart can have.
import type { Shop } from '../../src/sandbox/shop/shop';

/** Answers the cart's id. */
export function fillEverything(shop: Shop): string {
  const { id, lines } = shop.fillCart({ email: 'shopper@shop.example' });
  const [line] = lines;
  if (line === undefined) throw new Error('The toy shop sells nothing.');
  const reduced = { ...line, discounts: [{ id: 'summer', discounted_amount: 0.5 }] };
  const wrapping = { name: 'Red paper', message: 'For you', amount: 1.99 };
  shop.editCart(id, {
    lines: [
      { ...reduced, id: `${id}-1`, type: 'physical', gift_wrapping: wrapping },
      { ...reduced, id: `${id}-2`, type: 'digital' },
      { ...line, id: `${id}-3`, type: 'custom', product_id: 0, variant_id: 0 },
    ],
    gift_certificates: [
      {
        id: `${id}-4`,
        name: 'A gift for 25',
        theme: 'Birthday',
        amount: 25,
        sender: { name: 'Sam', email: 'sam@shop.example' },
        recipient: { name: 'Ann', email: 'ann@shop.example' },
        message: 'Many happy returns',
      },
    ],
    coupons: [{ id: 6, code: 'BACK10', name: 'Welcome back', percent: 10 }],
    discounts: [{ id: `${id}-1`, discounted_amount: 1 }],
    manual_discount_amount: 0.25,
  });
  return id;
}
