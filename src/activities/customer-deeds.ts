// Performs the deed that was decided for a customer; each is safe to repeat after a lost answer.
import type { ContactKey } from '../brevo/contact-records';
import { contactFingerprint } from '../mapping/contact-fingerprint';
import type { ContactDeed } from '../mapping/contact-step';
import type { ChunkContext } from './chunk-context';
import { attributesOf, type ContactWriter, type Passage } from './contact-writer';
import type { Counting } from './counting';
import type { ContactIndex } from './memory/contact-index';

/** What deciding and performing work with. */
export interface Desk {
  readonly context: ChunkContext;
  readonly index: ContactIndex;
  readonly writer: ContactWriter;
  readonly counting: Counting;
}

export type CustomerDeed = Exclude<ContactDeed, { kind: 'ask owner' }>;

export async function perform(desk: Desk, deed: CustomerDeed, passage: Passage): Promise<void> {
  const { writer, counting } = desk;
  switch (deed.kind) {
    case 'unchanged':
      if (passage.row !== undefined) writer.unchanged(passage.row);
      return;
    case 'twin':
      noteTwin(desk, passage.customerId);
      return;
    case 'reject':
      stayWithOldAddress(desk, passage);
      counting.note('rejected', deed.reason, passage.recordId);
      return;
    case 'create':
      return writer.single(passage, () => writer.upsert({ ...passage, linkExt: true }));
    case 'import':
      return orSame(desk, { ...passage, linkExt: deed.withExt }, (one) => {
        writer.addRow(one);
        return Promise.resolve();
      });
    case 'update':
      return update(desk, deed, passage);
    case 'move': {
      // The contact is ours already: what the shop has emptied is emptied on the way.
      const clear = desk.context.settings.onCleared === 'clear' ? passage.emptied : [];
      const moving = { ...passage, linkExt: true, clear };
      return writer.single(passage, () => move(desk, moving, deed.keepBlocklisted));
    }
  }
}

/** Another contact has the new address: orders and money of the customer are not that contact's. */
function stayWithOldAddress({ context, index }: Desk, { customerId, row }: Passage): void {
  if (row !== undefined) context.memory.customers.put(customerId, index.emailHash(row));
}

export function noteTwin({ counting }: Pick<Desk, 'counting'>, customerId: number): void {
  counting.note(
    'skipped',
    'twin: shares the contact of a customer with the same e-mail',
    customerId,
  );
}

type Update = Extract<ContactDeed, { kind: 'update' }>;

async function update(
  desk: Desk,
  { key, linkExt, clear }: Update,
  passage: Passage,
): Promise<void> {
  const { writer, context } = desk;
  // A contact taken over from another customer of ours must not keep that customer's values.
  const takeOver = key === 'contact' && context.settings.onCleared === 'clear';
  const next = {
    ...passage,
    linkExt: linkExt || key === 'ext',
    clear: takeOver ? passage.emptied : clear,
  };
  await orSame(desk, next, (one) =>
    writer.single(one, () => writer.update(one, keyOf(desk, key, one))),
  );
}

function keyOf({ index }: Desk, key: Update['key'], { mapped, extId, row }: Passage): ContactKey {
  const contactId = row === undefined ? 0 : index.known(row).contactId;
  if (key === 'ext' && extId !== undefined) return { by: 'ext', extId };
  if (key === 'contact' && contactId !== 0) return { by: 'contact', contactId };
  return { by: 'email', email: mapped.email };
}

/**
 * Of a contact that is not ours the fingerprint covers every mapped attribute, and a difference can be Brevo's own
 * value: then the contact itself is compared before it is written.
 */
async function orSame(
  desk: Desk,
  passage: Passage,
  write: (passage: Passage) => Promise<void>,
): Promise<void> {
  const { writer, context } = desk;
  const { row, linkExt } = passage;
  const isOthers = row !== undefined && !linkExt && !context.plan.fresh;
  if (isOthers && (await isSame(desk, passage))) {
    writer.unchanged(row);
    return;
  }
  await write(passage);
}

async function isSame({ context }: Desk, passage: Passage): Promise<boolean> {
  const contact = await context.brevo.readContact({ by: 'email', email: passage.mapped.email });
  if (contact === null) return false;
  const wanted = attributesOf(passage, passage.phone);
  const names = Object.keys(wanted);
  const [high, low] = contactFingerprint(wanted, names);
  const there = contactFingerprint(contact.attributes, names);
  return there[0] === high && there[1] === low;
}

/**
 * Moves the contact to the customer's new address. Brevo resubscribes a blocklisted contact that moves, so the
 * blocklisting goes along and is read back. An address that has moved already is refused (400): the lost answer.
 */
async function move({ context, writer }: Desk, passage: Passage, listed: boolean): Promise<void> {
  const { extId = '', mapped } = passage;
  const key = { by: 'ext', extId } as const;
  const before = await context.brevo.readContact(key);
  // The person may have said no since the index was read.
  const keepBlocklisted = listed || before?.emailBlacklisted === true;
  const there = before?.email?.trim().toLowerCase() === mapped.email;
  await writer.update(passage, key, {
    ...(keepBlocklisted ? { emailBlacklisted: true } : {}),
    ...(there ? {} : { attributes: { EMAIL: mapped.email } }),
  });
  if (keepBlocklisted) await keepOut(context, key);
}

async function keepOut({ brevo }: ChunkContext, key: ContactKey): Promise<void> {
  const after = await brevo.readContact(key);
  if (after?.emailBlacklisted === false) await brevo.updateContact(key, { emailBlacklisted: true });
}
