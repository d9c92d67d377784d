// Makes contacts of people without an account: guests and subscribers. Existing contacts stay as they are.
import type { MappedPerson } from '../mapping/contact';
import type { ChunkContext } from './chunk-context';
import { ContactWriter } from './contact-writer';
import type { Counting } from './counting';
import { contactIndexOf } from './loaders';

export interface Newcomer {
  /** `order:<id>` or `subscriber:<id>`. */
  readonly recordId: string;
  readonly mapped: MappedPerson;
}

/** Answers the import process to wait for, if there is one. */
export async function writeNewcomers(
  context: ChunkContext,
  people: readonly Newcomer[],
  counting: Counting,
): Promise<number | undefined> {
  const index = await contactIndexOf(context);
  const writer = new ContactWriter(context, index, counting);
  for (const { recordId, mapped } of people) {
    await writer.quiet(mapped, 0);
    if (index.byEmail(mapped.email) !== undefined || writer.waiting(mapped.email) !== undefined) {
      counting.unchanged += 1;
      continue;
    }
    for (const { reason } of mapped.dropped) counting.note('dropped', reason, recordId);
    const digits = (mapped.phone ?? '').replace(/\D/g, '');
    const phone = mapped.phone !== undefined && index.byPhone(digits) === undefined;
    const passage = {
      recordId,
      mapped,
      customerId: 0,
      linkExt: false,
      row: undefined,
      emptied: [],
      clear: [],
      phone,
    };
    if (phone) await writer.single(passage, () => writer.upsert(passage));
    else writer.addRow(passage);
  }
  return writer.finish();
}
