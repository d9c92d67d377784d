// A connection to Temporal that costs the rest of its process nothing while no call is under way.
import { Connection } from '@temporalio/client';

/**
 * Deadlines and abort signals travel to a call in an AsyncLocalStorage. From its first use on, Node 20 and 22 do some
 * work for every promise of the process, webhooks included; the SDK never switches it off again (connection.ts, 1.24.0).
 */
export class RestingConnection extends Connection {
  #underWay = 0;

  override withDeadline<T>(deadline: number | Date, call: () => Promise<T>): Promise<T> {
    return this.#thenRest(() => super.withDeadline(deadline, call));
  }

  override withAbortSignal<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    return this.#thenRest(() => super.withAbortSignal(signal, call));
  }

  async #thenRest<T>(call: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.callContextStorage.disable();
    }
  }
}
