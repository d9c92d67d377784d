// What the demo gives its worker: nothing of the user's own settings, and a file that can be read.
import { demoConnector, workerEnvironment } from '../../src/cli/demo-settings';
import { loadSettings } from '../../src/config/load';

const needs = {
  folder: '/shop/.data/demo',
  configFile: '/shop/.data/demo/connector.yml',
  temporalAddress: '127.0.0.1:1111',
  vendors: { bigcommerce: 'http://127.0.0.1:2222', brevo: 'http://127.0.0.1:3333/v3' },
  encryptionKey: 'demo:key-of-this-demo',
};

const user = {
  PATH: '/usr/bin',
  HOME: '/home/ann',
  XDG_CONFIG_HOME: '/home/ann/.config',
  TEMPORAL_ADDRESS: 'ann.tmprl.cloud:7233',
  TEMPORAL_NAMESPACE: 'ann',
  TEMPORAL_API_KEY: 'ann-temporal-key',
  TEMPORAL_TLS: 'true',
  BC_STORE_HASH: 'annshop',
  BC_ACCESS_TOKEN: 'ann-token',
  BC_CLIENT_SECRET: 'ann-secret',
  BREVO_API_KEY: 'ann-brevo-key',
  BREVO_API_URL: 'https://api.brevo.com/v3',
  BIGCOMMERCE_API_URL: 'https://api.bigcommerce.com',
  CONNECTOR_CONFIG: '/home/ann/connector.yml',
  NODE_OPTIONS: '--inspect',
};

test("the demo's worker sees the toys and nothing of the user's shop, account or server", () => {
  const env = workerEnvironment(user, needs);

  expect(env).toEqual({
    PATH: '/usr/bin',
    HOME: '/shop/.data/demo',
    TEMPORAL_ADDRESS: '127.0.0.1:1111',
    TEMPORAL_NAMESPACE: 'default',
    BIGCOMMERCE_API_URL: 'http://127.0.0.1:2222',
    BREVO_API_URL: 'http://127.0.0.1:3333/v3',
    CONNECTOR_CONFIG: '/shop/.data/demo/connector.yml',
    DATA_DIR: '/shop/.data/demo',
    TAJO_ENCRYPTION_KEYS: 'demo:key-of-this-demo',
    LOG_LEVEL: 'info',
  });
  const taken = Object.entries(user).filter(([name, value]) => env[name] === value);
  expect(taken).toEqual([['PATH', '/usr/bin']]);
});

test('a user without a PATH gives the worker none', () => {
  expect(workerEnvironment({}, needs)).not.toHaveProperty('PATH');
});

test("the demo's connector.yml has no problem and no warning", () => {
  const keys = {
    storeHash: 'abc123',
    accessToken: 'toy-token',
    clientSecret: 'toy-secret',
    brevoApiKey: 'toy-key',
  };

  const read = loadSettings({ file: 'connector.yml', text: demoConnector(keys), env: {} });

  expect(read).toMatchObject({ ok: true, settings: { warnings: [], stores: [keys] } });
});
