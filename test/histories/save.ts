// Keeps a history as a file, without what names a machine.
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

export async function save(client: Client, workflowId: string, name: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const file = join(__dirname, `${name}.json`);
  const text = JSON.stringify(JSON.parse(historyToJSON(history)), null, 1);
  await writeFile(file, `${withoutMachine(text)}\n`);
}

/** Stack traces and identities name folders and hosts. */
function withoutMachine(text: string): string {
  const root = join(__dirname, '../..');
  return text.replaceAll(root, '/connector').replaceAll(`@${hostname()}`, '@worker');
}
