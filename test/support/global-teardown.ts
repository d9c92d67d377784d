// Stops the Temporal dev server that the test files shared.
export default async function globalTeardown(): Promise<void> {
  await globalThis.devServerOfRun?.stop();
}
