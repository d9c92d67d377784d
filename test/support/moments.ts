// Lets something happen in the shop at an exact moment of a sync: while a certain request is being answered.
import type { Sandbox } from '../../src/sandbox/start';

export interface Moment {
  readonly api: 'bigcommerce' | 'brevo';
  readonly method?: string;
  /** Tested against the path with its query. */
  readonly path: RegExp;
  /** How many such requests pass first. */
  readonly skip?: number;
}

/** The deed comes after the answer was made and before it is sent: the asker cannot know of it. */
export function at(sandbox: Sandbox, moment: Moment, deed: () => void): void {
  const change = (body: unknown): unknown => {
    deed();
    return body;
  };
  sandbox.faults.add({ ...moment, fault: { kind: 'reshape', change } });
}

/** Resolves while that request is being answered. */
export function reached(sandbox: Sandbox, moment: Moment): Promise<void> {
  return new Promise((resolve) => {
    at(sandbox, moment, resolve);
  });
}

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 40_000;

/** Looks again and again; throws when `what` has not come true in time. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It never came true: ${what}.`);
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS);
    });
  }
}
