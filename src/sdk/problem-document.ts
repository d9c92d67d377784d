// What the API says when it refuses (RFC 9457), and what can be said when something else answered in its place.
import { z } from 'zod';
import { connectReport } from './answers';
import { PROBLEM_TYPE } from './tajo-error';
import type { TajoErrorFacts } from './tajo-error';

const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  problems: z.array(z.object({ path: z.string(), sentence: z.string() })).optional(),
  workflowId: z.string().optional(),
  report: connectReport.optional(),
});

export interface Refusal {
  readonly status: number;
  readonly json: unknown;
  readonly origin: string;
  readonly requestId: string | undefined;
}

/** Bodies that are no problem document are never quoted: nobody knows who wrote them. */
export function problemFrom({ status, json, origin, requestId }: Refusal): TajoErrorFacts {
  const read = problemDocument.safeParse(json);
  if (read.success) return { status, ...read.data, requestId };
  const redirected = status >= 300 && status < 400;
  return {
    status,
    type: `${PROBLEM_TYPE}unexpected-answer`,
    title: 'Something else than the API answered',
    detail: redirected
      ? `${origin} answered with a redirect (${status}), which is not followed because requests carry secrets: give the final address as baseUrl.`
      : `${origin} answered ${status} without a problem document. Is baseUrl the address of the Tajo API?`,
    requestId,
  };
}
