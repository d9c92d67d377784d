// `tajo-bigcommerce inbox`: how many webhooks wait for Temporal, since when, what is parked, and its second chance.
import { loadDotEnv, readEnvironment } from '../config/environment';
import { ConfigProblems } from '../config/problems';
import type { InboxReport } from '../sdk/sdk';
import { apiClient, asked } from './api-client';
import { failureText } from './failure-text';
import { counted, number, seconds } from './wording';

/** As commander hands them over: `retry` is true for all, else ids. */
export interface InboxOptions {
  readonly retry?: true | readonly string[];
  readonly json?: true;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Answers the exit code: 1 when something is parked. Throws what a person has to mend. */
export async function runInbox({ retry, json }: InboxOptions): Promise<number> {
  try {
    const { retried, report } = await askInbox(retry);
    const lines =
      json === true
        ? [JSON.stringify({ ...report, ...(retried !== undefined && { retried }) })]
        : [...retriedLines(retried), ...inboxLines(report, Date.now())];
    for (const line of lines) say(line);
    return report.parkedDeliveries === 0 ? 0 : 1;
  } catch (error) {
    if (json !== true) throw error;
    say(JSON.stringify({ state: 'failed', failure: failureText(error) }));
    return 1;
  }
}

async function askInbox(
  retry: InboxOptions['retry'],
): Promise<{ readonly retried: number | undefined; readonly report: InboxReport }> {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  const { environment } = reading;
  const { inbox } = apiClient(environment);
  const ids = retry === true ? undefined : retry;
  const retried =
    retry === undefined ? undefined : await asked(environment, () => inbox.retry(ids));
  return { retried, report: await asked(environment, () => inbox.read()) };
}

const retriedLines = (retried: number | undefined): readonly string[] =>
  retried === undefined ? [] : [`${counted(retried, 'batch', 'batches')} sent again.`];

export function inboxLines(report: InboxReport, nowMs: number): readonly string[] {
  const { waiting, oldestAt, parked, parkedDeliveries, limit } = report;
  const age = oldestAt === null ? 0 : Math.max(0, nowMs - Date.parse(oldestAt));
  const depth =
    waiting === 0
      ? 'No delivery waits for Temporal.'
      : `${counted(waiting, 'delivery waits', 'deliveries wait')} for Temporal, the oldest for ${seconds(age)} (room for ${number(limit)}).`;
  if (parkedDeliveries === 0) return [depth, 'Nothing is parked.'];
  return [
    depth,
    `${counted(parkedDeliveries, 'delivery is', 'deliveries are')} parked:`,
    ...parked.map(
      ({ id, workflowId, deliveries, reason, parkedAt }) =>
        `  ${id}  ${workflowId}  ${counted(deliveries, 'delivery', 'deliveries')}, since ${parkedAt}: ${reason}`,
    ),
    '`tajo-bigcommerce inbox --retry` sends them again, with ids behind it only these.',
  ];
}
