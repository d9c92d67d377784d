// The examination of a connected store: everything that can be wrong with it, found by reading alone.
import { mappingHash } from '../config/mapping-hash';
import { BrokenSeal, UnknownEncryptionKey } from '../config/sealing';
import type { StoreSettings } from '../config/settings';
import type { Finding } from '../contracts/examination';
import type { ConnectedStore } from '../contracts/store-connection';
import { DEFAULT_ACCOUNT } from '../mapping/storefront';
import { accountNames } from './accounts';
import { examineBigCommerce } from './examine-bigcommerce';
import { examineBrevo } from './examine-brevo';
import { ok, warning } from './findings';
import type { World } from './world';

/** `writtenAs` is the mapping hash of the last sync. What is wrong is an answer, never a failure. */
export async function examineStore(
  world: World,
  store: ConnectedStore,
  writtenAs: string | null,
): Promise<readonly Finding[]> {
  const opened = open(world, store);
  if ('finding' in opened) return [opened.finding];
  const { settings } = opened;
  const shop = world.open(settings);
  const bigcommerce = await examineBigCommerce(shop);
  const brevo: Finding[] = [];
  for (const account of accountNames(settings)) {
    const findings = await examineBrevo(world.open(settings, account), bigcommerce.currency);
    brevo.push(...findings.map((finding) => ofAccount(account, finding)));
  }
  return [
    ok('encryption key', "The worker's keys open the secrets of this store."),
    ...bigcommerce.findings,
    ...brevo,
    ...mappingFindings(settings, writtenAs),
  ];
}

/** Rows of a storefront's own account say whose they are. */
const ofAccount = (account: string | undefined, finding: Finding): Finding =>
  account === undefined || account === DEFAULT_ACCOUNT
    ? finding
    : { ...finding, row: `${finding.row} (${account})` };

type Opened = { readonly settings: StoreSettings } | { readonly finding: Finding };

function open(world: World, store: ConnectedStore): Opened {
  try {
    return { settings: world.unseal(store) };
  } catch (error) {
    if (error instanceof UnknownEncryptionKey)
      return {
        finding: {
          row: 'encryption key',
          state: 'wrong',
          sentence: `The secrets of this store are sealed with the key "${error.keyId}", which the worker does not have.`,
          cure: 'Put that key behind the newest one in TAJO_ENCRYPTION_KEYS of worker and API and restart both, or connect the store again.',
        },
      };
    if (error instanceof BrokenSeal)
      return { finding: { row: 'encryption key', state: 'wrong', sentence: error.message } };
    throw error;
  }
}

function mappingFindings(settings: StoreSettings, writtenAs: string | null): readonly Finding[] {
  if (writtenAs === null) return [];
  return [
    mappingHash(settings) === writtenAs
      ? ok('mapping', 'What is in Brevo was written with the settings of today.')
      : warning(
          'mapping',
          'The mapping, lists, consent or Brevo account have changed since the last sync.',
          'The next sync writes everything anew: `tajo-bigcommerce sync`, or wait for the hourly one.',
        ),
  ];
}
