// What Brevo's text demands of a request and its schemas do not.
import type { Exchange } from './exchanges';
import { isObject, listOf, objectOf } from './json-value';

export function brevoDemands(exchange: Exchange): readonly string[] {
  const call = `${exchange.method} ${exchange.path}`;
  const body = objectOf(exchange.request);
  if (call === 'POST /orders/status/batch') {
    const said = typeof body.historical === 'boolean' ? [] : ['historical: is not sent explicitly'];
    return [...said, ...listOf(body.orders).flatMap(identified)];
  }
  if (call === 'POST /orders/status') return identified(body);
  const names = /^(GET|PUT|DELETE) \/contacts\/[^/]+$/.test(call) && !reserved.test(exchange.path);
  // Without it an external id is taken for an address or a contact id.
  return names && !exchange.query.has('identifierType') ? ['?identifierType: is not sent'] : [];
}

const reserved = /^\/contacts\/(attributes|lists|folders|segments)$/;

// Optional in the schema; the guide "Import your orders" demands one.
function identified(order: unknown): readonly string[] {
  const { identifiers } = objectOf(order);
  const some = isObject(identifiers) && Object.keys(identifiers).length > 0;
  return some ? [] : ['orders[].identifiers: is empty'];
}
