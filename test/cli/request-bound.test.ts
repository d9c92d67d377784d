// The fewest requests a full sync can do with.
import { requestBound } from '../../src/cli/request-bound';

const empty = { products: 0, categories: 0, brands: 0, customers: 0, subscribers: 0, orders: 0 };
const plain = { sizes: empty, planRequests: 5, customerGroups: false, customerAttributes: false };
const toyShop = {
  products: 1000,
  categories: 39,
  brands: 12,
  customers: 1000,
  subscribers: 386,
  orders: 997,
};

test.each([
  ['an empty shop costs the plan, four closing reads and three totals', plain, 12],
  [
    'one record of a list is one page of it',
    { ...plain, sizes: { ...empty, brands: 1, orders: 1 } },
    14,
  ],
  ['250 records fill a page', { ...plain, sizes: { ...empty, customers: 250 } }, 13],
  ['the 251st record needs a second page', { ...plain, sizes: { ...empty, customers: 251 } }, 14],
  ['names of customer groups are one more read', { ...plain, customerGroups: true }, 13],
  [
    'names of customer attributes are one more read',
    { ...plain, customerGroups: true, customerAttributes: true },
    14,
  ],
  ["the demo's shop needs 29", { ...plain, sizes: toyShop, customerGroups: true }, 29],
  [
    'a plan that reads less makes the bound smaller',
    { ...plain, sizes: toyShop, planRequests: 2 },
    25,
  ],
])('%s', (_name, shape, requests) => {
  expect(requestBound(shape)).toBe(requests);
});
