// Tells Temporal that an activity is alive, so that a dead worker's chunk moves to another one within seconds.
import { Context } from '@temporalio/activity';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  Next,
} from '@temporalio/worker';

const EVERY_MS = 5_000;

export class Heartbeats implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    const context = Context.current();
    const beat = setInterval(() => {
      context.heartbeat();
    }, EVERY_MS);
    try {
      return await next(input);
    } finally {
      clearInterval(beat);
    }
  }
}
