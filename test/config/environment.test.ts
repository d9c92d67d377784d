import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import {
  assertLoopback,
  loadDotEnv,
  readEnvironment,
  type Environment,
} from '../../src/config/environment';
import { ConfigProblems } from '../../src/config/problems';
import { requireApi, requireApiDoor, requireEncryptionKeys } from '../../src/config/requirements';

function environmentOf(env: Record<string, string>): Environment {
  const reading = readEnvironment(env);
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  return reading.environment;
}

test('an empty environment means the real vendors and the usual files', () => {
  expect(environmentOf({})).toEqual({
    temporal: {},
    vendors: { bigcommerce: 'https://api.bigcommerce.com', brevo: 'https://api.brevo.com/v3' },
    api: { url: 'http://127.0.0.1:3000', port: 3000 },
    metrics: { host: '127.0.0.1', port: 9464 },
    dataDir: '.data',
    configFile: 'connector.yml',
    logLevel: 'info',
    variables: {},
  });
});

test('everything that is set is taken, and what is set to nothing is not', () => {
  const environment = environmentOf({
    TEMPORAL_ADDRESS: 'temporal.example:7233',
    TEMPORAL_NAMESPACE: '',
    TEMPORAL_UI_URL: 'http://temporal.example:8080/',
    BIGCOMMERCE_API_URL: 'http://127.0.0.1:4001/',
    BREVO_API_URL: 'http://localhost:4002/v3',
    TAJO_API_KEY: 'a-key-of-16-chars',
    TAJO_ENCRYPTION_KEYS: `${newEncryptionKey('k2')},${newEncryptionKey('k1')}`,
    TAJO_API_URL: 'https://api.shop.example/',
    PUBLIC_URL: 'https://hooks.shop.example/tajo/',
    PORT: '8080',
    METRICS_HOST: '0.0.0.0',
    METRICS_PORT: '0',
    DATA_DIR: '/var/lib/shop',
    LOG_LEVEL: 'debug',
    MY_TOKEN: 'x',
  });

  expect(environment).toMatchObject({
    temporal: { address: 'temporal.example:7233', uiUrl: 'http://temporal.example:8080' },
    vendors: { bigcommerce: 'http://127.0.0.1:4001', brevo: 'http://localhost:4002/v3' },
    api: {
      url: 'https://api.shop.example',
      key: 'a-key-of-16-chars',
      publicUrl: 'https://hooks.shop.example/tajo',
      port: 8080,
    },
    metrics: { host: '0.0.0.0', port: 0 },
    dataDir: '/var/lib/shop',
    logLevel: 'debug',
    variables: { MY_TOKEN: 'x' },
  });
  expect(environment.temporal).not.toHaveProperty('namespace');
  expect(environment.encryptionKeys?.map(({ id }) => id)).toEqual(['k2', 'k1']);
});

test('the API is looked for on the port that it listens on', () => {
  expect(environmentOf({ PORT: '8080' }).api.url).toBe('http://127.0.0.1:8080');
});

test('all wrong variables are named at once, with the cure', () => {
  const reading = readEnvironment({
    TEMPORAL_ADDRESS: 'http://temporal.example:7233',
    TEMPORAL_NAMESPACE: 'my shop',
    TEMPORAL_UI_URL: 'temporal',
    BIGCOMMERCE_API_URL: 'http://api.bigcommerce.com',
    BREVO_API_URL: 'brevo',
    TAJO_API_KEY: 'too short',
    TAJO_ENCRYPTION_KEYS: 'k1:c2hvcnQ=',
    TAJO_API_URL: 'http://10.0.0.1:3000',
    PUBLIC_URL: 'http://shop.example',
    PORT: '70000',
    METRICS_HOST: 'everywhere',
    METRICS_PORT: 'metrics',
    LOG_LEVEL: 'loud',
  });

  const problems = reading.ok ? [] : reading.problems;
  const cures = [
    ['TEMPORAL_ADDRESS', 'host:port'],
    ['TEMPORAL_NAMESPACE', 'no spaces'],
    ['TEMPORAL_UI_URL', 'http://127.0.0.1:8233'],
    ['BIGCOMMERCE_API_URL', 'write https'],
    ['BREVO_API_URL', 'https://api.brevo.com/v3'],
    ['TAJO_API_KEY', 'at least 16 characters'],
    ['TAJO_ENCRYPTION_KEYS', 'Entry 1'],
    ['TAJO_API_URL', 'write https'],
    ['PUBLIC_URL', 'write https'],
    ['PORT', 'e.g. 3000'],
    ['METRICS_HOST', '127.0.0.1'],
    ['METRICS_PORT', 'e.g. 9464'],
    ['LOG_LEVEL', 'trace, debug, info'],
  ] as const;
  expect(problems.map(({ file, path }) => [file, path])).toEqual(
    cures.map(([path]) => ['environment', path]),
  );
  for (const [index, [, cure]] of cures.entries()) {
    expect(problems[index]?.sentence).toContain(cure);
  }
});

