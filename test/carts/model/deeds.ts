// The activities of the model: each takes its time in several moves, between which the world goes on, and any of them may fail.
import type { CartFound, CartThere } from '../../../src/contracts/cart-deeds';
import type { EventOutcome } from '../../../src/contracts/record-changes';
import { cartConsent } from '../../../src/mapping/cart-consent';
import type { DoableDeed } from '../../../src/workflows/cart/answers';
import type { Ledger } from './ledger';
import { mail } from './mailing';
import { CONTACT, contentOf, evidenceOf, mayBeWrittenTo, pictureOf } from './shop';
import type { Truth } from './shop';
import type { Attempt, Deed, Stage } from './stage';

const MINUTE_MS = 60_000;

export function perform(stage: Stage, deed: DoableDeed, attempt: Attempt): void {
  switch (deed.kind) {
    case 'follow':
      follow(stage, deed, attempt);
      return;
    case 'tell':
      attempt.go(() => {
        if (attempt.isOld()) return;
        const { event } = deed;
        const about = `${contentOf(stage.truth)} ${stage.truth.person ?? 'nobody'}`;
        const { told } = event;
        const isOther =
          told !== undefined &&
          (stage.truth.cart !== 'there' || about !== `${told.content} ${told.person}`);
        const outcome = isOther
          ? ({ kind: 'not wanted' } as const)
          : send(stage, { ...event, about });
        attempt.go(() => {
          attempt.answer({ kind: 'told', eventId: event.eventId, outcome });
        });
      });
      return;
    case 'look for':
      attempt.go(() => {
        const { eventId } = deed.event;
        attempt.answer({ kind: 'looked', eventId, isThere: looked(stage, eventId) });
      });
      return;
    case 'join':
      join(stage, deed, attempt);
      return;
    case 'leave':
      attempt.go(() => {
        stage.ledger.listed.delete(deed.contact.contactId);
        attempt.go(() => {
          attempt.answer({ kind: 'left', contact: deed.contact });
        });
      });
      return;
    case 'mail':
      mail(stage, deed, attempt);
  }
}

function looked({ clock, ledger }: Stage, eventId: string): boolean | undefined {
  if (clock.chance(0.1)) return undefined;
  return ledger.events.some((one) => one.eventId === eventId && one.visibleAt <= clock.now);
}

type Said = Parameters<Ledger['event']>[0] & { readonly about: string };

function send({ clock, ledger, counters }: Stage, event: Said): EventOutcome {
  if (clock.chance(0.03)) return { kind: 'later', afterMs: clock.between(1_000, 30 * MINUTE_MS) };
  const isLost = clock.chance(0.05);
  if (isLost) counters.lostAnswers += 1;
  if (isLost && clock.chance(0.5)) return { kind: 'lost' };
  ledger.event(event, event.about, clock.now + clock.between(0, 8 * MINUTE_MS));
  return { kind: isLost ? 'lost' : 'sent' };
}

function follow(stage: Stage, deed: Deed<'follow'>, attempt: Attempt): void {
  const { clock, truth } = stage;
  const { upTo, request } = deed;
  attempt.go(() => {
    if (clock.chance(0.03)) {
      attempt.answer({ kind: 'failed' });
      return;
    }
    const seen = pictureOf(truth);
    attempt.go(() => {
      if (attempt.isOld()) return;
      const found = foundIn(stage, deed, seen);
      attempt.go(() => {
        attempt.answer({ kind: 'found', upTo, request, found });
      });
    });
  });
}

function foundIn(stage: Stage, { request }: Deed<'follow'>, seen: Truth): CartFound {
  if (request.orderId !== undefined) return { kind: 'bought', order: { orderId: request.orderId } };
  const order = seen.orders.find(({ ofCart }) => ofCart);
  if (seen.cart === 'gone' && order !== undefined)
    return { kind: 'bought', order: { orderId: order.orderId } };
  if (seen.cart !== 'there') return { kind: seen.cart };
  return thereIn(stage, request, seen);
}

function thereIn(stage: Stage, request: Deed<'follow'>['request'], seen: Truth): CartThere {
  const { person, changedAt } = seen;
  const content = contentOf(seen);
  const there = { kind: 'there', content, changedAt, wanted: true, plan: stage.plan } as const;
  if (person === undefined) return there;
  const told = { ...there, person, contactId: CONTACT[person] };
  const { told: before, eventIds } = request;
  if (before?.content === content && before.person === person) return told;
  const lost: EventOutcome = { kind: 'lost' };
  if (eventIds === undefined)
    return { ...told, ...(before === undefined ? { created: lost } : {}), updated: lost };
  const about = `${content} ${person}`;
  const said = (what: 'created' | 'updated', eventId: string): EventOutcome =>
    send(stage, { eventId, cartId: request.cartId, what, at: '', episode: 0, about });
  return {
    ...told,
    ...(eventIds.created === undefined ? {} : { created: said('created', eventIds.created) }),
    updated: said('updated', eventIds.updated),
  };
}

function join(stage: Stage, { contact }: Deed<'join'>, attempt: Attempt): void {
  const { truth, ledger, on } = stage;
  attempt.go(() => {
    const { person, cart } = truth;
    if (person === undefined || cart !== 'there' || CONTACT[person] !== contact.contactId) {
      attempt.answer({ kind: 'joined', contact, listed: false });
      return;
    }
    const may = cartConsent(evidenceOf(truth, person), on) === 'yes';
    if (may && !mayBeWrittenTo(truth, person)) ledger.wrong('on the list without consent');
    attempt.go(() => {
      if (may) ledger.listed.add(contact.contactId);
      attempt.go(() => {
        attempt.answer({ kind: 'joined', contact, listed: may });
      });
    });
  });
}
