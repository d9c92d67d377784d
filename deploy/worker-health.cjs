// The health of the worker in this container: has it asked Temporal for work in the last minutes?
const { hostname } = require('node:os');
const { readEnvironment } = require('../dist/config/environment');
const { TASK_QUEUE } = require('../dist/contracts/names');
const { connectClient } = require('../dist/temporal/connect');

const WORKFLOW = 1;
// A poll waits for about a minute before it asks again.
const FRESH_MS = 150_000;

async function main() {
  const { temporal, variables } = readEnvironment().environment;
  const { client, namespace, close } = await connectClient({ ...temporal, variables });
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: WORKFLOW,
  });
  await close();
  // The SDK names a worker <process id>@<host name>.
  const ours = pollers.filter(({ identity }) => identity.endsWith(`@${hostname()}`));
  const isFresh = ours.some(
    ({ lastAccessTime }) => Date.now() - Number(lastAccessTime.seconds) * 1000 < FRESH_MS,
  );
  if (!isFresh) throw new Error(`No worker of ${hostname()} polls ${TASK_QUEUE}.`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
