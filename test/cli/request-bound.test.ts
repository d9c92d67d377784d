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
  ['an empty shop costs the plan, four closing reads and four totals', plain, 13],
  [
    'one record of a list is one page of it',
    { ...plain, sizes: { ...empty, brands: 1, orders: 1 } },
    15,
  ],
  ['250 records fill a page', { ...plain, sizes: { ...empty, customers: 250 } }, 14],
  ['the 251st record needs a second page', { ...plain, sizes: { ...empty, customers: 251 } }, 15],
  ['names of customer groups are one more read', { ...plain, customerGroups: true }, 14],
  [
    'names of customer attributes are one more read',
    { ...plain, customerGroups: true, customerAttributes: true },
    15,
  ],
  ["the demo's shop needs 30", { ...plain, sizes: toyShop, customerGroups: true }, 30],
  [
    'a plan that reads less makes the bound smaller',
    { ...plain, sizes: toyShop, planRequests: 2 },
    26,
  ],
])('%s', (_name, shape, requests) => {
  expect(requestBound(shape)).toBe(requests);
});
