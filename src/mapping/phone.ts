// Turns a shop's free-text phone number into E.164, the only spelling that Brevo never refuses.
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

export type Phone =
  | { readonly ok: true; readonly phone: string }
  | { readonly ok: false; readonly reason: 'invalid phone' };

/**
 * `countryCode` is the address's two letters; '' when there is none, then only numbers with a country prefix pass.
 * A wrong phone would cost the whole contact (Brevo answers 400), so a doubtful one is dropped.
 */
export function toE164(phone: string, countryCode: string): Phone {
  const text = phone.trim();
  const found = parsed(text, countryCode) ?? parsed(text.replace(/^\(?00/, '+'), '');
  return found === undefined ? { ok: false, reason: 'invalid phone' } : { ok: true, phone: found };
}

function parsed(text: string, countryCode: string): string | undefined {
  const country = countryCode.trim().toUpperCase();
  const number = isSupportedCountry(country)
    ? parsePhoneNumberFromString(text, country)
    : parsePhoneNumberFromString(text);
  return number?.isValid() === true ? number.number : undefined;
}
