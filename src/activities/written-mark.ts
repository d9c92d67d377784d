// Which of a contact's values came from the shop: only those may be emptied when the shop empties them.
import type { Attributes } from '../brevo/contact-records';
import type { StoreSettings } from '../config/settings';
import { contactFingerprint } from '../mapping/contact-fingerprint';
import { profileAttributes } from './field-mapping';
import type { Key } from './memory/row-table';

/** A text attribute of contacts that carry our external id: the names of the attributes the shop has filled. */
export const WRITTEN_MARK = 'TAJO_WRITTEN';

/** Brevo documents no length for text; names beyond this are not marked, so their values are never emptied. */
const LONGEST = 255;

export function writtenMark(attributes: Attributes): string {
  const names = Object.keys(attributes)
    .filter((name) => attributes[name] !== '')
    .sort();
  let mark = '';
  for (const name of names) {
    const longer = mark === '' ? name : `${mark} ${name}`;
    if (longer.length > LONGEST) break;
    mark = longer;
  }
  return mark;
}

export const markedNames = (mark: unknown): readonly string[] =>
  typeof mark === 'string' && mark !== '' ? mark.split(' ') : [];

/**
 * Of our own contacts only what the shop has filled is compared, and which attributes those are: a value that Brevo
 * had before, or got from elsewhere, makes no difference. Of other contacts every mapped attribute is compared.
 */
export function profileFingerprint(
  attributes: Readonly<Record<string, unknown>>,
  { own, settings }: { readonly own: boolean; readonly settings: StoreSettings },
): Key {
  const names = own
    ? [...markedNames(attributes[WRITTEN_MARK]), WRITTEN_MARK]
    : profileAttributes(settings);
  return contactFingerprint(attributes, names);
}
