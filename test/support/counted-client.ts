// A client of Temporal that counts its calls by name.
import { Client, Connection } from '@temporalio/client';
import type { TemporalSettings } from '../../src/temporal/connect';

export interface CountedClient {
  readonly client: Client;
  /** Names of the calls since the last look, e.g. `listWorkflowExecutions`. */
  readonly calls: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function connectCounted({
  address,
  namespace = 'default',
}: TemporalSettings): Promise<CountedClient> {
  const connection = await Connection.connect(address === undefined ? {} : { address });
  const seen: string[] = [];
  const workflowService = new Proxy(connection.workflowService, {
    get: (service, name): unknown => {
      const method: unknown = Reflect.get(service, name);
      if (typeof method !== 'function' || typeof name !== 'string') return method;
      return (...args: readonly unknown[]): unknown => {
        seen.push(name);
        return Reflect.apply(method, service, args);
      };
    },
  });
  const counted = new Proxy(connection, {
    get: (target, name): unknown =>
      name === 'workflowService' ? workflowService : Reflect.get(target, name),
  });
  return {
    client: new Client({ connection: counted, namespace }),
    calls: () => seen.splice(0),
    close: () => connection.close(),
  };
}
