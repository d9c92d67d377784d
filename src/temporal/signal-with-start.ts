// Signals a workflow, starting it when it does not run, under a request id that makes a repeat a no-op.
import type { Client } from '@temporalio/client';
// Not public API, and the only way to a request id: the client's own call draws a random one each time.
import { encodeToPayload, encodeToPayloads } from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';

export interface SignalledStart {
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly input: unknown;
  readonly signalName: string;
  /** Absent for a signal without an argument. */
  readonly signalInput?: unknown;
  /** What Temporal's lists say of the workflow. */
  readonly summary?: string;
  /** Temporal drops a second signal of this id to the same run. */
  readonly requestId: string;
  readonly deadlineMs: number;
}

const { WorkflowIdReusePolicy, WorkflowIdConflictPolicy } = temporal.api.enums.v1;
/** Live work goes before everything else on the queue. */
const LIVE = 1;

/** Resolves when Temporal has stored it. Rejects with a gRPC error. */
export async function signalWithStart(client: Client, start: SignalledStart): Promise<void> {
  const converter = client.options.loadedDataConverter;
  const [input = [], signalInput = []] = await Promise.all([
    encodeToPayloads(converter, start.input),
    ...(start.signalInput === undefined ? [] : [encodeToPayloads(converter, start.signalInput)]),
  ]);
  const { summary } = start;
  const userMetadata =
    summary === undefined ? undefined : { summary: await encodeToPayload(converter, summary) };
  const { namespace, identity } = client.options;
  await client.withDeadline(Date.now() + start.deadlineMs, () =>
    client.workflowService.signalWithStartWorkflowExecution({
      namespace,
      identity,
      workflowId: start.workflowId,
      workflowType: { name: start.workflowType },
      taskQueue: { name: start.taskQueue },
      workflowIdReusePolicy: WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
      input: { payloads: input },
      signalName: start.signalName,
      signalInput: { payloads: signalInput },
      requestId: start.requestId,
      priority: { priorityKey: LIVE },
      ...(userMetadata === undefined ? {} : { userMetadata }),
    }),
  );
}
