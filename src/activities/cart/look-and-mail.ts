// The last look: everything that could speak against a mail is read again, and only then, and at once, it is sent.
import type { MailOutcome, MailRequest } from '../../contracts/cart-deeds';
import { TooLate } from '../../http/failures';
import { LOOK_LASTS_MS, lookVerdict, type LookVerdict } from '../../mapping/cart-look';
import { shopOf, type World } from '../world';
import { prepareEvidence } from './cart-evidence';
import { mailKey, sendCartMail, wasMailed } from './cart-mail';
import { claimSequence, sequenceName } from './cart-sequence';
import { seeCart, seePerson, type SeenCart, type SeenPerson } from './cart-seen';
import { skillOf } from './cart-shop';

const MOST_LOOKS = 3;
const SOON_MS = 60_000;

/** Whatever it throws, it throws before it has sent. */
export async function lookAndMail(world: World, request: MailRequest): Promise<MailOutcome> {
  const { settings } = await shopOf(world, request);
  const skill = skillOf(settings);
  const step = skill.steps[request.step];
  if (!skill.enabled || !settings.sync.carts || step === undefined)
    return { kind: 'stopped', why: 'not wanted' };
  if (request.after === 'lost') {
    const found = await lookForMail(world, request, step.templateId);
    if (found !== undefined) return found;
  }
  for (let look = 1; look <= MOST_LOOKS; look += 1) {
    const outcome = await lookOnce(world, request);
    if (outcome !== 'again') return outcome;
  }
  return { kind: 'later', afterMs: SOON_MS };
}

/** Undefined: Brevo does not have it. */
async function lookForMail(
  world: World,
  request: MailRequest,
  templateId: number,
): Promise<MailOutcome | undefined> {
  const seen = await seeCart(world, request);
  // Nobody knows any more to whom it went; the look that follows ends the mails anyway.
  if (seen.kind !== 'there' || seen.person === undefined) return undefined;
  const { email } = seen.person;
  const isThere = await wasMailed(seen.shop, { email, templateId, key: mailKey(request) });
  return isThere ? { kind: 'sent' } : undefined;
}

async function lookOnce(world: World, request: MailRequest): Promise<MailOutcome | 'again'> {
  const notAfter = world.now() + LOOK_LASTS_MS;
  const seen = await seeCart(world, request);
  if (seen.kind === 'bought') return { kind: 'bought', order: seen.order };
  if (seen.kind !== 'there') return { kind: 'gone' };
  const { person } = seen;
  if (person?.key !== request.told.person) return { kind: 'changed' };
  if (await prepareEvidence(world, seen.shop)) return 'again';
  const whose = `${seen.shop.account ?? ''} ${person.email}`;
  try {
    return await world.live.turns.take(whose, () =>
      lookAtPerson(world, request, { seen, notAfter }),
    );
  } catch (error) {
    // It waited for Brevo's rate, and who knows what was bought meanwhile.
    if (error instanceof TooLate) return 'again';
    throw error;
  }
}

interface Begun {
  readonly seen: Extract<SeenCart, { kind: 'there' }>;
  /** Epoch milliseconds: by then the mail has left, or it does not leave because of this look. */
  readonly notAfter: number;
}

/** Throws TooLate. */
async function lookAtPerson(
  world: World,
  request: MailRequest,
  { seen, notAfter }: Begun,
): Promise<MailOutcome | 'again'> {
  const found = await seePerson(world, seen, request);
  // The contact was deleted in Brevo: nobody is left to write to.
  if (found === undefined) return { kind: 'stopped', why: 'blocked' };
  const name = sequenceName(request.cartId, request.episode);
  const asked = { told: request.told, sequence: name };
  const time = { beganAt: notAfter - LOOK_LASTS_MS, now: world.now() };
  const verdict = lookVerdict({ asked, seen: found.look, time });
  if (verdict.kind !== 'send') return outcomeOf(verdict);
  const claim = await claimSequence(world, seen.shop, { contact: found.contact, name, notAfter });
  return claim === 'ours' ? mail(world, request, { seen, found, notAfter }) : claim;
}

function outcomeOf(verdict: Exclude<LookVerdict, { kind: 'send' }>): MailOutcome | 'again' {
  switch (verdict.kind) {
    case 'again':
      return 'again';
    case 'bought':
    case 'stopped':
      return verdict;
    case 'changed':
    case 'gone':
      return { kind: verdict.kind };
  }
}

const mail = (
  world: World,
  request: MailRequest,
  { seen, found, notAfter }: Begun & { readonly found: SeenPerson },
): Promise<MailOutcome> =>
  sendCartMail(seen.shop, {
    request,
    cart: seen.cart,
    shopper: found.shopper,
    link: found.link,
    now: world.now(),
    notAfter,
  });
