// What an examination asks of BigCommerce: token, hash, scopes, quota, groups, the shop's own cart mails.
import type { QuotaWindow } from '../http/gate';
import type { Finding } from '../contracts/examination';
import { ok, silenceFinding, warning, wrongBy } from './findings';
import { NEW_ACCOUNT } from './failure-sentences';
import { createInterview, type Interview } from './interview';
import { optionalProbes, requiredProbes, type ScopeProbe } from './scope-probes';
import type { Shop } from './world';

export interface ShopExamination {
  readonly findings: readonly Finding[];
  /** The shop's; undefined when it could not be read. */
  readonly currency: string | undefined;
}

/** Reads only, about ten requests; never throws what a vendor refuses. */
export async function examineBigCommerce(shop: Shop): Promise<ShopExamination> {
  const { bigcommerce, settings } = shop;
  const interview = createInterview();
  const { answer: store, failure } = await interview.ask(() => bigcommerce.readStore());
  if (failure?.detail.kind === 'Unauthorized') {
    return { findings: [wrongBy('token', failure)], currency: undefined };
  }
  const findings = [
    ...(interview.silence() === undefined
      ? [ok('token', 'BigCommerce accepts the access token.')]
      : []),
    ...(failure === undefined ? [] : [wrongBy('scopes', failure)]),
    ...(store === undefined ? [] : [hashFinding(store.id, settings.storeHash)]),
    ...(await requiredFindings(interview, shop)),
    ...(await optionalFindings(interview, shop)),
    ...(await groupFindings(interview, shop)),
    ...(await senderFindings(interview, shop)),
    ...quotaFindings(interview, bigcommerce.window()),
  ];
  return { findings, currency: store?.currency };
}

const hashFinding = (said: string, storeHash: string): Finding =>
  said === storeHash
    ? ok('store hash', `The token belongs to the store ${storeHash}.`)
    : {
        row: 'store hash',
        state: 'wrong',
        sentence: 'BigCommerce says this token belongs to another store.',
        cure: "Put that store's hash into the configuration, or this store's token.",
      };

async function requiredFindings(interview: Interview, shop: Shop): Promise<readonly Finding[]> {
  const probes = requiredProbes(shop);
  const findings: Finding[] = [];
  const proven: string[] = [];
  for (const probe of probes) {
    const { answer, failure } = await interview.ask(probe.read);
    if (failure !== undefined) findings.push(scopeFinding(probe, wrongBy('scopes', failure)));
    else if (answer !== undefined) proven.push(probe.feature);
  }
  const all = proven.length === probes.length;
  return all ? [ok('scopes', `The API account may read ${proven.join(', ')}.`)] : findings;
}

const scopeFinding = ({ feature }: ScopeProbe, finding: Finding): Finding => ({
  ...finding,
  sentence: `${finding.sentence} Without it: no ${feature}.`,
});

async function optionalFindings(interview: Interview, shop: Shop): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { feature, scope, read } of optionalProbes(shop)) {
    const { answer, failure } = await interview.ask(read);
    if (answer !== undefined)
      findings.push(ok('optional scopes', `The API account may read ${feature}.`));
    if (failure?.detail.kind === 'MissingScope')
      findings.push(
        warning(
          'optional scopes',
          `The API account lacks the scope ${scope} (403), so ${feature} is off.`,
          NEW_ACCOUNT,
        ),
      );
    else if (failure !== undefined) findings.push(wrongBy('optional scopes', failure));
  }
  return findings;
}

async function groupFindings(interview: Interview, shop: Shop): Promise<readonly Finding[]> {
  const mapped = shop.settings.customerMapping.some(({ path }) => path === 'customer_group');
  if (!mapped) return [];
  const { answer, failure } = await interview.ask(() =>
    shop.bigcommerce.listCustomerGroups({ limit: 1 }),
  );
  if (failure !== undefined) return [wrongBy('customer groups', failure)];
  if (answer === undefined) return [];
  return answer.records.length > 0
    ? [ok('customer groups', 'The shop has groups. Group 0 means none and leaves the value empty.')]
    : [
        warning(
          'customer groups',
          'customer_group is mapped, but the shop has no customer groups (V2 API), so the value stays empty.',
          'Make groups in BigCommerce (Customers > Customer groups; not on every plan), or take customer_group out of the mapping.',
        ),
      ];
}

async function senderFindings(interview: Interview, shop: Shop): Promise<readonly Finding[]> {
  if (!shop.settings.sync.carts) return [];
  const { answer, failure } = await interview.ask(() => shop.bigcommerce.readCartSettings());
  if (failure !== undefined) {
    const { sentence, cure = '' } = wrongBy('other senders', failure);
    return [warning('other senders', sentence, cure)];
  }
  if (answer === undefined) return [];
  return answer.ownMails
    ? [
        warning(
          'other senders',
          "BigCommerce's own abandoned-cart mails are switched on: shoppers would be written to twice.",
          'Switch them off in BigCommerce (Marketing > Abandoned cart emails), or set sync.carts: false.',
        ),
      ]
    : [ok('other senders', "BigCommerce's own abandoned-cart mails are off.")];
}

function quotaFindings(interview: Interview, window: QuotaWindow | undefined): readonly Finding[] {
  const silence = interview.silence();
  if (silence !== undefined) {
    const limited = silence.detail.kind === 'RateLimited';
    return [silenceFinding(limited ? 'rate limit' : 'BigCommerce', silence)];
  }
  if (window === undefined) return [];
  const { quota, left, own } = window;
  const others = Math.max(0, quota - left - own);
  const counts = `Of ${quota} requests in the current window ${left} are left; this worker has made ${own}, others ${others}.`;
  return [
    others >= quota / 2
      ? warning(
          'rate limit',
          counts,
          'The quota belongs to the store: other apps (or other workers) use most of it. See Apps > My apps and the API accounts in BigCommerce; syncs wait where they must.',
        )
      : ok('rate limit', counts),
  ];
}
