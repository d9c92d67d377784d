// Takes a person's turn: of two workers that ask at the same moment, Temporal starts the workflow for one.
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { TASK_QUEUE } from '../contracts/names';
import {
  MAIL_TURN,
  mailTurnId,
  TURN_LASTS_MS,
  type MailTurn,
  type MailTurnInput,
} from '../contracts/mail-turn';

/** A look takes seconds; a turn that ends sooner than this is not begun with any more. */
const STILL_LASTS_MS = 60_000;
const DEADLINE_MS = 5_000;

/** False: another cart of this person has it, or ours is nearly over. */
export async function takeMailTurn(client: Client, turn: MailTurn): Promise<boolean> {
  const workflowId = mailTurnId(turn);
  const input: MailTurnInput = { lastsMs: TURN_LASTS_MS };
  return client.withDeadline(Date.now() + DEADLINE_MS, async () => {
    try {
      await client.workflow.start(MAIL_TURN, {
        workflowId,
        taskQueue: TASK_QUEUE,
        args: [input],
        memo: { sequence: turn.sequence },
        workflowIdConflictPolicy: 'FAIL',
      });
      return true;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return isOurs(client, workflowId, turn);
    }
  });
}

/** An attempt before may have taken it. */
async function isOurs(client: Client, workflowId: string, { sequence }: MailTurn) {
  const { memo, status, startTime } = await client.workflow.getHandle(workflowId).describe();
  const endsAt = startTime.getTime() + TURN_LASTS_MS;
  return (
    status.name === 'RUNNING' && memo?.sequence === sequence && endsAt - Date.now() > STILL_LASTS_MS
  );
}
