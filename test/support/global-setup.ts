// Starts the one real Temporal dev server that all test files share: in memory, no UI, on a free port.
import { findDevServer, startDevServer, type DevServer } from '../../src/temporal/dev-server';

declare global {
  // A name on globalThis, because Jest loads setup and teardown apart.
  var devServerOfRun: DevServer | undefined;
}

// One for each Jest worker, and eight beside it for stages that are open at the same time.
const namespaces = [1, 2, 3, 4].flatMap((worker) => [
  `test-${worker}`,
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((side) => `test-${worker}-${side}`),
]);

export default async function globalSetup(): Promise<void> {
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const executable = await findDevServer({ env: process.env, report });
  const server = await startDevServer({
    executable,
    ui: false,
    namespaces,
    report: () => undefined,
  });
  globalThis.devServerOfRun = server;
  process.env.TEST_TEMPORAL_ADDRESS = server.address;
  // The server has a process group of its own: Ctrl-C ends Jest without a teardown.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
