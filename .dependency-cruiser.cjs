// Import directions: which folder may know which. The picture in docs/architecture.md comes from the same tool.
const only = (from, allowed) => ({
  name: `${from}-knows-only-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [`^src/${from}/`, ...allowed.map((folder) => `^src/${folder}`)] },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'workflow-sandbox',
      comment: 'Nothing reachable from a workflow may do I/O, validate with zod or know a process.',
      severity: 'error',
      from: { path: '^src/(workflows|contracts)/' },
      to: {
        reachable: true,
        path: [
          'node_modules/(axios|zod|express|pino|yaml|@temporalio/(client|worker|activity))/',
          '^(node:)?(fs|http|https|crypto|net|os|path|child_process)$',
        ],
      },
    },
    only('contracts', []),
    only('http', []),
    only('observability', []),
    only('sandbox', []),
    only('workflows', ['contracts']),
    only('bigcommerce', ['http']),
    only('brevo', ['http']),
    only('mapping', ['bigcommerce', 'brevo', 'contracts']),
    only('config', ['contracts', 'mapping']),
    only('temporal', ['contracts', 'config', 'observability']),
    only('activities', [
      'contracts',
      'bigcommerce',
      'brevo',
      'mapping',
      'http',
      'config',
      'observability',
    ]),
    only('api', [
      'contracts',
      'config',
      'mapping',
      'observability',
      'temporal',
      'sdk/webhook-proof',
    ]),
    only('sdk', ['contracts']),
    {
      name: 'sdk-takes-only-types-of-contracts',
      comment:
        'Contracts define their messages with the Temporal SDK; who imports ours loads none of it.',
      severity: 'error',
      from: { path: '^src/sdk/' },
      to: { path: '^src/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sdk-is-light',
      comment: "Runs in other people's programs: the platform, and zod for the answers.",
      severity: 'error',
      from: { path: '^src/sdk/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'sdk-does-no-io-but-fetch',
      severity: 'error',
      from: { path: '^src/sdk/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    only('cli', [
      'contracts',
      'sdk',
      'temporal',
      'config',
      'observability',
      'sandbox',
      'worker',
      'api',
    ]),
    {
      name: 'worker-knows-no-door',
      severity: 'error',
      from: { path: '^src/worker' },
      to: { path: '^src/(api|cli|sandbox)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
