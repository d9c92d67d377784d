// Pure: what it means when a deed got no answer: whatever could have happened may have.
import type { CartDeed, CartFact } from './state';

export type DoableDeed = Exclude<CartDeed, { kind: 'end' }>;

export function unanswered(deed: DoableDeed): CartFact {
  switch (deed.kind) {
    case 'follow':
      return { kind: 'failed', unsure: true };
    case 'tell':
      return { kind: 'told', eventId: deed.event.eventId, outcome: { kind: 'lost' } };
    case 'look for':
      return { kind: 'looked', eventId: deed.event.eventId, isThere: undefined };
    case 'mail': {
      const { episode, step } = deed.request;
      return { kind: 'mailed', episode, step, outcome: { kind: 'lost' } };
    }
    case 'join':
      return { kind: 'failed', mayBeListed: deed.contact };
    case 'leave':
      return { kind: 'failed' };
  }
}
