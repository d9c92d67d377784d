// The routes of a store's hooks: look at them, put them right.
import { z } from 'zod';
import type { HooksReport } from '../contracts/hooks';
import type { Connector } from './connector';
import { nothing, oneStore } from './requests';
import { reading, type Answer, type Route } from './route';

const hookStates = [
  'active',
  'inactive',
  'missing',
  'wrong secret',
  'wrong destination',
  'superfluous',
] as const;

const count = z.int().min(0);

const hooksReport: z.ZodType<HooksReport> = z.object({
  store: z.string(),
  name: z.string(),
  destination: z.url().describe('Where webhooks are sent.').exactOptional(),
  off: z.string().describe('Why live updates are off, with the cure.').exactOptional(),
  wanted: count,
  active: count,
  repaired: count,
  removed: count,
  problems: z.array(z.string()).describe('What could not be put right, each with its cure.'),
  gap: z.boolean().describe('Webhooks may have been missed.'),
  caughtUp: z.boolean().describe('An incremental sync was started because of that.'),
  hooks: z
    .array(
      z.object({
        scope: z.string(),
        id: z.int().exactOptional(),
        state: z.enum(hookStates),
      }),
    )
    .describe('As they were found.'),
  checkedAt: z.iso.datetime(),
});

const answers: Readonly<Record<number, Answer>> = {
  200: {
    description: 'What was found and done.',
    document: { name: 'HooksReport', schema: hooksReport },
  },
  404: { description: 'No such store is connected.' },
  503: { description: 'Temporal does not answer, or no worker runs.' },
};

const PATH = '/connectors/bigcommerce/:store/hooks';

export const hookRoutes = (connector: Connector): readonly Route[] => [
  reading({
    method: 'get',
    path: PATH,
    id: 'readHooks',
    summary: "Looks at a store's hooks at BigCommerce.",
    params: oneStore,
    query: nothing,
    answers,
    perform: async ({ params }) => ({
      status: 200,
      body: await connector.hooks(params.store, false),
    }),
  }),
  reading({
    method: 'post',
    path: `${PATH}/repair`,
    id: 'repairHooks',
    summary: "Puts a store's hooks right, and brings over what may have been missed.",
    params: oneStore,
    query: nothing,
    answers,
    perform: async ({ params }) => ({
      status: 200,
      body: await connector.hooks(params.store, true),
    }),
  }),
];
