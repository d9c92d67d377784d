// What the demo's worker gets to read: a connector.yml for the toys, and an environment of its own.
import type { Variables } from '../config/environment';
import type { VendorAddresses } from '../config/settings';

export interface ToyKeys {
  readonly storeHash: string;
  readonly accessToken: string;
  /** Signs the webhooks. */
  readonly clientSecret: string;
  readonly brevoApiKey: string;
}

/** Uses the name of the customer group, so that the groups are read once, and no customer attribute. */
const DEMO_MAPPING = `customer_mapping:
  email: email
  first_name: FIRSTNAME
  last_name: LASTNAME
  phone: SMS
  company: COMPANY
  addresses[0].city: CITY
  addresses[0].state: STATE
  addresses[0].country: COUNTRY
  addresses[0].zip: ZIP
  orders_count: ORDER_COUNT
  total_spent: TOTAL_SPENT
  date_created: SIGNUP_DATE
  customer_group: CUSTOMER_GROUP
`;

/** Waits are as much shorter as the toys' hours; a dev server's timers make a second of the shortest. */
export function demoConnector(keys: ToyKeys): string {
  const { storeHash, accessToken, clientSecret, brevoApiKey } = keys;
  return `# Made by the demo. The keys open nothing but the toys.
connectors:
  bigcommerce:
    store_hash: ${storeHash}
    access_token: ${accessToken}
    client_secret: ${clientSecret}
    brevo_api_key: ${brevoApiKey}
    lists:
      all_customers: 40
      buyers: 41
      abandoned_cart: 42
    brevo:
      settle: 1s
      import_look: 0.25s
      activation_look: 1s
${DEMO_MAPPING}`;
}

export interface WorkerNeeds {
  /** The demo's own folder: nothing of the user's is found from there. */
  readonly folder: string;
  readonly configFile: string;
  readonly temporalAddress: string;
  readonly vendors: VendorAddresses;
  /** Made for this demo; seals the toy store's keys. */
  readonly encryptionKey: string;
}

/** Everything the worker sees; of the user's own environment only where programs are. */
export function workerEnvironment(user: Variables, needs: WorkerNeeds): Record<string, string> {
  return {
    ...(user.PATH !== undefined && { PATH: user.PATH }),
    // The user's home may hold a profile of the `temporal` command that leads to another server.
    HOME: needs.folder,
    TEMPORAL_ADDRESS: needs.temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    BIGCOMMERCE_API_URL: needs.vendors.bigcommerce,
    BREVO_API_URL: needs.vendors.brevo,
    CONNECTOR_CONFIG: needs.configFile,
    DATA_DIR: needs.folder,
    TAJO_ENCRYPTION_KEYS: needs.encryptionKey,
    LOG_LEVEL: 'info',
  };
}
