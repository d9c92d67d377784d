// A contact as Brevo answers it: the external id and the phone stand among the attributes.
import type { Account } from './account';
import type { ContactRecord } from './contact-book';

export function contactBody(
  account: Account,
  contact: ContactRecord,
): Readonly<Record<string, unknown>> {
  const { email, sms } = contact;
  // People with only a phone carry a made-up address; people with only an external id carry none.
  const shown = email ?? (sms === undefined ? undefined : `${sms}@mailin-sms.com`);
  return {
    id: contact.id,
    ...(shown === undefined ? {} : { email: shown }),
    emailBlacklisted: contact.emailBlacklisted,
    smsBlacklisted: contact.smsBlacklisted,
    whatsappBlacklisted: false,
    createdAt: new Date(contact.createdAt).toISOString(),
    modifiedAt: new Date(contact.modifiedAt).toISOString(),
    listIds: [...contact.listIds],
    ...(account.switches.listUnsubscribedShown
      ? { listUnsubscribed: [...contact.listUnsubscribed] }
      : {}),
    attributes: shownAttributes(contact),
  };
}

function shownAttributes(contact: ContactRecord): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = Object.fromEntries(contact.attributes);
  for (const [kind, value] of contact.identifiers) {
    if (kind !== 'EMAIL') shown[kind] = value;
  }
  return shown;
}
