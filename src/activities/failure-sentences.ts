// What a vendor's failure means for a person, and what to do: the sentences seen in histories and plans.
import type { ApiFailure, ApiFailureDetail } from '../http/failures';

const NAMES = { bigcommerce: 'BigCommerce', brevo: 'Brevo' } as const;

/** Never holds a vendor's free text: it can quote an address. */
export function curedSentence({ call, detail }: ApiFailure): string {
  const who = NAMES[call.api];
  const what = `${call.operation} (status ${call.status})`;
  switch (detail.kind) {
    case 'RateLimited':
      return `${who}'s rate window is used up: ${what}. Temporal tries again when it opens.`;
    case 'Unavailable':
      return `${who} did not answer properly: ${what}. Temporal tries again.`;
    case 'Unauthorized':
      return call.api === 'brevo' ? brevoKey(detail) : bigcommerceToken();
    case 'MissingScope':
      return missingScope(call.api, detail.scope, what);
    case 'Rejected':
      return `${who} refuses the request: ${what}${detail.code === undefined ? '' : `, code ${detail.code}`}.`;
    case 'UnexpectedShape':
      return `${who} answers in a shape this version does not know: ${what}, at ${detail.path}. Please report it with this sentence; updating may help.`;
  }
}

const brevoKey = (detail: ApiFailureDetail & { readonly kind: 'Unauthorized' }): string =>
  detail.ipBlocked === true
    ? "Brevo blocks this server's IP address (401): add it in Brevo under Security > Authorised IPs."
    : 'Brevo refuses the API key (401): make a new key in Brevo under SMTP & API > API keys and put it into BREVO_API_KEY.';

const bigcommerceToken = (): string =>
  'BigCommerce refuses the access token (401): make a new store-level API account (Settings > Store-level API accounts), put its token into the configuration, and delete the old account afterwards.';

const missingScope = (api: ApiFailure['call']['api'], scope: string, what: string): string =>
  api === 'brevo'
    ? `Brevo refuses this feature (403): ${what}. Check the plan of the account: ${scope}.`
    : `The BigCommerce API account lacks the scope ${scope} (403): ${what}. Scopes cannot be added to an account: make a new one with it, put its token into the configuration, then delete the old account.`;
