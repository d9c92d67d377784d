// Who may call: four causes share the 401, told apart by their text alone.
import { Refusal } from './refusals';

export interface KeyFacts {
  readonly apiKey: string;
  readonly blockedIp: boolean;
}

/** Throws a 401 for a missing key, a wrong key, or a blocked address. */
export function checkKey(given: string | undefined, facts: KeyFacts): void {
  if (given === undefined) throw unauthorized('authentication not found in headers');
  if (given !== facts.apiKey) throw unauthorized('Key not found');
  if (facts.blockedIp)
    throw unauthorized(
      'We have detected you are using an unrecognised IP address 203.0.113.7. If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips',
    );
}

function unauthorized(message: string): Refusal {
  return new Refusal({ status: 401, code: 'unauthorized', message });
}
