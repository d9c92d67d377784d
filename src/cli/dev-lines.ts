// What `dev` says when everything runs: links, stores, and what to type in another terminal.
import type { ConnectReport } from '../contracts/store-connection';
import { connectLines } from './connection-report';
import type { DevPlan } from './dev-plan';
import type { DevWorld } from './dev-world';

/** Ready to be typed in another terminal. */
function typed(words: string, { hints }: DevPlan, { apiUrl }: DevWorld): string {
  const variables = Object.entries(hints(apiUrl)).map(([name, value]) => `${name}=${value}`);
  return [...variables, `npx tajo-bigcommerce ${words}`].join(' ');
}

export function devLines(plan: DevPlan, world: DevWorld): readonly string[] {
  const { apiUrl, temporal, logFile, reports } = world;
  const { sandbox } = plan;
  const toys =
    sandbox === undefined
      ? []
      : [
          `BigCommerce  ${sandbox.bigcommerceUrl}  store ${sandbox.storeHash}, a toy`,
          `Brevo        ${sandbox.brevoUrl}  a toy, empty`,
        ];
  return [
    ...[
      ...toys,
      `API          ${apiUrl}  described at /openapi.json`,
      `Temporal     ${temporal.address}, namespace ${temporal.namespace}`,
      `Temporal UI  ${temporal.uiUrl ?? 'unknown: set TEMPORAL_UI_URL'}`,
      `Log          ${logFile}`,
    ].map((line) => `  ${line}`),
    '',
    ...reports.flatMap(storeLines),
    'In another terminal:',
    `  ${typed('sync --watch', plan, world)}`,
    `  ${typed('status', plan, world)}`,
    '',
    ...changingLines(plan),
    `Ctrl-C stops everything; ${keptWords(plan)}`,
  ];
}

/** A toy shop has no control panel but this one. */
function changingLines({ sandbox }: DevPlan): readonly string[] {
  if (sandbox === undefined) return [];
  const { bigcommerceUrl, brevoUrl, brevoApiKey, storeHash, shop } = sandbox;
  const [customer = 1] = shop.customers.keys();
  return [
    'Change something in the toy shop, and see it in the toy Brevo a few seconds later:',
    `  curl -d '{"company":"News Ltd"}' ${bigcommerceUrl}/control-panel/customers/${customer}`,
    `  curl -H 'api-key: ${brevoApiKey}' '${brevoUrl}/contacts/${storeHash}-${customer}?identifierType=ext_id'`,
    '(customers, products and orders: POST makes one, with its number it is changed, DELETE removes it)',
    '',
  ];
}

/** A refused store is told in full; of the others what is off is enough. */
function storeLines(report: ConnectReport): readonly string[] {
  if (report.outcome === 'refused') {
    return [...connectLines(report), 'Mend it, then: npx tajo-bigcommerce connect', ''];
  }
  return [...connectLines({ ...report, checked: [], created: [] }), ''];
}

function keptWords({ sandbox, temporal, folder }: DevPlan): string {
  if (sandbox !== undefined) return 'nothing is kept.';
  return 'settings' in temporal
    ? 'the Temporal server goes on by itself.'
    : `data kept in ${folder}`;
}

/** One object for scripts, as soon as everything runs. */
export function devFacts(plan: DevPlan, world: DevWorld) {
  const { apiUrl, temporal, logFile, reports } = world;
  const { sandbox } = plan;
  return {
    state: 'ready',
    api: apiUrl,
    temporal: { address: temporal.address, namespace: temporal.namespace, ui: temporal.uiUrl },
    log: logFile,
    stores: reports.map(({ store, name, outcome, missing }) => ({ store, name, outcome, missing })),
    // The key of a toy API opens nothing else.
    env: plan.hints(apiUrl),
    sync: typed('sync --watch', plan, world),
    ...(sandbox !== undefined && {
      sandbox: {
        bigcommerce: sandbox.bigcommerceUrl,
        brevo: sandbox.brevoUrl,
        store: sandbox.storeHash,
      },
    }),
  };
}
