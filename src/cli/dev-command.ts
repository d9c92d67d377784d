// `tajo-bigcommerce dev`: Temporal, worker and API for a developer, for the real stores or for a toy one.
import { Closers } from './closers';
import { orFailure, remark, say } from './command-frame';
import { devFacts, devLines } from './dev-lines';
import { ownPlan, sandboxPlan } from './dev-plan';
import { startDevWorld, type DevWorld } from './dev-world';
import { WrongUsage } from './failure-text';
import { interruption } from './interruption';

/** As commander hands them over. */
export interface DevOptions {
  readonly sandbox?: true;
  /** Customers, orders and products of the toy store. */
  readonly records?: number;
  readonly json?: true;
}

const USUAL_RECORDS = 1000;

/** Answers the exit code. Whatever happens, nothing that was started is left running. */
export async function runDev(options: DevOptions): Promise<number> {
  return orFailure(options.json, async () => {
    if (options.records !== undefined && options.sandbox !== true) {
      throw new WrongUsage('--records is about the toy store: add --sandbox.');
    }
    const closers = new Closers();
    const interrupted = interruption();
    const ready = { told: false };
    try {
      const life = start(options, closers).then(async ({ worker }) => {
        ready.told = true;
        await worker.stopped;
        return 0;
      });
      // When Ctrl-C wins, the start breaks off somewhere and nobody is left to hear about it.
      life.catch(() => undefined);
      const stopped = interrupted.happened.then(() => {
        remark('Stopping; what a worker is doing right now gets ten seconds to end …');
        return ready.told ? 0 : 130;
      });
      return await Promise.race([life, stopped]);
    } finally {
      await closers.closeAll();
      interrupted.forget();
    }
  });
}

async function start(options: DevOptions, closers: Closers): Promise<DevWorld> {
  const tell = options.json === true ? remark : say;
  const plan =
    options.sandbox === true
      ? await sandboxPlan(options.records ?? USUAL_RECORDS, closers)
      : await ownPlan();
  tell('Starting Temporal, the worker and the API …');
  const world = await startDevWorld(plan, { report: tell, closers });
  if (options.json === true) say(JSON.stringify(devFacts(plan, world)));
  else for (const line of devLines(plan, world)) say(line);
  return world;
}
