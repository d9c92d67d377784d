// What connecting, disconnecting and the status of stores read like in a terminal.
import type {
  ConnectReport,
  DisconnectReport,
  StatusReport,
  StorefrontStatus,
  StoreStatus,
} from '../sdk/sdk';
import { counted, number } from './wording';

const OUTCOMES = {
  connected: 'connected',
  updated: 'connected with changed settings',
  unchanged: 'connected already, nothing changed',
  refused: 'not connected, nothing was written',
} as const;

export function connectLines(report: ConnectReport): readonly string[] {
  const { name, store, outcome, checked, created, missing, off } = report;
  return [
    `Store ${name} (${store}): ${OUTCOMES[outcome]}`,
    ...part('checked', checked),
    ...part('created', created),
    ...part('missing', missing),
    ...part('off', off),
  ];
}

export function disconnectLines({ store, outcome, removed }: DisconnectReport): readonly string[] {
  return [
    `Store ${store}: ${outcome}`,
    ...part('removed', removed),
    ...(outcome === 'disconnected' ? ['What is in Brevo stays there.'] : []),
  ];
}

export function statusLines(report: StatusReport): readonly string[] {
  const { stores, syncs } = report;
  if (!report.connected)
    return ['No store is connected: `tajo-bigcommerce connect` connects them.'];
  const head = ['store', 'hash', 'last sync', 'customers', 'orders', 'products', 'rejected'];
  return [
    ...table([head, ...stores.map(rowOf)]),
    ...syncs.map(
      ({ store, startedAt, workflowId, url }) =>
        `Sync of ${store} runs since ${startedAt}: ${url ?? workflowId}`,
    ),
    ...stores.flatMap(({ name, lastSummary }) =>
      lastSummary === undefined ? [] : [`${name}: ${lastSummary}`],
    ),
    ...stores.flatMap(({ name, storefronts = [] }) =>
      part(`storefronts of ${name}`, storefronts.map(storefrontLine)),
    ),
    ...stores.flatMap(hooksOf),
    ...stores.flatMap(({ name, off }) => part(`off in ${name}`, off)),
    ...unknownWords(report),
    ...cartWords(report),
    ...inboxWords(report),
  ];
}

function unknownWords({ unknownEvents }: StatusReport): readonly string[] {
  if (unknownEvents === undefined) return [];
  const { count, last } = unknownEvents;
  return [
    `${counted(count, 'event')} may or may not be in Brevo, the last ones:`,
    ...last.map((id) => `    ${id}`),
  ];
}

const cartWords = ({ openCarts = 0 }: StatusReport): readonly string[] =>
  openCarts === 0 ? [] : [`Carts: ${number(openCarts)} are being followed`];

/** Nothing while all is well: `inbox` says more. */
function inboxWords({ inbox }: StatusReport): readonly string[] {
  if (inbox === undefined || inbox.parkedDeliveries + inbox.waiting === 0) return [];
  const { waiting, parkedDeliveries } = inbox;
  return [
    `Inbox: ${number(waiting)} waiting, ${number(parkedDeliveries)} parked (\`tajo-bigcommerce inbox\`)`,
  ];
}

function rowOf({ name, store, lastSync, counts, rejected }: StoreStatus): readonly string[] {
  const lost = rejected.customers + rejected.orders + rejected.products;
  const numbers = [counts.customers, counts.orders, counts.products, lost].map(number);
  return [name, store, lastSync ?? 'never', ...numbers];
}

function storefrontLine({ channelId, url, lists, account }: StorefrontStatus): string {
  const own = [
    ['all customers', lists.allCustomers],
    ['buyers', lists.buyers],
    ['abandoned carts', lists.abandonedCart],
  ].flatMap(([name, id]) => (id === undefined ? [] : [`${name} ${id}`]));
  const lent = account === 'own' ? 'none' : "the store's";
  const where = account === 'own' ? 'a Brevo account of its own' : "the store's Brevo account";
  return `channel ${channelId}: ${url}; ${where}; lists: ${own.length === 0 ? lent : own.join(', ')}`;
}

/** Nothing where live updates are off: the line below says why. */
function hooksOf({ name, hooks }: StoreStatus): readonly string[] {
  if (hooks === undefined || (hooks.active === 0 && hooks.problems.length === 0)) return [];
  const { active, wanted, lastChecked, problems } = hooks;
  const line = `${name}: ${active} of ${wanted} hooks work, looked at ${lastChecked}`;
  return [line, ...part(`hooks of ${name}`, problems)];
}

const part = (word: string, sentences: readonly string[]): readonly string[] =>
  sentences.length === 0 ? [] : [`  ${word}:`, ...sentences.map((sentence) => `    ${sentence}`)];

/** Columns as wide as their widest cell, two blanks apart. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
}
