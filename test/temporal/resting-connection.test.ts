// What a connection to Temporal keeps between its calls, and while some of them are under way.
import { AsyncResource } from 'node:async_hooks';
import { RestingConnection } from '../../src/temporal/resting-connection';

const open: RestingConnection[] = [];

afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
});

function connect(): RestingConnection {
  const connection = RestingConnection.lazy({ address: '127.0.0.1:9' });
  if (!(connection instanceof RestingConnection)) throw new Error('It is another connection.');
  open.push(connection);
  return connection;
}

/** The deadline as a call would see it there and then. */
const deadlineOf = ({ callContextStorage }: RestingConnection) =>
  callContextStorage.getStore()?.deadline;

// From Node 24 on a context costs nothing where it is not used.
const everyPromisePays = Number(process.versions.node.split('.')[0]) < 24;

(everyPromisePays ? test : test.skip)('between calls nothing is carried along', async () => {
  const connection = connect();
  let lookLater = (): unknown => 'not looked';

  await connection.withDeadline(1_000, async () => {
    await Promise.resolve();
    lookLater = AsyncResource.bind(() => deadlineOf(connection));
    expect(lookLater()).toBe(1_000);
  });

  expect(lookLater()).toBeUndefined();
});

test('a call keeps its deadline when another one ends', async () => {
  const connection = connect();
  let end = (): void => undefined;
  const other = new Promise<void>((resolve) => (end = resolve));

  const long = connection.withDeadline(2_000, async () => {
    await other;
    return deadlineOf(connection);
  });
  await connection.withDeadline(1_000, () => Promise.resolve());
  end();

  expect(await long).toBe(2_000);
});

test('a call that fails ends, too', async () => {
  const connection = connect();

  await expect(
    connection.withAbortSignal(new AbortController().signal, () => Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');

  expect(connection.callContextStorage.getStore()).toBeUndefined();
});
