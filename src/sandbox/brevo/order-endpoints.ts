// `/orders/status`, its batch, and `/orders`: an order is written under its id and linked to a contact when read.
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, pageOf, readBody, readPage, readSince, type Route } from './calls';
import type { ContactRecord } from './contact-book';
import { normalIdentifier } from './identifiers';
import { orderBatchSchema, type OrderBody, orderSchema } from './order-bodies';
import type { SandboxOrder } from './order-book';
import { invalid } from './refusals';

const maxBatchBytes = 5 * 1024 * 1024;
const maxBatchOrders = 1_000;

export function orderRoutes(account: Account): readonly Route[] {
  return [
    { method: 'POST', path: '/orders/status', answer: (call) => writeOrder(account, call) },
    { method: 'POST', path: '/orders/status/batch', answer: (call) => writeBatch(account, call) },
    { method: 'GET', path: '/orders', answer: (call) => listOrders(account, call) },
  ];
}

function writeOrder(account: Account, call: Call): SandboxAnswer {
  account.ecommerce.require(call.now);
  const order = readBody(orderSchema, call);
  account.orders.write(order, { historical: false, writtenAt: call.now, by: 'single' });
  return { status: 204 };
}

function writeBatch(account: Account, call: Call): SandboxAnswer {
  account.ecommerce.require(call.now);
  if (call.bytes > maxBatchBytes) throw invalid('Body size should not exceed 5 MB');
  const { orders, historical } = readBody(orderBatchSchema, call);
  if (orders.length > maxBatchOrders) throw invalid(`Maximum ${maxBatchOrders} orders are allowed`);
  const batchId = account.orders.accept(orders, historical, call.now);
  return { status: 202, body: { count: orders.length, batchId } };
}

function listOrders(account: Account, call: Call): SandboxAnswer {
  account.ecommerce.require(call.now);
  const page = readPage(call, 50, 100);
  const modifiedSince = readSince(call, 'modifiedSince');
  const createdSince = readSince(call, 'createdSince');
  const matching = [...account.orders.orders.values()].filter(
    (order) => isAfter(order.updatedAt, modifiedSince) && isAfter(order.createdAt, createdSince),
  );
  const orders = pageOf(matching, page).map((order) => orderAnswer(account, order));
  return { status: 200, body: { orders, count: matching.length } };
}

function isAfter(text: string, since: number | undefined): boolean {
  return since === undefined || Date.parse(text) > since;
}

function orderAnswer(account: Account, stored: SandboxOrder): Readonly<Record<string, unknown>> {
  // Only what was sent: the schema leaves the sandbox's own notes out.
  const order = orderSchema.parse(stored);
  const contact = buyer(account, order);
  if (contact === undefined) return order;
  return contact.email === undefined
    ? { ...order, contact_id: contact.id }
    : { ...order, contact_id: contact.id, email: contact.email };
}

function buyer(account: Account, order: OrderBody): ContactRecord | undefined {
  const { ext_id, email_id, phone_id } = order.identifiers;
  return (
    account.contacts.find('EXT_ID', ext_id ?? '') ??
    account.contacts.find('EMAIL', normalIdentifier('EMAIL', email_id ?? '') ?? '') ??
    account.contacts.find('SMS', normalIdentifier('SMS', phone_id ?? '') ?? '')
  );
}
