// `npm run sandbox`: both toy vendors on fixed ports, and what to try with them.

import { parseArgs } from 'node:util';
import { startSandbox } from './start';
import type { Sandbox } from './start';

interface Settings {
  readonly bigcommercePort: number;
  readonly brevoPort: number;
  readonly timeScale: number;
  readonly seed: number;
}

const usage =
  'npm run sandbox -- [--bigcommerce-port 4010] [--brevo-port 4011] [--scale 1] [--seed 1]';

/** Throws on an unknown option or a value that is no number, naming it. */
function readSettings(words: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...words],
    strict: true,
    allowPositionals: false,
    options: {
      'bigcommerce-port': { type: 'string', default: '4010' },
      'brevo-port': { type: 'string', default: '4011' },
      scale: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
    },
  });
  return {
    bigcommercePort: numberOf('bigcommerce-port', values['bigcommerce-port']),
    brevoPort: numberOf('brevo-port', values['brevo-port']),
    timeScale: numberOf('scale', values.scale),
    seed: numberOf('seed', values.seed),
  };
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} must be a number above 0.`);
}

function guide(sandbox: Sandbox): string {
  const { shop, storeHash, accessToken, brevoApiKey, bigcommerceUrl, brevoUrl } = sandbox;
  return `A toy shop is open: ${shop.customers.size} customers, ${shop.orders.size} orders, ${shop.products.size} products.

BigCommerce  ${bigcommerceUrl}  store ${storeHash}  token ${accessToken}
Brevo        ${brevoUrl}  key ${brevoApiKey}

Try:
  curl -H 'X-Auth-Token: ${accessToken}' '${bigcommerceUrl}/stores/${storeHash}/v2/store'
  curl -H 'X-Auth-Token: ${accessToken}' '${bigcommerceUrl}/stores/${storeHash}/v3/customers?limit=2&include=addresses'
  curl -H 'X-Auth-Token: ${accessToken}' '${bigcommerceUrl}/stores/${storeHash}/v2/orders?limit=1&include=consignments.line_items&consignment_structure=object'
  curl -H 'api-key: ${brevoApiKey}' '${brevoUrl}/contacts?limit=5'

Point the connector at it:
  BIGCOMMERCE_API_URL=${bigcommerceUrl} BC_STORE_HASH=${storeHash} BC_ACCESS_TOKEN=${accessToken}
  BC_CLIENT_ID=${sandbox.clientId} BC_CLIENT_SECRET=${sandbox.clientSecret}
  BREVO_API_URL=${brevoUrl} BREVO_API_KEY=${brevoApiKey}

Ctrl-C stops it; nothing is kept.
`;
}

async function main(): Promise<void> {
  const sandbox = await startSandbox(readSettings(process.argv.slice(2)));
  process.stdout.write(guide(sandbox));
  const stop = () => {
    void sandbox.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 1;
});
