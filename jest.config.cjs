/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  // In Jest's sandbox every use of a global goes through a proxy, a thousand times slower than a variable
  // (https://jestjs.io/docs/configuration#sandboxinjectedglobals-arraystring).
  sandboxInjectedGlobals: [
    ...['Array', 'Boolean', 'Date', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise'],
    ...['Reflect', 'Set', 'String', 'Symbol', 'TypeError', 'WeakMap'],
  ],
  // Most of a test is waiting for a real Temporal: twice as many workers as the smallest machine has cores.
  maxWorkers: 4,
};
