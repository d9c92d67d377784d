import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assertLoopback,
  loadDotEnv,
  readEnvironment,
  type Environment,
} from '../../src/config/environment';
import { ConfigProblems } from '../../src/config/problems';

function environmentOf(env: Record<string, string>): Environment {
  const reading = readEnvironment(env);
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  return reading.environment;
}

test('an empty environment means the real vendors and the usual files', () => {
  expect(environmentOf({})).toEqual({
    temporal: {},
    vendors: { bigcommerce: 'https://api.bigcommerce.com', brevo: 'https://api.brevo.com/v3' },
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
    DATA_DIR: '/var/lib/shop',
    LOG_LEVEL: 'debug',
    MY_TOKEN: 'x',
  });

  expect(environment).toMatchObject({
    temporal: { address: 'temporal.example:7233', uiUrl: 'http://temporal.example:8080' },
    vendors: { bigcommerce: 'http://127.0.0.1:4001', brevo: 'http://localhost:4002/v3' },
    dataDir: '/var/lib/shop',
    logLevel: 'debug',
    variables: { MY_TOKEN: 'x' },
  });
  expect(environment.temporal).not.toHaveProperty('namespace');
});

test('all wrong variables are named at once, with the cure', () => {
  const reading = readEnvironment({
    TEMPORAL_ADDRESS: 'http://temporal.example:7233',
    TEMPORAL_NAMESPACE: 'my shop',
    TEMPORAL_UI_URL: 'temporal',
    BIGCOMMERCE_API_URL: 'http://api.bigcommerce.com',
    BREVO_API_URL: 'brevo',
    LOG_LEVEL: 'loud',
  });

  const problems = reading.ok ? [] : reading.problems;
  const cures = [
    ['TEMPORAL_ADDRESS', 'host:port'],
    ['TEMPORAL_NAMESPACE', 'no spaces'],
    ['TEMPORAL_UI_URL', 'http://127.0.0.1:8233'],
    ['BIGCOMMERCE_API_URL', 'write https'],
    ['BREVO_API_URL', 'https://api.brevo.com/v3'],
    ['LOG_LEVEL', 'trace, debug, info'],
  ] as const;
  expect(problems.map(({ file, path }) => [file, path])).toEqual(
    cures.map(([path]) => ['environment', path]),
  );
  for (const [index, [, cure]] of cures.entries()) {
    expect(problems[index]?.sentence).toContain(cure);
  }
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
