// Looks for people in everything Temporal and the logs keep: histories, memos, search attributes, answers, lines.
import type { Client, WorkflowHandle } from '@temporalio/client';
import { z } from 'zod';

/** Where a string of the shop's people was found. */
export interface Leak {
  readonly where: string;
  readonly found: string;
}

export interface Kept {
  readonly where: string;
  readonly text: string;
}

const BASE64 = /[A-Za-z0-9+/]{16,}={0,2}/g;

/** Every text in a value, with payload bytes read as UTF-8, and what looks like base64 decoded as well. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return withDecoded(value);
  if (value instanceof Uint8Array) return withDecoded(Buffer.from(value).toString('utf8'));
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, part]) => `${key} ${textOf(part)}`)
    .join('\n');
}

function withDecoded(text: string): string {
  const hidden = (text.match(BASE64) ?? []).map((part) => Buffer.from(part, 'base64').toString());
  return [text, ...hidden].join('\n');
}

/** Answers what the UI shows as the current details, and which queries there are. */
const METADATA = '__temporal_workflow_metadata';

async function queriesOf(handle: WorkflowHandle): Promise<readonly string[]> {
  const answer: unknown = await handle.query(METADATA);
  const { definition } = z
    .object({ definition: z.object({ queryDefinitions: z.array(z.object({ name: z.string() })) }) })
    .parse(answer);
  const names = definition.queryDefinitions.map(({ name }) => name);
  return [METADATA, ...names.filter((name) => !name.startsWith('__'))];
}

/** Exports all that the namespace keeps of its workflows. */
export async function keptByTemporal(client: Client): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const { raw } = await handle.describe();
    const history = await handle.fetchHistory();
    kept.push({ where: `history of ${workflowId}`, text: textOf(history) });
    kept.push({ where: `description of ${workflowId}`, text: textOf(raw) });
    // One that was ended before a worker took it up answers nothing.
    const wasTakenUp = history.events?.some((event) => event.workflowTaskStartedEventAttributes);
    if (wasTakenUp !== true) continue;
    for (const query of await queriesOf(handle)) {
      const answer: unknown = await handle.query(query);
      kept.push({ where: `${query} of ${workflowId}`, text: textOf(answer) });
    }
  }
  return kept;
}

export function leaksIn(kept: readonly Kept[], people: readonly string[]): readonly Leak[] {
  return kept.flatMap(({ where, text }) =>
    people.filter((found) => text.includes(found)).map((found) => ({ where, found })),
  );
}
