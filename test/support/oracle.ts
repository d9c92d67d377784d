// Compares both toy vendors by the specification alone: it shares no mapping with the connector.
import type { Sandbox } from '../../src/sandbox/start';
import { catalogDifferences } from './oracle-catalog';
import { contactDifferences, listDifferences } from './oracle-contacts';
import { orderDifferences } from './oracle-orders';

/**
 * Every record that is lost, stale or left over in Brevo, as a short sentence of ids and numbers: no name, no address.
 * Holds for the specification's mapping with group names, lists 40 and 41, `consent: opt_in`, soft deletion.
 */
export const differences = (sandbox: Sandbox): readonly string[] => [
  ...contactDifferences(sandbox),
  ...listDifferences(sandbox),
  ...orderDifferences(sandbox),
  ...catalogDifferences(sandbox),
  ...harm(sandbox),
];

/** What no sync may ever do, whatever the shop looks like. */
function harm({ brevo: { state } }: Sandbox): readonly string[] {
  return [
    ...state.merged.map(
      ({ survivorId, deletedId }) => `contact ${survivorId} swallowed ${deletedId}`,
    ),
    ...state.resubscribed.map(({ contactId }) => `contact ${contactId} was subscribed again`),
    ...(state.automationsStarted === 0 ? [] : [`${state.automationsStarted} automations started`]),
  ];
}
