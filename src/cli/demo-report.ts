// The demo's report: what arrived, what did not and why, who may be mailed, and what it cost.
import type { DemoFacts } from './demo-facts';
import { groupLines } from './sync-report';
import { counted, number, seconds } from './wording';

const HOURLY_LIMIT = 100;

export function demoReport(facts: DemoFacts): readonly string[] {
  const { result, arrived } = facts;
  const { phases } = result;
  return [
    ...section('What arrived, counted in the toy Brevo', [
      counted(arrived.contacts, 'contact'),
      counted(arrived.orders, 'order'),
      `${counted(arrived.products, 'product')} (each variant is one), ${counted(arrived.categories, 'category', 'categories')}`,
    ]),
    ...section('Who may be mailed', [consentLine(arrived)]),
    ...section(
      'Not written, and why (first ids)',
      groupLines(phases, ({ rejected }) => rejected),
    ),
    ...section(
      'Left out by rule',
      groupLines(phases, ({ skipped }) => skipped),
    ),
    ...section(
      'Written without a value, and why',
      groupLines(phases, ({ dropped }) => dropped),
    ),
    ...section('What it took', costLines(facts)),
  ];
}

/** `1,183 contacts; 449 on list 40, 245 on list 41; 734 on none: no consent found` */
export function consentLine({ contacts, lists, onNoList }: DemoFacts['arrived']): string {
  const on = lists.map(({ listId, members }) => `${number(members)} on list ${listId}`);
  return [
    counted(contacts, 'contact'),
    on.length === 0 ? 'nobody on a list' : on.join(', '),
    `${number(onNoList)} on none: no consent found`,
  ].join('; ');
}

function costLines({ bigcommerce, brevo, durationMs }: DemoFacts): readonly string[] {
  const { requests, bound } = bigcommerce;
  return [
    `BigCommerce  ${counted(requests, 'request')}; answered 429: ${number(bigcommerce.tooMany)}`,
    `             the least possible is ${number(bound)}: ratio ${(requests / bound).toFixed(2)}`,
    `Brevo        ${counted(brevo.writes, 'write')}; answered 429: ${number(brevo.tooMany)}`,
    `             hourly bucket: never less than ${brevo.hourlyLowest} of ${HOURLY_LIMIT} left`,
    `Customers    ${counted(brevo.mails, 'mail')}, ${counted(brevo.events, 'event')}, ${counted(brevo.automations, 'automation')} started`,
    `Time         ${seconds(durationMs)}`,
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
