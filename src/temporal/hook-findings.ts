// What an examination says of a store's hooks at BigCommerce, and of how its webhooks are proven.
import { isGrpcDeadlineError, WorkflowFailedError, type Client } from '@temporalio/client';
import type { Finding } from '../contracts/examination';
import { LIVE_UPDATES_OFF } from '../contracts/hooks';
import type { FoundHook, HooksReport, HookState } from '../contracts/hooks';
import type { ConnectionMemo, StoreStatus } from '../contracts/store-connection';
import { askForHooks } from './hooks-asker';

/** The look asks again while a vendor does not answer; a person who waits is told instead. */
const LOOK_WITHIN_MS = 20_000;
const ROW = 'hooks';

/** Asks a worker; reads only. Rejects with Temporal's error when Temporal itself does not answer. */
export async function hookFindings(
  client: Client,
  { store }: ConnectionMemo,
): Promise<readonly Finding[]> {
  const { storeHash, enabled } = store.options;
  if (!enabled) return [];
  try {
    const report = await client.withDeadline(Date.now() + LOOK_WITHIN_MS, () =>
      askForHooks(client, { storeHash, repair: false }),
    );
    const isSigned = store.secrets.clientSecret !== undefined;
    return [...foundHooks(report), ...(report.off === undefined ? [signature(isSigned)] : [])];
  } catch (error) {
    return [notLooked(error)];
  }
}

/** What the last look found, for when nobody can look. */
export function rememberedHooks({ off, hooks }: StoreStatus): readonly Finding[] {
  const isOff = off.find((sentence) => sentence.startsWith(LIVE_UPDATES_OFF));
  if (isOff !== undefined) return [{ row: ROW, state: 'warning', sentence: `${isOff}.` }];
  if (hooks === undefined) return [];
  const { wanted, active, lastChecked, problems } = hooks;
  const sentence = `${active} of ${wanted} worked at ${lastChecked}; they could not be looked at now.`;
  return [
    ...problems.map((problem): Finding => ({ row: ROW, state: 'wrong', sentence: problem })),
    active === wanted
      ? { row: ROW, state: 'ok', sentence }
      : { row: ROW, state: 'wrong', sentence, cure: `${REPAIR}.` },
  ];
}

/** Of a look without repair. */
function foundHooks(report: HooksReport): readonly Finding[] {
  const { off, problems, wanted, active, destination = '', hooks } = report;
  if (off !== undefined) return [{ row: ROW, state: 'warning', sentence: `${off}.` }];
  const findings = [
    ...problems.map((sentence): Finding => ({ row: ROW, state: 'wrong', sentence })),
    ...Object.entries(FAULTS).flatMap(([state, fault]) => faultFinding(state, fault, hooks)),
  ];
  if (findings.length > 0) return findings;
  return [
    {
      row: ROW,
      state: 'ok',
      sentence: `${active} of ${wanted} work and call ${destination}. One that was made just now can be silent for a minute.`,
    },
  ];
}

interface Fault {
  readonly state: 'wrong' | 'warning';
  /** Behind the number of hooks. */
  readonly words: string;
  readonly cure: string;
}

const REPAIR =
  '`tajo-bigcommerce hooks --repair` puts them right at once; the worker does it every ten minutes';

const FAULTS: Readonly<Record<Exclude<HookState, 'active'>, Fault>> = {
  inactive: {
    state: 'wrong',
    words:
      'switched off: BigCommerce does that after 48 hours of failed calls, or 90 days without an event',
    cure: `${REPAIR}. See whether PUBLIC_URL reaches the API.`,
  },
  missing: {
    state: 'wrong',
    words:
      'missing. Those that another token made do not count: only that token sees them and can change them',
    cure: `${REPAIR}.`,
  },
  'wrong secret': {
    state: 'wrong',
    words: 'with another secret than the store has: their webhooks are refused',
    cure: `${REPAIR}.`,
  },
  'wrong destination': {
    state: 'wrong',
    words: 'calling an earlier PUBLIC_URL',
    cure: `${REPAIR}.`,
  },
  superfluous: {
    state: 'warning',
    words: 'that the settings do not call for',
    cure: `${REPAIR}.`,
  },
};

function faultFinding(
  state: string,
  fault: Fault,
  hooks: readonly FoundHook[],
): readonly Finding[] {
  const scopes = hooks.filter((hook) => hook.state === state).map(({ scope }) => scope);
  if (scopes.length === 0) return [];
  const sentence = `${scopes.length} ${fault.words} (${scopes.join(', ')}).`;
  return [{ row: ROW, state: fault.state, sentence, cure: fault.cure }];
}

const signature = (isSigned: boolean): Finding =>
  isSigned
    ? { row: 'signature', state: 'ok', sentence: 'Signatures of webhooks are checked.' }
    : {
        row: 'signature',
        state: 'warning',
        sentence:
          'No client secret is known, so signatures are not checked: the secret header alone protects the door.',
        cure: 'Set BC_CLIENT_SECRET (client_secret) to that of the API account, and connect the store again.',
      };

function notLooked(error: unknown): Finding {
  const wrong = { row: ROW, state: 'wrong' } as const;
  if (error instanceof WorkflowFailedError)
    return {
      ...wrong,
      sentence: `They could not be looked at: ${innermost(error).message}`,
      cure: 'See the lines above; then run this again.',
    };
  if (isGrpcDeadlineError(error))
    return {
      ...wrong,
      sentence: 'BigCommerce did not say in time which hooks there are.',
      cure: 'Run this again in some minutes; `hooks/<store>/look` in the Temporal UI says why it waits.',
    };
  throw error;
}

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}
