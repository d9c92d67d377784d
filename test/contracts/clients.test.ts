// Our clients and the sandboxes speak as the vendors document it.
import { driveBigCommerce } from './bigcommerce-drive';
import type { Driven } from './bigcommerce-drive';
import { driveBrevo } from './brevo-drive';
import { checkExchanges } from './contract-check';
import type { Contract } from './contract-check';
import { documentedAccount, documentedStore } from './documented-contracts';

let store: Driven;
let account: Driven;

beforeAll(async () => {
  const driven = await driveBigCommerce();
  store = driven;
  account = await driveBrevo(driven.shop);
});

function findings(contract: Contract, { exchanges }: Driven): readonly string[] {
  const ours = exchanges.filter(({ sender }) => sender === 'client');
  const { operations, undescribed } = checkExchanges(contract, ours);
  return [
    ...undescribed.map((name) => `${name} is not described`),
    ...operations.flatMap(({ operation, violations }) =>
      violations.map((violation) => `${operation} ${violation}`),
    ),
  ];
}

test('reading a whole shop keeps to what BigCommerce documents', () => {
  expect(findings(documentedStore, store)).toEqual([]);
});

test('writing a whole shop keeps to what Brevo documents', () => {
  expect(findings(documentedAccount, account)).toEqual([]);
});

test('every method of both clients was put to use', () => {
  expect([...store.unused, ...account.unused]).toEqual([]);
  expect(store.used.length + account.used.length).toBeGreaterThan(20);
});
