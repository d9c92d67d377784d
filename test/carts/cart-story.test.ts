// What a person reads who opens a cart's workflow.
import type { CartView } from '../../src/contracts/cart-recovery';
import { storyOf } from '../../src/workflows/cart/story';

const told = (view: Partial<CartView>): readonly string[] =>
  storyOf({ phase: 'watching', abandonments: 0, mails: [], unknownEvents: [], ...view }).split(
    '\n',
  );

const at = '2026-11-25T13:40:15.403Z';

test('a cart that is being filled says when it is looked at again', () => {
  expect(told({ nextAt: at })).toEqual([
    '**being filled** · looks again at 2026-11-25 13:40:15 UTC',
  ]);
});

test('a recovered cart names its mails, the purchase and what led to it', () => {
  const view: Partial<CartView> = {
    phase: 'recovered',
    abandonments: 1,
    mails: [
      { episode: 1, step: 0, at, state: 'sent', variant: 'urgency' },
      { episode: 1, step: 1, at, state: 'skipped', why: 'the code has expired' },
      { episode: 1, step: 2, at, state: 'unknown' },
    ],
    order: { orderId: 202, amount: '167.46', currency: 'USD' },
    led: { by: 'click', step: 0 },
  };

  expect(told(view)).toEqual([
    '**recovered** · left 1 time · 1 mail sent',
    '',
    '- 2026-11-25 13:40:15 UTC: mail 1 (urgency) sent',
    '- 2026-11-25 13:40:15 UTC: mail 2 left out: the code has expired',
    '- 2026-11-25 13:40:15 UTC: nobody knows whether Brevo has sent mail 3; it is not sent again',
    '- order 202, 167.46 USD, after a click in mail 1',
  ]);
});

test('a cart that was left twice says of each mail to which leaving it belongs', () => {
  const view: Partial<CartView> = {
    phase: 'abandoned',
    abandonments: 2,
    mails: [{ episode: 2, step: 0, at, state: 'sent' }],
    stopped: 'no consent',
    unknownEvents: ['a', 'b'],
  };

  expect(told(view)).toEqual([
    '**abandoned** · left 2 times · 1 mail sent',
    '',
    '- 2026-11-25 13:40:15 UTC: mail 1 of leaving 2 sent',
    '- no more mails: no consent',
    '- nobody knows whether Brevo has 2 events',
  ]);
});
