// What makes a contact unique: five kinds of identifiers, in the order in which an import prefers them.

export const identifierKinds = ['EXT_ID', 'EMAIL', 'SMS', 'WHATSAPP', 'LANDLINE_NUMBER'] as const;

export type IdentifierKind = (typeof identifierKinds)[number];

export function isIdentifierKind(name: string): name is IdentifierKind {
  return identifierKinds.some((kind) => kind === name);
}

/** The spelling under which Brevo keeps an identifier; undefined when it is not a valid one. */
export function normalIdentifier(kind: IdentifierKind, raw: string): string | undefined {
  if (kind === 'EMAIL') return normalEmail(raw);
  if (kind === 'EXT_ID') return raw === '' ? undefined : raw;
  return normalPhone(raw);
}

function normalEmail(raw: string): string | undefined {
  const email = raw.trim().toLowerCase();
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? email : undefined;
}

// Country code always; `+`, `00` or nothing before it (note of the SDK's createContact).
function normalPhone(raw: string): string | undefined {
  return /^(?:\+|00)?([1-9]\d{5,14})$/.exec(raw.trim())?.[1];
}
