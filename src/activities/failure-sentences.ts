// What a vendor's failure means for a person, and what to do: the sentences seen in histories, plans and examinations.
import type { ApiFailure, ApiFailureDetail } from '../http/failures';

const NAMES = { bigcommerce: 'BigCommerce', brevo: 'Brevo' } as const;

export interface FailureWords {
  readonly sentence: string;
  readonly cure?: string;
}

/** Both in one: for histories and plans. */
export function curedSentence(failure: ApiFailure): string {
  const { sentence, cure } = failureWords(failure);
  return cure === undefined ? sentence : `${sentence} ${cure}`;
}

/** Never holds a vendor's free text: it can quote an address. */
export function failureWords({ call, detail }: ApiFailure): FailureWords {
  const who = NAMES[call.api];
  const what = `${call.operation} (status ${call.status})`;
  switch (detail.kind) {
    case 'RateLimited':
      return {
        sentence: `${who}'s rate window is used up: ${what}.`,
        cure: 'Temporal tries again when it opens.',
      };
    case 'Unavailable':
      return {
        sentence: `${who} did not answer properly: ${what}.`,
        cure: 'Temporal tries again.',
      };
    case 'Unauthorized':
      return call.api === 'brevo' ? brevoKey(detail) : BIGCOMMERCE_TOKEN;
    case 'MissingScope':
      return missingScope(call.api, detail.scope, what);
    case 'Rejected':
      return {
        sentence: `${who} refuses the request: ${what}${detail.code === undefined ? '' : `, code ${detail.code}`}.`,
      };
    case 'UnexpectedShape':
      return {
        sentence: `${who} answers in a shape this version does not know: ${what}, at ${detail.path}.`,
        cure: 'Please report it with this sentence; updating may help.',
      };
  }
}

const brevoKey = (detail: ApiFailureDetail & { readonly kind: 'Unauthorized' }): FailureWords =>
  detail.ipBlocked === true
    ? {
        sentence: "Brevo blocks this server's IP address (401).",
        cure: 'Add it in Brevo under Security > Authorised IPs.',
      }
    : {
        sentence: 'Brevo refuses the API key (401).',
        cure: 'Make a new key in Brevo under SMTP & API > API keys and put it into BREVO_API_KEY.',
      };

const BIGCOMMERCE_TOKEN: FailureWords = {
  sentence: 'BigCommerce refuses the access token (401).',
  cure: 'A token cannot be renewed: make a new store-level API account (Settings > Store-level API accounts), put its token into the configuration, and delete the old account afterwards.',
};

const missingScope = (api: ApiFailure['call']['api'], scope: string, what: string): FailureWords =>
  api === 'brevo'
    ? {
        sentence: `Brevo refuses this feature (403): ${what}.`,
        cure: `Check the plan of the account: ${scope}.`,
      }
    : {
        sentence: `The BigCommerce API account lacks the scope ${scope} (403): ${what}.`,
        cure: NEW_ACCOUNT,
      };

/** What helps against any missing scope. */
export const NEW_ACCOUNT =
  'Scopes cannot be added to an account: make a new one with it, put its token into the configuration, then delete the old account.';
