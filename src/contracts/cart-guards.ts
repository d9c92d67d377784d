// The guards that keep a cart's mails right, each by name, so that every one can be shown to matter.

/** Asked for by the cart's steps. */
const OF_THE_STEPS = {
  'read first': 'what a signal told is read before anything is mailed or listed',
  'really changed': 'a repeated or late delivery does not end an abandonment',
  'really quiet': 'neither a timer nor a late webhook abandons a cart that was just changed',
  'one abandonment': 'our own quiet time and the webhook lead to one abandonment of an episode',
  'created once': 'one cart_created',
  'changed content': 'cart_updated only when the content or the person is another',
  'abandoned before': 'only a cart that was abandoned is recovered',
  'not after the purchase':
    'cart_abandoned that still waits is not sent once the cart is bought or touched',
  'leave the list': 'whoever buys, comes back or is given up leaves the list',
  'not too late': 'what was left, or should have been mailed, more than two days ago is not mailed',
  'lost looks first': 'after a lost answer the mail is looked for before it is sent again',
  'unknown is over': 'a mail of which nobody can say whether it was sent is not sent again',
  'lost events look first': 'after a lost answer an event is looked for before it is sent again',
} as const;

/** Asked for by the last look. */
const OF_THE_LOOK = {
  'cart there': 'an emptied or vanished cart is not mailed',
  'same cart': 'another content than the abandoned one is not mailed',
  'same person': 'another person than the one who left the cart is not mailed',
  'order of the cart': 'an order of this cart ends the mails',
  'order of the customer': 'any later order of the customer ends the mails',
  'order of the address': 'any later order under the address ends the mails',
  'cart consent': 'no mail without the consent for carts',
  blocklist: 'no mail to whom Brevo has on its blocklist',
  'blocked contacts': 'no mail to whom Brevo has blocked for transactional mails',
  'one sequence': 'one sequence a person in 72 hours',
  'one begins at a time':
    'of two carts of one person that are looked at side by side one begins to be written about',
  'five seconds': 'the mail leaves within five seconds of the look, else the look is repeated',
  'same key': 'every attempt of one mail carries the same key',
} as const;

export const CART_GUARDS = { ...OF_THE_STEPS, ...OF_THE_LOOK } as const;

export type CartGuard = keyof typeof CART_GUARDS;

/** Whether a guard stands; all do, except where a test takes one away to see what it is good for. */
export type Guarding = (guard: CartGuard) => boolean;

export const everyGuard: Guarding = () => true;