test('no problem repeats a secret', () => {
  const reading = readEnvironment({
    TAJO_API_KEY: 'sh0rt-s3cret',
    TAJO_ENCRYPTION_KEYS: 'c2VjcmV0LWtleQ==',
    PUBLIC_URL: 'https://me:passw0rd@shop.example',
  });

  const told = JSON.stringify(reading);
  expect(reading.ok).toBe(false);
  for (const secret of ['sh0rt-s3cret', 'c2VjcmV0LWtleQ==', 'passw0rd']) {
    expect(told).not.toContain(secret);
  }
});

test.each(['https://shop.example/?a=b', 'https://shop.example/#a', 'https://me@shop.example'])(
  'nothing can be put behind %s, so it is no public address',
  (url) => {
    const reading = readEnvironment({ PUBLIC_URL: url });

    expect(reading.ok ? [] : reading.problems.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('without a login, ? or #'),
    ]);
  },
);

test('a public address on this machine may be plain http', () => {
  expect(environmentOf({ PUBLIC_URL: 'http://127.0.0.1:3000' }).api.publicUrl).toBe(
    'http://127.0.0.1:3000',
  );
});

describe('what an entry point cannot do without', () => {
  const key = 'a-key-of-16-chars';
  const nothing = environmentOf({});
  const everything = environmentOf({
    TAJO_API_KEY: key,
    TAJO_ENCRYPTION_KEYS: newEncryptionKey('k1'),
  });

  test('the API misses both of its secrets at once, with the cure', () => {
    expect(() => requireApi(nothing)).toThrow(
      /2 problems.*\n.*TAJO_API_KEY: .*tajo-bigcommerce init.*\n.*TAJO_ENCRYPTION_KEYS: .*tajo-bigcommerce init/,
    );
    expect(requireApi(everything)).toMatchObject({ key, encryptionKeys: [{ id: 'k1' }] });
  });

  test('the worker only misses the encryption keys', () => {
    expect(() => requireEncryptionKeys(nothing)).toThrow(
      /^One problem in the configuration:\n.*TAJO_ENCRYPTION_KEYS/,
    );
    expect(requireEncryptionKeys(everything)).toHaveLength(1);
  });

  test('a caller of the API only misses its key', () => {
    expect(() => requireApiDoor(nothing)).toThrow(
      /^One problem in the configuration:\n.*TAJO_API_KEY/,
    );
    expect(requireApiDoor(everything)).toEqual({ url: 'http://127.0.0.1:3000', key });
  });
});

test.each(['http://127.evil.example', 'http://localhost.evil.example', 'http://10.0.0.1'])(
  '%s is another machine, so plain http is refused',
  (url) => {
    expect(readEnvironment({ BREVO_API_URL: url }).ok).toBe(false);
  },
);

test('the demo refuses a vendor that is not on this machine, by name', () => {
  const vendors = { bigcommerce: 'http://127.0.0.1:4001', brevo: 'https://api.brevo.com/v3' };

  expect(() => {
    assertLoopback(vendors);
  }).toThrow('BREVO_API_URL: https://api.brevo.com/v3 is not on this machine');
  expect(() => {
    assertLoopback({ ...vendors, brevo: 'http://[::1]:4002/v3' });
  }).not.toThrow();
});

test('a .env file adds what is not set yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dot-env-'));
  const file = join(folder, '.env');
  writeFileSync(file, 'HOME=file\nSHOP_TEST_NEW="from file"\n');

  expect(loadDotEnv(join(folder, 'missing'))).toBe(false);
  expect(loadDotEnv(file)).toBe(true);

  // Jest gives tests a copy of process.env; a child process inherits the real one.
  const script = '[process.env.SHOP_TEST_NEW, process.env.HOME === "file"].join()';
  const inherited = execFileSync(process.execPath, ['-p', script]).toString().trim();
  expect(inherited).toBe('from file,false');
  rmSync(folder, { recursive: true });
});
