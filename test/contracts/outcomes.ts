// Drives both sandboxes with our clients and holds what went over the wire against two contracts.
import { createAccount } from '../../src/sandbox/brevo/account';
import { allRoutes as brevoRoutes } from '../../src/sandbox/brevo/sandbox';
import { standardSwitches } from '../../src/sandbox/brevo/settings';
import { allRoutes as storeRoutes } from '../../src/sandbox/bigcommerce/gateway';
import { hookEndpoints } from '../../src/sandbox/bigcommerce/hook-routes';
import { driveBigCommerce } from './bigcommerce-drive';
import type { Driven } from './bigcommerce-drive';
import { driveBrevo } from './brevo-drive';
import { checkExchanges } from './contract-check';
import type { Contract } from './contract-check';
import type { Exchange } from './exchanges';
import type { Outcome } from './report';

export interface BothContracts {
  readonly bigcommerce: Contract;
  readonly brevo: Contract;
}

export async function outcomesFor(contracts: BothContracts): Promise<readonly Outcome[]> {
  const store = await driveBigCommerce();
  const account = await driveBrevo(store.shop);
  return [
    outcomeOf(contracts.bigcommerce, store, bigCommerceEndpoints()),
    outcomeOf(contracts.brevo, account, brevoEndpoints()),
  ];
}

interface Endpoint {
  readonly name: string;
  readonly fits: (exchange: Exchange) => boolean;
}

function outcomeOf(contract: Contract, driven: Driven, endpoints: readonly Endpoint[]): Outcome {
  const unasked = endpoints.filter(({ fits }) => !driven.exchanges.some(fits));
  return {
    ...checkExchanges(contract, driven.exchanges),
    unused: driven.unused,
    unasked: unasked.map(({ name }) => name),
    covered: endpoints.length - unasked.length + driven.used.length,
  };
}

function bigCommerceEndpoints(): readonly Endpoint[] {
  const reads = storeRoutes('abc123').map(({ version, pattern }) =>
    endpoint('GET', `/${version}${pattern}`, /:id|:uuid/g),
  );
  const hooks = hookEndpoints.map(({ method, pattern }) =>
    endpoint(method, `/v3${pattern}`, /:id/g),
  );
  return [...reads, ...hooks];
}

function brevoEndpoints(): readonly Endpoint[] {
  const clock = { now: () => 0, scale: 1 };
  return brevoRoutes(createAccount({}, clock, standardSwitches)).map(({ method, path }) =>
    endpoint(method, path, /\{\}/g),
  );
}

function endpoint(method: string, path: string, varying: RegExp): Endpoint {
  const pattern = new RegExp(`^${path.replaceAll(varying, '[^/]+')}$`);
  return {
    name: `${method} ${path}`,
    fits: (exchange) => exchange.method === method && pattern.test(exchange.path),
  };
}
