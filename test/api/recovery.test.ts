// Recovery links over HTTP: they lead to the checkout, and to a friendly page when they cannot.
import { createApp } from '../../src/api/app';
import { startApi, type ApiServer } from '../../src/api/server';
import { recoveryToken, type RecoveryWords } from '../../src/config/recovery-link';
import { createLog } from '../../src/observability/log';
import { openLiveParts, type TestLive } from './live-parts';
import { createMemoryConnector } from './memory-connector';

let api: ApiServer | undefined;
let live: TestLive;
const DAY_MS = 86_400_000;
const START = Date.parse('2026-06-01T12:00:00Z');
let now = START;

beforeEach(async () => {
  now = START;
  live = await openLiveParts({ now: () => now });
  const log = createLog({ level: 'fatal' });
  const connector = createMemoryConnector();
  const app = createApp({ connector, live, apiKey: 'key', log });
  api = await startApi({ app, port: 0, host: '127.0.0.1', log });
});

afterEach(async () => {
  await api?.stop();
});

const WORDS: RecoveryWords = {
  cartId: '09346904-4175-44fd-be53-f7e598531b6c',
  shopUrl: 'https://shop.example.com/',
  products: '77:2,TWL-S:1',
  complete: true,
  coupon: 'BACK 10',
  episode: 1,
  step: 0,
  expiresAt: START + 30 * DAY_MS,
};

const token = (words: Partial<RecoveryWords> = {}) =>
  recoveryToken(live.sealer, 'abc123', { ...WORDS, ...words });

const open = async (given: string, method = 'GET') => {
  const answer = await fetch(`${api?.url ?? ''}/r/${given}`, { method, redirect: 'manual' });
  const { status, headers } = answer;
  return {
    status,
    location: headers.get('location'),
    type: headers.get('content-type'),
    text: await answer.text(),
  };
};

test('a link leads to the checkout with lines and coupon, any number of times for 30 days', async () => {
  const link = token();

  for (let day = 0; day < 30; day += 1) {
    now = START + day * DAY_MS;
    const { status, location } = await open(link);
    expect(status).toBe(302);
    expect(location).toBe(
      'https://shop.example.com/checkout/?products=77:2,TWL-S:1&coupon=BACK%2010&action=buy',
    );
  }
});

test('an expired link is answered with a page that leads to the shop', async () => {
  now = START + 30 * DAY_MS;

  const { status, type, text } = await open(token());

  expect(status).toBe(410);
  expect(type).toMatch(/html/);
  expect(text).toContain('href="https://shop.example.com/"');
});

test('a link that was changed leads to a shop we know, and nowhere else', async () => {
  const link = token();
  const changed = [
    `${link.slice(0, -2)}xx`,
    link.replace('abc123', 'def456'),
    'abc123',
    'nonsense',
    'x'.repeat(7_000),
  ];

  for (const given of changed) {
    const { status, text } = await open(given);
    expect(status).toBe(404);
    expect(text).toContain('This link has ended');
    expect(text).not.toContain('def456');
  }
  expect((await open(`${link}xx`)).text).toContain('https://store-abc123.mybigcommerce.com/');
});

test('lines that an address cannot carry get a page that says so', async () => {
  const partly = await open(token({ complete: false }));
  const none = await open(token({ complete: false, products: '' }));

  expect(partly.status).toBe(200);
  expect(partly.text).toContain('/checkout/?products=77:2,TWL-S:1');
  expect(none.text).toContain('href="https://shop.example.com/"');
});

test('a look at the headers alone is no click', async () => {
  await open(token(), 'HEAD');
  expect(live.clicks).toEqual([]);

  await open(token());
  expect(live.clicks).toMatchObject([{ store: 'abc123', words: { episode: 1, step: 0 } }]);
});

test('a link says nothing about its reader, and so many lines that it would be too long become a page', async () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `SKU${at * 7919}:1`).join(',');

  const link = token({ products: many });

  expect(link.length).toBeLessThanOrEqual(6_000);
  expect((await open(link)).status).toBe(200);
});
