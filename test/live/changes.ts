// Speaks to a store's live changes as the dispatcher does: one signal that starts them where they do not run.
import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../src/contracts/names';
import {
  changesId,
  RECORD_CHANGES,
  recordsChanged,
  type ChangeKind,
  type ChangesInput,
  type ChangesResult,
  type ChangesTiming,
  type RecordsChanged,
} from '../../src/contracts/record-changes';
import type { Sandbox } from '../../src/sandbox/start';
import { catalogDifferences } from '../support/oracle-catalog';
import { contactDifferences } from '../support/oracle-contacts';

/** What is lost, stale or left over among people and products; the orders themselves are not brought over here. */
export const wrong = (sandbox: Sandbox): readonly string[] => [
  ...contactDifferences(sandbox),
  ...catalogDifferences(sandbox),
  ...sandbox.brevo.state.merged.map(({ deletedId }) => `contact ${deletedId} was merged`),
  ...sandbox.brevo.state.resubscribed.map(
    ({ contactId }) => `contact ${contactId} was subscribed again`,
  ),
  ...(sandbox.brevo.state.automationsStarted === 0 ? [] : ['an automation was started']),
];

type RecordChanges = (input: ChangesInput) => Promise<ChangesResult>;

/** So that a test ends soon; the windows are as wide as a test needs them. */
const SOON: Partial<ChangesTiming> = {
  windowMs: 100,
  wideWindowMs: 300,
  quietMs: 500,
  pauseMs: 200,
  eventLookMs: 300,
  eventGiveUpMs: 5_000,
};

interface Where {
  readonly client: Client;
  readonly sandbox: { readonly storeHash: string };
}

export interface Said {
  readonly kind: ChangeKind;
  readonly hint: RecordsChanged;
  /** `null`: as the store is set. */
  readonly timing?: Partial<ChangesTiming> | null;
}

/** Answers the handle of the run that has heard it. */
export async function say({ client, sandbox }: Where, { kind, hint, timing }: Said) {
  const { storeHash } = sandbox;
  return client.workflow.signalWithStart<RecordChanges, [RecordsChanged]>(RECORD_CHANGES, {
    workflowId: changesId(storeHash, kind),
    taskQueue: TASK_QUEUE,
    args: [{ storeHash, kind, ...(timing === null ? {} : { timing: { ...SOON, ...timing } }) }],
    signal: recordsChanged,
    signalArgs: [hint],
  });
}

/** Says it, and waits until all is quiet. */
export async function happened(where: Where, said: Said): Promise<ChangesResult> {
  const handle = await say(where, said);
  return handle.result();
}
