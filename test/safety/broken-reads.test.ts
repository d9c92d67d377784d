// BigCommerce breaks while it is read: the sync waits and goes on, and Brevo gets the whole shop.
import type { Fault } from '../../src/sandbox/faults';
import { openStage, sideNamespace, type Stage } from '../support/stage';
import { accountDump } from './account-dump';

const faults: readonly (readonly [string, Fault])[] = [
  [
    'it asks to wait (429 with headers)',
    {
      kind: 'status',
      status: 429,
      headers: { 'X-Rate-Limit-Time-Reset-Ms': '300', 'X-Rate-Limit-Requests-Left': '0' },
    },
  ],
  ['it asks to wait and does not say how long', { kind: 'status', status: 429 }],
  ['it fails (500)', { kind: 'status', status: 500, body: {} }],
  ['its gateway fails (503, HTML)', { kind: 'status', status: 503, html: true }],
  ['the connection breaks', { kind: 'reset' }],
  ['the answer is cut in half', { kind: 'truncated' }],
];

const reads: readonly RegExp[] = [
  /\/v2\/store$/,
  /\/v3\/customers\?.*limit=1(&|$)/,
  /\/v3\/catalog\/products\?.*limit=250/,
  /\/v3\/catalog\/(trees\/)?categories\?/,
  /\/v3\/customers\?.*limit=250/,
  /\/v2\/customer_groups\?/,
  /\/v3\/customers\/subscribers\?.*limit=250/,
  /\/v2\/orders\?.*limit=250/,
  /\/v2\/orders\?.*min_date_modified/,
];

interface Run {
  readonly name: string;
  readonly account: unknown;
  readonly retries: number;
}

const stages: Stage[] = [];

async function runWith(name: string, fault: Fault | undefined, side: number): Promise<Run> {
  const stage = await openStage({
    sandbox: { customers: 8, orders: 8, products: 4 },
    namespace: sideNamespace(side),
  });
  stages.push(stage);
  const { sandbox } = stage;
  if (fault !== undefined)
    for (const path of reads) sandbox.faults.add({ api: 'bigcommerce', path, fault });
  const handle = await stage.start();
  await handle.result();
  return {
    name,
    account: accountDump(sandbox),
    retries: await retriesOf(stage, handle.workflowId),
  };
}

/** Attempts of activities that began after another had failed. */
async function retriesOf({ client }: Stage, workflowId: string): Promise<number> {
  let retries = 0;
  for (const id of [workflowId, 'bulk/abc123']) {
    const { events } = await client.workflow.getHandle(id).fetchHistory();
    for (const event of events ?? [])
      retries += (event.activityTaskStartedEventAttributes?.attempt ?? 1) - 1;
  }
  return retries;
}

let undisturbed: Run;
let disturbed: readonly Run[];

beforeAll(async () => {
  const [quiet, ...others] = await Promise.all([
    runWith('nothing breaks', undefined, 7),
    ...faults.map(([name, fault], at) => runWith(name, fault, at + 1)),
  ]);
  undisturbed = quiet;
  disturbed = others;
}, 180_000);
afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
});

test.each(faults.map(([name], at) => [name, at] as const))(
  'when %s once in every list, the whole shop arrives all the same',
  (name, at) => {
    const run = disturbed[at];

    expect(run?.name).toBe(name);
    // The list of changed orders is empty, and an empty answer cannot be cut.
    expect(run?.retries).toBeGreaterThanOrEqual(reads.length - 1);
    expect(run?.account).toEqual(undisturbed.account);
  },
);
