// The one error of this SDK: a problem document (RFC 9457), whether the API wrote it or the SDK did.
import type { ConnectReport } from './reports';

/** One thing that is wrong: where in the request, and a sentence with the cure. */
export interface TajoProblem {
  readonly path: string;
  readonly sentence: string;
}

/** Of every problem, found by the API or by the SDK; its kind follows. */
export const PROBLEM_TYPE = 'urn:tajo:problem:';

/** What went wrong, as an RFC 9457 problem document has it. */
export interface TajoErrorFacts {
  /** HTTP status; 0 when the fault was found without an answer. */
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly problems?: readonly TajoProblem[] | undefined;
  /** Of a store that was refused. */
  readonly report?: ConnectReport | undefined;
  readonly workflowId?: string | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Everything this SDK rejects with. `message` is `detail`, followed by the problems. Never holds a key or a token.
 *
 * `type` is `urn:tajo:problem:<kind>` as the API has it, or the failure type of a sync (`MissingScope`, `CannotSync` …).
 * Kinds of the SDK's own: `invalid-request`, `unknown-connector`, `unreachable`, `timeout`, `unexpected-answer`.
 */
export class TajoError extends Error {
  override readonly name = 'TajoError';
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly problems: readonly TajoProblem[];
  /** Of `sync-already-running`: the sync that runs. */
  readonly workflowId: string | undefined;
  /** Of a store that was refused: what was checked, what is missing, what is off. */
  readonly report: ConnectReport | undefined;
  /** The `X-Request-Id` of the answer, to find it in the API's log. */
  readonly requestId: string | undefined;

  constructor(facts: TajoErrorFacts, options?: { readonly cause?: unknown }) {
    const problems = facts.problems ?? [];
    super([facts.detail, ...problems.map(lineOf)].join('\n'), options);
    this.status = facts.status;
    this.type = facts.type;
    this.title = facts.title;
    this.detail = facts.detail;
    this.problems = problems;
    this.workflowId = facts.workflowId;
    this.report = facts.report;
    this.requestId = facts.requestId;
  }
}

const lineOf = ({ path, sentence }: TajoProblem): string =>
  path === '' ? `- ${sentence}` : `- ${path}: ${sentence}`;
