// What every command has around its deed: settled settings, lines for people, one JSON object for scripts.
import { loadDotEnv, readEnvironment, type Environment } from '../config/environment';
import { ConfigProblems } from '../config/problems';
import { failureText, WrongUsage } from './failure-text';

export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Beside what a script reads. */
export const remark = (line: string): void => void process.stderr.write(`${line}\n`);

/** Of the environment and .env. Throws ConfigProblems with all of them. */
export function settledEnvironment(): Environment {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  return reading.environment;
}

/** With `--json` what goes wrong is part of the object; else it is thrown. */
export async function orFailure(
  json: true | undefined,
  deed: () => Promise<number>,
): Promise<number> {
  if (json !== true) return deed();
  try {
    return await deed();
  } catch (error) {
    say(JSON.stringify({ state: 'failed', failure: failureText(error) }));
    return error instanceof WrongUsage ? 2 : 1;
  }
}
