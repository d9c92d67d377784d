// The contract check itself: what it finds, what it lets pass, and that it never quotes a value.
import fc from 'fast-check';
import { checkExchanges } from './contract-check';
import type { Contract, Exceptions } from './contract-check';
import type { Exchange } from './exchanges';
import { having, list, operation, text, whole } from './schema-words';

const customers = having({ data: list(having({ id: whole, email: text })) });

function aContract(exceptions: Exceptions = {}, complete = false): Contract {
  const paths = {
    '/v3/customers': {
      get: operation({
        query: { limit: whole, 'id:in': list(whole) },
        answers: { 200: customers },
      }),
    },
    '/v3/customers/{id}': { get: operation({ answers: { 200: { type: 'object' }, 204: null } }) },
    '/v3/customers/settings': { get: operation({ answers: { 200: { type: 'object' } } }) },
  };
  const files = [{ name: 'small', content: { paths }, root: '' }];
  return { name: 'Small', files, exceptions, complete };
}

function anExchange(given: Partial<Exchange> = {}): Exchange {
  return {
    sender: 'client',
    method: 'GET',
    path: '/v3/customers',
    query: new URLSearchParams(),
    request: undefined,
    status: 200,
    answer: { data: [{ id: 1, email: 'jane@example.com' }] },
    ...given,
  };
}

function violations(exchange: Partial<Exchange>, contract = aContract()): readonly string[] {
  const { operations } = checkExchanges(contract, [anExchange(exchange)]);
  return operations.flatMap((each) => each.violations);
}

test('an answer as documented passes', () => {
  expect(violations({})).toEqual([]);
});

test('a wrong type is named by its place', () => {
  expect(violations({ answer: { data: [{ id: '1', email: 'jane@example.com' }] } })).toEqual([
    'answer 200 data[].id: must be integer',
  ]);
});

test('no violation quotes what a customer wrote', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const found = violations({ answer: { data: [{ id: email, email: [email] }] } });
      expect(found).toHaveLength(2);
      expect(found.join()).not.toContain(email);
    }),
  );
});

test.each([
  ['limit=50&id:in=1,2', []],
  ['limit=many', ['request ?limit body: must be integer']],
  ['id:in=1,x', ['request ?id:in []: must be integer']],
  ['colour=red', ['request ?colour: is not declared']],
])('the query %s is held against the declared parameters', (query, expected) => {
  expect(violations({ query: new URLSearchParams(query) })).toEqual(expected);
});

test('a body where none is declared is a violation', () => {
  expect(violations({ request: { ids: [1] } })).toEqual(['request body: is not declared']);
});

test('what a probe asks is its own affair, what it is answered is not', () => {
  const answer = { data: [{}] };
  expect(violations({ sender: 'probe', query: new URLSearchParams('colour=red'), answer })).toEqual(
    [
      "answer 200 data[]: must have required property 'id'",
      "answer 200 data[]: must have required property 'email'",
    ],
  );
});

test('a success that is not described is a violation, an error is not', () => {
  expect(violations({ status: 202, answer: undefined })).toEqual([
    'answer 202: the status is not described',
  ]);
  expect(violations({ status: 500, answer: { anything: true } })).toEqual([]);
  const excepted = aContract({ statuses: ['GET /v3/customers 202'] });
  expect(violations({ status: 202, answer: undefined }, excepted)).toEqual([]);
});

test('an answer with a body where none is described is a violation', () => {
  expect(violations({ path: '/v3/customers/7', status: 204, answer: {} })).toEqual([
    'answer 204: no body is described',
  ]);
});

test('a request that no file describes is named', () => {
  const { undescribed } = checkExchanges(aContract(), [anExchange({ path: '/v3/carts' })]);
  expect(undescribed).toEqual(['GET /v3/carts']);
});

test('a literal path wins over one that varies', () => {
  const { operations } = checkExchanges(aContract(), [
    anExchange({ path: '/v3/customers/settings', answer: {} }),
  ]);
  expect(operations.map((each) => each.operation)).toEqual(['GET /v3/customers/settings']);
});

test('a documented property that never appears is missing, unless it is excepted', () => {
  const answer = { data: [] };
  const missing = checkExchanges(aContract({}, true), [anExchange({ answer })]);
  expect(missing.operations[0]).toMatchObject({
    properties: { passed: 1, failed: 2 },
    violations: ['answer 200 data[].id: never appeared', 'answer 200 data[].email: never appeared'],
  });
  const excepted = aContract({ absent: ['GET /v3/customers data[]'] }, true);
  expect(violations({ answer }, excepted)).toEqual([]);
});
