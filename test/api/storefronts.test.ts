// Keys of storefronts through the API: beside the settings, each for a storefront that is there.
import { startTestApi, STORE } from './running-api';

const CONNECT = '/connectors/bigcommerce/connect';

async function connect(words: Readonly<Record<string, unknown>>) {
  const api = await startTestApi();
  const answer = await api.ask(CONNECT, { method: 'POST', json: { ...STORE, ...words } });
  return { api, answer };
}

test('a key by channel reaches the connector', async () => {
  const words = {
    storefrontBrevoApiKeys: { 2: 'key-of-the-outlet' },
    settings: { storefronts: [{ channel_id: 2 }] },
  };

  const { api, answer } = await connect(words);

  expect(answer.status).toBe(200);
  expect(api.connector.stores.get('abc123')).toStrictEqual({ ...STORE, ...words });
  expect(api.logged.join()).not.toContain('key-of-the-outlet');
});

test.each([
  [
    'a key for no storefront',
    { storefrontBrevoApiKeys: { 3: 'key' }, settings: { storefronts: [{ channel_id: 2 }] } },
    /settings\.storefronts has no channel 3/,
  ],
  ['a key without storefronts', { storefrontBrevoApiKeys: { 3: 'key' } }, /has no channel 3/],
  [
    'a key by a name',
    { storefrontBrevoApiKeys: { outlet: 'key' }, settings: { storefronts: [{ channel_id: 2 }] } },
    /each named by the id of its channel/,
  ],
  [
    'a key that is none',
    { storefrontBrevoApiKeys: { 2: 'two words' }, settings: { storefronts: [{ channel_id: 2 }] } },
    /spaces or line breaks/,
  ],
  [
    'the name of a variable',
    { settings: { storefronts: [{ channel_id: 2, brevo_api_key_env: 'OUTLET_KEY' }] } },
    /Only a file can name a variable: send the key itself beside the settings/,
  ],
])('%s is refused with its cure', async (_what, words, says) => {
  const { api, answer } = await connect(words);

  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.json)).toMatch(says);
  expect(api.connector.stores.size).toBe(0);
});
