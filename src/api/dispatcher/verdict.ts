// What an error of Temporal means for a batch: is everything away, does this workflow wait, or is it refused for good.
import { isGrpcServiceError } from '@temporalio/client';

export type Verdict =
  /** Temporal does not answer anybody. */
  | { readonly kind: 'away'; readonly reason: string }
  /** This workflow cannot take it now. */
  | { readonly kind: 'later'; readonly reason: string }
  /** It would be refused every time. */
  | { readonly kind: 'refused'; readonly reason: string };

const AWAY: Readonly<Record<number, string>> = {
  1: 'cancelled',
  4: 'no answer in time',
  5: 'no such namespace',
  7: 'permission denied',
  12: 'not supported by this server',
  14: 'unreachable',
  16: 'not authenticated',
};

const INVALID_ARGUMENT = 3;
// The server's word for "so many signals a run and no more": service/history/consts/const.go, ErrSignalsLimitExceeded.
const SIGNAL_LIMIT = /exceeded workflow execution limit for signal/i;

/** A reason names a code and never quotes the server, whose words may quote the request. */
export function verdictOf(error: unknown): Verdict {
  if (!isGrpcServiceError(error)) {
    return { kind: 'later', reason: error instanceof Error ? error.name : 'unknown' };
  }
  const { details } = error;
  const code: number = error.code;
  const away = AWAY[code];
  if (away !== undefined) return { kind: 'away', reason: away };
  if (code !== INVALID_ARGUMENT) return { kind: 'later', reason: `gRPC code ${code}` };
  return SIGNAL_LIMIT.test(details)
    ? { kind: 'later', reason: 'the workflow has taken all the signals of one run' }
    : { kind: 'refused', reason: 'Temporal calls it invalid (gRPC code 3)' };
}
