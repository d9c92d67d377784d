// One sequence of cart mails a person in 72 hours: what a note at the contact keeps away, and for how long.
import fc from 'fast-check';
import { isOfAnother, isSurelyOurs } from '../../src/mapping/cart-sequence';

const HOURS_72 = 72 * 3_600_000;
const LOOK_MS = 5_000;

test('another cart begins no sooner than 72 hours after the mail that followed the note', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: LOOK_MS }),
      fc.nat({ max: HOURS_72 }),
      (mailAfterMs, otherAfterMs) => {
        const note = { name: 'mine', at: 0 };
        const now = mailAfterMs + otherAfterMs;
        expect(isOfAnother(note, { name: 'other', now })).toBe(true);
      },
    ),
  );
});

test('four days later the person may be written to about another cart', () => {
  const note = { name: 'mine', at: 0 };

  expect(isOfAnother(note, { name: 'other', now: HOURS_72 + 24 * 3_600_000 })).toBe(false);
});

test('whoever goes on with an own young note needs no turn, and is alone with it', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 * HOURS_72 }), (now) => {
      const note = { name: 'mine', at: 0 };
      const goesOn = isSurelyOurs(note, { name: 'mine', now });
      // Whoever goes on has noted it again long before anybody else may begin.
      expect(goesOn && !isOfAnother(note, { name: 'other', now: now + 60_000 })).toBe(false);
    }),
  );
});
