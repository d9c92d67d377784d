// Looks for people in everything Temporal and the logs keep: histories, memos, search attributes, answers, lines.
import type { Client } from '@temporalio/client';

/** Where a string of the shop's people was found. */
export interface Leak {
  readonly where: string;
  readonly found: string;
}

export interface Kept {
  readonly where: string;
  readonly text: string;
}

/** Every text in a value, with payload bytes read as UTF-8. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, part]) => `${key} ${textOf(part)}`)
    .join('\n');
}

/** Exports all that the namespace keeps of its workflows. */
export async function keptByTemporal(client: Client): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const { raw } = await handle.describe();
    kept.push({ where: `history of ${workflowId}`, text: textOf(await handle.fetchHistory()) });
    kept.push({ where: `description of ${workflowId}`, text: textOf(raw) });
    const progress: unknown = await handle.query('progress');
    kept.push({ where: `progress of ${workflowId}`, text: JSON.stringify(progress) });
  }
  return kept;
}

export function leaksIn(kept: readonly Kept[], people: readonly string[]): readonly Leak[] {
  return kept.flatMap(({ where, text }) =>
    people.filter((found) => text.includes(found)).map((found) => ({ where, found })),
  );
}
