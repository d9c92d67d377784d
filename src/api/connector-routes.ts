// The routes of the connector: connect a store, disconnect it, sync it, ask how it is.
import { connectReport, disconnectReport, startedSync, statusReport } from './answers';
import { syncReply, syncState } from './answers';
import type { Connector, SyncWord } from './connector';
import { ConnectorProblem, SYNC_WORDS } from './connector';
import { examinationRoute } from './examination-route';
import { hookRoutes } from './hook-routes';
import { connectRequest, maybeOneStore, nothing, oneStore, oneSync } from './requests';
import { syncRequest, waiting } from './requests';
import { reading, writing, type Answer, type Route } from './route';

const BASE = '/connectors/bigcommerce';

const refusal = (description: string): Answer => ({ description });

const UNKNOWN_STORE = refusal('No such store is connected.');
const AWAY = refusal('Temporal does not answer.');

export function connectorRoutes(connector: Connector): readonly Route[] {
  return [
    connectRoute(connector),
    syncRoute(connector),
    syncStateRoute(connector),
    ...SYNC_WORDS.map((word) => syncWordRoute(connector, word)),
    statusRoute(connector),
    examinationRoute(connector),
    ...hookRoutes(connector),
    // After the words it would take for a store.
    disconnectRoute(connector),
  ];
}

const connectRoute = (connector: Connector): Route =>
  writing({
    method: 'post',
    path: `${BASE}/connect`,
    id: 'connectStore',
    summary: 'Connects a store, or changes how it is connected. Repeatable.',
    params: nothing,
    query: nothing,
    body: { name: 'ConnectRequest', schema: connectRequest },
    answers: {
      200: {
        description: 'The store is connected.',
        document: { name: 'ConnectReport', schema: connectReport },
      },
      422: refusal(
        'Refused: nothing was written, `problems` names every cause and its cure, `report` what is in order.',
      ),
      503: AWAY,
    },
    perform: async ({ body }) => {
      const report = await connector.connect(body);
      if (report.outcome !== 'refused') return { status: 200, body: report };
      throw new ConnectorProblem({
        status: 422,
        kind: 'connect-refused',
        title: 'The store was not connected',
        detail: `Store ${report.name} was not connected and nothing was written.`,
        problems: report.missing.map((sentence) => ({ path: '', sentence })),
        report,
      });
    },
  });

const disconnectRoute = (connector: Connector): Route =>
  reading({
    method: 'delete',
    path: `${BASE}/:store`,
    id: 'disconnectStore',
    summary: "Removes a store's schedules and secrets; what is in Brevo stays.",
    params: oneStore,
    query: nothing,
    answers: {
      200: {
        description: 'The store is not connected any more.',
        document: { name: 'DisconnectReport', schema: disconnectReport },
      },
      404: UNKNOWN_STORE,
      503: AWAY,
    },
    perform: async ({ params }) => ({
      status: 200,
      body: await connector.disconnect(params.store),
    }),
  });

const syncRoute = (connector: Connector): Route =>
  writing({
    method: 'post',
    path: `${BASE}/sync`,
    id: 'startSync',
    summary: 'Starts a sync and answers at once.',
    params: nothing,
    query: nothing,
    body: { name: 'SyncRequest', schema: syncRequest },
    bodyMayLack: true,
    answers: {
      202: {
        description: 'The sync has started; `Location` tells how it goes.',
        document: { name: 'StartedSync', schema: startedSync },
      },
      404: UNKNOWN_STORE,
      409: refusal('A sync of this store is running; `workflowId` names it.'),
      503: AWAY,
    },
    perform: async ({ body }) => {
      const started = await connector.sync(body);
      const location = `${BASE}/syncs/${encodeURIComponent(started.workflowId)}`;
      return { status: 202, headers: { Location: location }, body: started };
    },
  });

const syncStateRoute = (connector: Connector): Route =>
  reading({
    method: 'get',
    path: `${BASE}/syncs/:workflowId`,
    id: 'readSync',
    summary: 'Tells how a sync goes, or waits for its end.',
    params: oneSync,
    query: waiting,
    answers: {
      200: {
        description: 'The sync runs, or has ended.',
        document: { name: 'SyncState', schema: syncState },
      },
      404: refusal('There is no such sync.'),
      503: AWAY,
    },
    perform: async ({ params, query }) => {
      const state = await connector.syncState(params.workflowId, (query.wait ?? 0) * 1000);
      if (state !== null) return { status: 200, body: state };
      throw new ConnectorProblem({
        status: 404,
        kind: 'unknown-sync',
        title: 'There is no such sync',
        detail: 'No sync has this id, or its history is past its retention.',
      });
    },
  });

const WORD_SUMMARIES: Readonly<Record<SyncWord, string>> = {
  approve: 'Agrees to the number of people who would join lists, when a sync waits for that.',
  pause: 'Lets a sync stand still after the chunk it is working on.',
  resume: 'Lets a paused sync go on.',
};

const syncWordRoute = (connector: Connector, word: SyncWord): Route =>
  reading({
    method: 'post',
    path: `${BASE}/syncs/:workflowId/${word}`,
    id: `${word}Sync`,
    summary: WORD_SUMMARIES[word],
    params: oneSync,
    query: nothing,
    answers: {
      200: {
        description: 'The sync has heard it.',
        document: { name: 'SyncReply', schema: syncReply },
      },
      404: refusal('No such sync is running.'),
      503: AWAY,
    },
    perform: async ({ params }) => {
      const reply = await connector.tellSync(params.workflowId, word);
      if (reply !== null) return { status: 200, body: reply };
      throw new ConnectorProblem({
        status: 404,
        kind: 'no-running-sync',
        title: 'No such sync is running',
        detail: 'No sync with this id is running: it has ended, or there never was one.',
      });
    },
  });

const statusRoute = (connector: Connector): Route =>
  reading({
    method: 'get',
    path: `${BASE}/status`,
    id: 'readStatus',
    summary: 'Tells how one store is, or the sum of all.',
    params: nothing,
    query: maybeOneStore,
    answers: {
      200: {
        description: 'How it is.',
        document: { name: 'StatusReport', schema: statusReport },
      },
      404: UNKNOWN_STORE,
      503: AWAY,
    },
    perform: async ({ query }) => ({ status: 200, body: await connector.status(query.store) }),
  });
