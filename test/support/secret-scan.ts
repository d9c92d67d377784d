// Looks for secrets in bytes, in every form in which they could have been written down.
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { textOf } from './leak-scan';

export interface Secret {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Written {
  readonly where: string;
  readonly bytes: Buffer;
}

export const secret = (name: string, text: string): Secret => ({ name, bytes: Buffer.from(text) });

export const written = (where: string, text: string): Written => ({
  where,
  bytes: Buffer.from(text),
});

/** A secret in the middle of something longer looks different in base64 for each of three places to begin. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = text.slice(before === 0 ? 0 : before + 1).replace(/=+$/, '');
    // The last digit is shared with what follows.
    const whole = own.slice(0, -1);
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function formsOf({ bytes }: Secret): readonly Buffer[] {
  const text = bytes.toString('latin1');
  const hex = bytes.toString('hex');
  const urlEncoded = encodeURIComponent(text);
  const texts = [
    ...base64Forms(bytes),
    hex,
    hex.toUpperCase(),
    urlEncoded,
    urlEncoded.replaceAll(/%../g, (code) => code.toLowerCase()),
    JSON.stringify(text).slice(1, -1),
  ];
  return [bytes, ...texts.map((form) => Buffer.from(form))];
}

/** `<secret> in <place>` for each that was found. */
export function secretsIn(
  places: readonly Written[],
  secrets: readonly Secret[],
): readonly string[] {
  return secrets.flatMap((one) => {
    const forms = formsOf(one);
    return places
      .filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
      .map(({ where }) => `${one.name} in ${where}`);
  });
}

/** Histories and descriptions of all executions and schedules, as bytes over the wire and as text. */
export async function writtenByTemporal(client: Client): Promise<readonly Written[]> {
  const places: Written[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    places.push(...(await writtenOf(client.workflow.getHandle(workflowId, runId))));
  }
  for await (const { scheduleId } of client.schedule.list()) {
    const { raw } = await client.schedule.getHandle(scheduleId).describe();
    places.push(written(`schedule ${scheduleId}`, textOf(raw)));
  }
  return places;
}

const { History } = temporal.api.history.v1;
const { DescribeWorkflowExecutionResponse } = temporal.api.workflowservice.v1;

async function writtenOf(handle: WorkflowHandle): Promise<readonly Written[]> {
  const { workflowId } = handle;
  try {
    const history = await handle.fetchHistory();
    const { raw } = await handle.describe();
    const described = DescribeWorkflowExecutionResponse.encode(raw).finish();
    return [
      { where: `history of ${workflowId}`, bytes: Buffer.from(History.encode(history).finish()) },
      written(`history of ${workflowId}, read`, textOf(history)),
      { where: `description of ${workflowId}`, bytes: Buffer.from(described) },
      written(`description of ${workflowId}, read`, textOf(raw)),
    ];
  } catch (error) {
    // It was deleted between the list and the look: the SDK says so in two ways.
    const isGone = error instanceof WorkflowNotFoundError || hasCode(error, NOT_FOUND);
    if (isGone) return [];
    throw error;
  }
}

const NOT_FOUND = '5';

const hasCode = (error: unknown, code: string): boolean =>
  isGrpcServiceError(error) && String(error.code) === code;
