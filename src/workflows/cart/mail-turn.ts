// Holds a person's turn: while it runs nobody else begins to write to that person about a cart.
import * as wf from '@temporalio/workflow';
import type { MailTurnInput } from '../../contracts/mail-turn';

/** Does nothing but last: that its id runs once is all that is wanted of it. */
export async function mailTurn({ lastsMs }: MailTurnInput): Promise<void> {
  await wf.sleep(lastsMs, { summary: 'nobody else begins to write to this person' });
}
