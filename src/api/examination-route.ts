// The route that looks into worker, Temporal and connected stores.
import { examinationReport } from './answers';
import type { Connector } from './connector';
import { maybeOneStore, nothing } from './requests';
import { reading, type Route } from './route';

export const examinationRoute = (connector: Connector): Route =>
  reading({
    method: 'get',
    path: '/connectors/bigcommerce/examination',
    id: 'examineStores',
    summary:
      'Looks into worker, Temporal and one store or all: what is wrong, and the cure. Reads only.',
    params: nothing,
    query: maybeOneStore,
    answers: {
      200: {
        description: 'What was found, in order or not.',
        document: { name: 'ExaminationReport', schema: examinationReport },
      },
      404: { description: 'No such store is connected.' },
      503: { description: 'Temporal does not answer.' },
    },
    perform: async ({ query }) => ({ status: 200, body: await connector.examine(query.store) }),
  });
