// What the code promises about itself: a small deterministic bundle, one reader of the environment, short files.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..');

const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const bundle = readFileSync(join(root, 'dist/workflow-bundle.js'), 'utf8');

describe('the workflow bundle', () => {
  test.each([
    'axios',
    'zod',
    'express',
    'pino',
    'yaml',
    '@temporalio/client',
    '@temporalio/worker',
  ])('holds nothing of %s', (library) => {
    expect(bundle).not.toContain(`node_modules/${library}/`);
  });

  test('stays below two megabytes', () => {
    expect(bundle.length).toBeLessThan(2_000_000);
  });

  test('offers exactly the workflows a person can start', () => {
    const index = readFileSync(join(root, 'src/workflows/index.ts'), 'utf8');

    const offered = [...index.matchAll(/export \{ (\w+) \}/g)].map(([, name]) => name);

    expect(offered).toEqual([
      'fullSync',
      'storeSync',
      'storeConnection',
      'storeLeaving',
      'hookKeeper',
      'recordChanges',
      'orderFlow',
      'cartRecovery',
      'mailTurn',
    ]);
  });
});

test('there is one protobufjs, so that histories can be read from JSON', () => {
  const copies = ['common', 'proto', 'worker'].map((part) =>
    require.resolve('protobufjs', { paths: [require.resolve(`@temporalio/${part}`)] }),
  );

  expect(new Set(copies).size).toBe(1);
});

describe('every file of the product', () => {
  const files = sources.map(
    (file) => [relative(root, file), readFileSync(file, 'utf8').replace(/^#!.*\n/, '')] as const,
  );

  test('opens with one sentence that says its job', () => {
    const silent = files.filter(
      ([, text]) => !/^\/\/ \S.*[.:;?]\n/.test(text) && !/^\/\/ \S.*\n\/\/ /.test(text),
    );

    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test('leaves the environment to config/environment.ts', () => {
    const readers = files.filter(([, text]) => text.includes('process.env'));

    expect(readers.map(([name]) => name)).toEqual(['src/config/environment.ts']);
  });

  test('has at most 200 lines of code', () => {
    const long = files.filter(([, text]) => {
      const code = text.split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*|$)/.test(line));
      return code.length > 200;
    });

    expect(long.map(([name]) => name)).toEqual([]);
  });
});
