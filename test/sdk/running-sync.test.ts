// What the SDK asks of a running sync and says to it, over real HTTP.
import { TajoClient } from '../../src/sdk/sdk';
import { startHttpStub } from '../support/http-stub';
import type { StubAnswer } from '../support/http-stub';
import { finished } from './api-answers';

const sync = { workflowId: 'sync/abc123' };

async function clientOn(...answers: readonly StubAnswer[]) {
  const stub = await startHttpStub(...answers);
  const { connectors } = new TajoClient({ apiKey: 'tajo-key-1', baseUrl: stub.url });
  return { connectors, stub };
}

test('its progress comes with the answer, and the question may wait for the end', async () => {
  const progress = { state: 'running', store: 'main', phases: finished.phases };
  const running = { state: 'running', url: 'http://127.0.0.1:8233/x', progress };
  const ended = { state: 'completed', result: finished };
  const { connectors, stub } = await clientOn({ json: running }, { json: ended });

  const first = await connectors.readSync('bigcommerce', sync);
  const later = await connectors.readSync('bigcommerce', { ...sync, waitSeconds: 3 });

  expect([first, later]).toEqual([running, ended]);
  expect(stub.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /connectors/bigcommerce/syncs/sync%2Fabc123?wait=0',
    'GET /connectors/bigcommerce/syncs/sync%2Fabc123?wait=3',
  ]);
});

test.each([
  ['approveSync', 'approve'],
  ['pauseSync', 'pause'],
  ['resumeSync', 'resume'],
] as const)('%s is a word to the sync', async (method, word) => {
  const { connectors, stub } = await clientOn({ json: { sentence: 'Done.' } });

  const reply = await connectors[method]('bigcommerce', sync);

  expect(reply).toEqual({ sentence: 'Done.' });
  expect(stub.seen).toMatchObject([
    { method: 'POST', url: `/connectors/bigcommerce/syncs/sync%2Fabc123/${word}` },
  ]);
});

test('whoever starts a second sync learns the id of the first', async () => {
  const problem = {
    type: 'urn:tajo:problem:sync-already-running',
    title: 'A sync is running',
    detail: 'The sync sync/abc123 is already running.',
    workflowId: 'sync/abc123',
  };
  const { connectors } = await clientOn({ status: 409, json: problem });

  await expect(connectors.sync('bigcommerce')).rejects.toMatchObject({ status: 409, ...sync });
});
