// A workflow's history as lines a person can read: when, what, and what came of it.
import type { History } from '@temporalio/common/lib/proto-utils';
import { firstValue, milliseconds, summaryOf, type HistoryEvent } from './history-payloads';
import { resultWords } from './result-words';
import { seconds } from './wording';

interface Step {
  readonly startedMs: number;
  readonly words: string;
  /** Known once it has ended. */
  readonly end?: string;
  /** How many like it came one after the other. */
  readonly times: number;
}

interface Story {
  readonly steps: Map<string, Step>;
  readonly sent: Map<string, number>;
  startMs: number;
}

/** One line a step, in order; signals sent to other workflows are summed up in the last lines. */
export function historyLines({ events }: History): readonly string[] {
  const story: Story = { steps: new Map(), sent: new Map(), startMs: 0 };
  for (const [at, event] of (events ?? []).entries()) {
    if (at === 0) story.startMs = timeOf(event);
    for (const teller of TELLERS) teller(story, event);
  }
  const sent = [...story.sent].map(
    ([what, times]) => `${''.padStart(8)}  ${what}${timesWord(times)}`,
  );
  return [...story.steps.values()].map(lineOf).concat(sent);
}

const timeOf = ({ eventTime }: HistoryEvent): number => milliseconds(eventTime);

const timesWord = (times: number): string => (times === 1 ? '' : ` (${times} times)`);

function lineOf({ startedMs, words, end, times }: Step): string {
  const when = `+${seconds(startedMs)}`.padStart(8);
  const came = end === undefined || end === '' ? '' : ` → ${end}`;
  return `${when}  ${words}${came}${timesWord(times)}`;
}

function begin(story: Story, event: HistoryEvent, words: string): void {
  const step = { startedMs: timeOf(event) - story.startMs, words, times: 1 };
  story.steps.set(String(event.eventId), step);
}

/** An end belongs to the step that the event names; a step that is not there tells nothing. */
function finish(story: Story, began: unknown, end: string): void {
  const step = story.steps.get(String(began));
  if (step !== undefined) story.steps.set(String(began), { ...step, end });
}

type Teller = (story: Story, event: HistoryEvent) => void;

const tellWorkflow: Teller = (story, event) => {
  const started = event.workflowExecutionStartedEventAttributes;
  const summary = summaryOf(event);
  if (started) begin(story, event, joined(`${nameOf(started.workflowType)} starts`, summary));
};

const tellWorkflowEnd: Teller = (story, event) => {
  const done = event.workflowExecutionCompletedEventAttributes;
  if (done) begin(story, event, joined('completed', resultWords(firstValue(done.result))));
  const failed = event.workflowExecutionFailedEventAttributes;
  if (failed) begin(story, event, joined('failed', failed.failure?.message));
  if (event.workflowExecutionCanceledEventAttributes) begin(story, event, 'cancelled');
  if (event.workflowExecutionTerminatedEventAttributes) begin(story, event, 'terminated');
  if (event.workflowExecutionTimedOutEventAttributes) begin(story, event, 'timed out');
  if (event.workflowExecutionContinuedAsNewEventAttributes) {
    begin(story, event, 'goes on in a fresh history');
  }
};

const tellActivity: Teller = (story, event) => {
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (scheduled) begin(story, event, joined(nameOf(scheduled.activityType), summaryOf(event)));
  const started = event.activityTaskStartedEventAttributes;
  if (started?.lastFailure) {
    const why = started.lastFailure.message ?? '';
    extend(story, started.scheduledEventId, ` [attempt ${started.attempt ?? 1}; before: ${why}]`);
  }
};

const tellActivityEnd: Teller = (story, event) => {
  const done = event.activityTaskCompletedEventAttributes;
  if (done) finish(story, done.scheduledEventId, resultWords(firstValue(done.result)));
  const failed = event.activityTaskFailedEventAttributes;
  if (failed) finish(story, failed.scheduledEventId, joined('failed', failed.failure?.message));
  const late = event.activityTaskTimedOutEventAttributes;
  if (late) finish(story, late.scheduledEventId, 'timed out');
  const cancelled = event.activityTaskCanceledEventAttributes;
  if (cancelled) finish(story, cancelled.scheduledEventId, 'cancelled');
};

function extend(story: Story, began: unknown, more: string): void {
  const step = story.steps.get(String(began));
  if (step === undefined) return;
  story.steps.set(String(began), { ...step, words: step.words + more });
}

const tellTimer: Teller = (story, event) => {
  const started = event.timerStartedEventAttributes;
  if (started) {
    const wait = `waits ${seconds(milliseconds(started.startToFireTimeout))}`;
    begin(story, event, joined(wait, summaryOf(event)));
  }
  const cancelled = event.timerCanceledEventAttributes;
  if (cancelled) finish(story, cancelled.startedEventId, 'cancelled');
};

const tellChild: Teller = (story, event) => {
  const began = event.startChildWorkflowExecutionInitiatedEventAttributes;
  if (began) {
    const name = `child ${nameOf(began.workflowType)} ${began.workflowId ?? ''}`;
    begin(story, event, joined(name, summaryOf(event)));
  }
  const done = event.childWorkflowExecutionCompletedEventAttributes;
  if (done) finish(story, done.initiatedEventId, 'completed');
  const failed = event.childWorkflowExecutionFailedEventAttributes;
  if (failed) finish(story, failed.initiatedEventId, 'failed');
  const refused = event.startChildWorkflowExecutionFailedEventAttributes;
  if (refused) finish(story, refused.initiatedEventId, 'not started');
};

const tellMessages: Teller = (story, event) => {
  const signal = event.workflowExecutionSignaledEventAttributes;
  if (signal) repeat(story, event, joined('signal', signal.signalName));
  const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
  if (accepted) begin(story, event, joined('update', accepted.acceptedRequest?.input?.name));
};

const tellSentSignals: Teller = (story, event) => {
  const out = event.signalExternalWorkflowExecutionInitiatedEventAttributes;
  if (!out) return;
  const what = `signal ${out.signalName ?? ''} sent to ${out.workflowExecution?.workflowId ?? ''}`;
  story.sent.set(what, (story.sent.get(what) ?? 0) + 1);
};

/** The same signal again and again is one line. */
function repeat(story: Story, event: HistoryEvent, words: string): void {
  const [id, last] = [...story.steps].at(-1) ?? [];
  if (id === undefined || last?.words !== words) {
    begin(story, event, words);
    return;
  }
  story.steps.set(id, { ...last, times: last.times + 1 });
}

const TELLERS: readonly Teller[] = [
  tellWorkflow,
  tellWorkflowEnd,
  tellActivity,
  tellActivityEnd,
  tellTimer,
  tellChild,
  tellMessages,
  tellSentSignals,
];

const nameOf = (type: { readonly name?: string | null } | null | undefined): string =>
  type?.name ?? '';

const joined = (what: string, detail: string | null | undefined): string =>
  (detail ?? '') === '' ? what : `${what}: ${detail}`;
