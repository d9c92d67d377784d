// `tajo-bigcommerce hooks`: what BigCommerce has of our hooks, and their repair.
import { loadDotEnv, readEnvironment, type Environment } from '../config/environment';
import { ConfigProblems } from '../config/problems';
import type { HooksReport, TajoClient } from '../sdk/sdk';
import { apiClient, asked } from './api-client';
import { failureText, WrongUsage } from './failure-text';
import { hooksLines } from './hooks-report';

/** As commander hands them over. */
export interface HooksOptions {
  readonly store?: string;
  readonly repair?: true;
  readonly json?: true;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Answers the exit code: 1 when a hook is missing, off or refused. Throws what a person has to mend. */
export async function runHooks(options: HooksOptions): Promise<number> {
  try {
    const reports = await reportsOf(options);
    if (options.json === true) say(JSON.stringify({ stores: reports }));
    else for (const line of reports.flatMap(hooksLines)) say(line);
    return reports.every(isWell) ? 0 : 1;
  } catch (error) {
    if (options.json !== true) throw error;
    say(JSON.stringify({ state: 'failed', failure: failureText(error) }));
    return error instanceof WrongUsage ? 2 : 1;
  }
}

const isWell = ({ off, wanted, active, problems }: HooksReport): boolean =>
  off !== undefined || (active === wanted && problems.length === 0);

async function reportsOf({ store, repair }: HooksOptions): Promise<readonly HooksReport[]> {
  const environment = settledEnvironment();
  const client = apiClient(environment);
  const reports: HooksReport[] = [];
  for (const each of await chosen(environment, client, store)) {
    const { connectors } = client;
    const choice = { store: each };
    reports.push(
      await asked(environment, () =>
        repair === true
          ? connectors.repairHooks('bigcommerce', choice)
          : connectors.hooks('bigcommerce', choice),
      ),
    );
  }
  return reports;
}

/** All that are connected, when none is named. */
async function chosen(
  environment: Environment,
  client: TajoClient,
  store: string | undefined,
): Promise<readonly string[]> {
  if (store !== undefined) return [store];
  const { stores } = await asked(environment, () => client.connectors.status('bigcommerce'));
  if (stores.length > 0) return stores.map((each) => each.store);
  throw new WrongUsage('No store is connected: `tajo-bigcommerce connect` connects them.');
}

function settledEnvironment(): Environment {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  return reading.environment;
}
