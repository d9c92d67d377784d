// Where a person's browser finds the Temporal UI of a server.

/** The one that was set; Temporal Cloud's; a dev server's, which is a thousand ports above its own; else unknown. */
export function uiAddress(address: string, configured: string | undefined): string | undefined {
  if (configured !== undefined) return configured;
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at);
  const port = Number(address.slice(at + 1));
  if (/\.(?:tmprl\.cloud|api\.temporal\.io)$/.test(host)) return 'https://cloud.temporal.io';
  const isLocal = host === 'localhost' || host.startsWith('127.');
  return isLocal ? `http://${host}:${port + 1000}` : undefined;
}
