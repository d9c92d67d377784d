// Links into the Temporal UI.

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
