// Brings an e-mail address into the one spelling by which a contact is known, or says why it cannot be one.

export type Email =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly reason: 'no e-mail' | 'invalid e-mail' };

// RFC 5321: 64 characters before the @, 254 altogether, 63 a label.
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** Trimmed and lower case: Brevo's rule on case is undocumented, and one person must be one contact. */
export function toEmail(text: string): Email {
  const email = text.trim().toLowerCase();
  if (email === '') return { ok: false, reason: 'no e-mail' };
  return isValid(email) ? { ok: true, email } : { ok: false, reason: 'invalid e-mail' };
}

function isValid(email: string): boolean {
  const [name = '', domain = '', ...more] = email.split('@');
  if (email.length > 254 || name.length > 64 || more.length > 0 || !local.test(name)) return false;
  const labels = domain.split('.');
  return (
    labels.length > 1 &&
    labels.every((each) => label.test(each)) &&
    topLevel.test(labels.at(-1) ?? '')
  );
}
