// Links into the Temporal UI, and where a person's browser finds it.

/** Workflow ids contain slashes, which the UI expects encoded; without a run id it shows the latest run. */
export function workflowUrl(
  uiUrl: string,
  namespace: string,
  workflow: { readonly workflowId: string; readonly runId?: string },
): string {
  const base = `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflow.workflowId)}`;
  return workflow.runId === undefined
    ? base
    : `${base}/${encodeURIComponent(workflow.runId)}/history`;
}

/** The one that was set; Temporal Cloud's; a dev server's on its usual port; else unknown. */
export function uiAddress(address: string, configured: string | undefined): string | undefined {
  if (configured !== undefined) return configured;
  if (/\.(?:tmprl\.cloud|api\.temporal\.io):\d+$/.test(address)) return 'https://cloud.temporal.io';
  const isUsual = address === '127.0.0.1:7233' || address === 'localhost:7233';
  return isUsual ? 'http://127.0.0.1:8233' : undefined;
}
