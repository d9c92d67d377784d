// Counts what became of webhooks, each under its own name, since the start of this process.
import type { WebhookFault } from '../../sdk/webhook-proof';

export type WebhookOutcome =
  | 'accepted'
  | 'repeated'
  | 'unknown scope'
  | 'not followed yet'
  | 'no id'
  | 'not connected'
  | 'not known yet'
  | 'sealed'
  | 'malformed'
  | 'inbox full'
  | 'inbox broken'
  | WebhookFault;

/** What became of deliveries that were accepted. */
export type DeliveryFate = 'sent' | 'dropped' | 'parked';

export interface WebhookCounts {
  readonly note: (outcome: WebhookOutcome) => void;
  readonly noteFate: (fate: DeliveryFate, deliveries: number) => void;
  /** Of webhooks that were proven. */
  readonly noteProof: (signed: boolean) => void;
  readonly outcomes: ReadonlyMap<WebhookOutcome, number>;
  readonly fates: ReadonlyMap<DeliveryFate, number>;
  readonly proofs: { readonly signed: number; readonly unsigned: number };
}

export function createWebhookCounts(): WebhookCounts {
  const outcomes = new Map<WebhookOutcome, number>();
  const fates = new Map<DeliveryFate, number>();
  const proofs = { signed: 0, unsigned: 0 };
  return {
    note: (outcome) => {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    },
    noteFate: (fate, deliveries) => {
      fates.set(fate, (fates.get(fate) ?? 0) + deliveries);
    },
    noteProof: (signed) => {
      proofs[signed ? 'signed' : 'unsigned'] += 1;
    },
    outcomes,
    fates,
    proofs,
  };
}
