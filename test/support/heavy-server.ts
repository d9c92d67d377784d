// A Temporal dev server of a file's own that finds histories heavy early, so that they are begun anew.
import { findDevServer, startDevServer, type DevServer } from '../../src/temporal/dev-server';

interface HeavyServer {
  /** Events after which a history is heavy; usually 4,096. */
  readonly heavy: number;
  readonly dbFile?: string;
  readonly namespaces?: readonly string[];
}

export async function startHeavyServer({ heavy, ...start }: HeavyServer): Promise<DevServer> {
  const report = () => undefined;
  const executable = await findDevServer({ env: process.env, report });
  return startDevServer({
    ...start,
    executable,
    ui: false,
    settings: [`limit.historyCount.suggestContinueAsNew=${heavy}`],
    report,
  });
}
