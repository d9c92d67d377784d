// Where a person's browser finds the Temporal UI of a server.

/** The one that was set; Temporal Cloud's; a dev server's on its usual port; else unknown. */
export function uiAddress(address: string, configured: string | undefined): string | undefined {
  if (configured !== undefined) return configured;
  if (/\.(?:tmprl\.cloud|api\.temporal\.io):\d+$/.test(address)) return 'https://cloud.temporal.io';
  const isUsual = address === '127.0.0.1:7233' || address === 'localhost:7233';
  return isUsual ? 'http://127.0.0.1:8233' : undefined;
}
