// Consent for mails and lists about carts, over thousands of histories of yes and no.
import fc from 'fast-check';
import { cartConsent, type CartEvidence } from '../../src/mapping/cart-consent';
import { consentProperty } from './consent-histories';

const silence: CartEvidence = {
  subscribed: false,
  withdrawn: false,
  policyAll: false,
  storeRequiresConsent: false,
  blocklisted: false,
  blocked: false,
};

test.each([
  ['nobody was asked', {}, 'no consent'],
  ['the newsletter box for carts is ticked', { subscribed: true }, 'yes'],
  ['the customer accepts mails about carts', { accepts: true }, 'yes'],
  ['the customer does not', { accepts: false }, 'no consent'],
  ['the merchant writes to all', { policyAll: true }, 'yes'],
  ['but not to who said no', { policyAll: true, withdrawn: true }, 'no consent'],
  ['nor where the shop asks first', { policyAll: true, storeRequiresConsent: true }, 'no consent'],
  ['Brevo has the contact on its blocklist', { accepts: true, blocklisted: true }, 'blocked'],
  ['Brevo has blocked the address', { subscribed: true, blocked: true }, 'blocked'],
] as const)('%s', (_what, evidence, answer) => {
  expect(cartConsent({ ...silence, ...evidence })).toBe(answer);
});

test('in 5,000 histories nobody is mailed or listed against a word', () => {
  fc.assert(consentProperty, { numRuns: 5_000, seed: 7 });
});
