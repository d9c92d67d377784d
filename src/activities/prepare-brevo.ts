// Makes in Brevo what a sync needs and is missing: attributes, the technical list, e-commerce. Safe to repeat.
import { ApplicationFailure } from '@temporalio/common';
import type { Brevo } from '../brevo/client';
import type { PreparedBrevo } from '../contracts/activities';
import { FAILURE } from '../contracts/failures';
import type { SyncPlan } from '../contracts/sync-plan';
import { isFailure } from '../http/failures';
import { missingAttributes } from './attribute-plan';
import { TECHNICAL_FOLDER, TECHNICAL_LIST } from './field-mapping';
import { everyList } from './plan-checks';
import { shopOf, type Shop, type World } from './world';

export async function prepareBrevo(world: World, plan: SyncPlan): Promise<PreparedBrevo> {
  return prepareAccount(await shopOf(world, plan), plan);
}

/** What a store needs in its Brevo account; connecting a store and every sync go through here. */
export async function prepareAccount(
  { brevo, settings }: Shop,
  { resources, currency }: Pick<SyncPlan, 'resources' | 'currency'>,
): Promise<PreparedBrevo> {
  const created: string[] = [];
  for (const { name, type } of missingAttributes(settings, await brevo.listAttributes())) {
    await brevo.createAttribute(name, type);
    created.push(`attribute ${name} (${type})`);
  }
  const list = await technicalList(brevo);
  if (list.made) created.push(`list ${list.id} for imports, never mailed`);
  const commerce = resources.includes('orders') || resources.includes('products');
  const ready = commerce ? await ecommerce(brevo, currency, created) : true;
  return { ready, created, technicalListId: list.id };
}

/** A lost answer leaves the list behind: it is looked up by name before one is made. */
async function technicalList(
  brevo: Brevo,
): Promise<{ readonly id: number; readonly made: boolean }> {
  const lists = await everyList(brevo);
  const there = lists.find(({ name }) => name === TECHNICAL_LIST);
  if (there !== undefined) return { id: there.id, made: false };
  const { folders } = await brevo.listFolders({ offset: 0, limit: 50 });
  const folder =
    folders.find(({ name }) => name === TECHNICAL_FOLDER) ??
    (await brevo.createFolder(TECHNICAL_FOLDER));
  const { id } = await brevo.createList(TECHNICAL_LIST, folder.id);
  return { id, made: true };
}

/** The currency is asked first: activating what is active already is refused by Brevo. */
async function ecommerce(brevo: Brevo, currency: string, created: string[]): Promise<boolean> {
  const display = await brevo.readDisplayCurrency();
  if (display !== 'notActivated') {
    // A freshly activated account shows Brevo's default; planning has refused one that holds amounts.
    if (display.code !== currency) await brevo.setDisplayCurrency(currency);
    return true;
  }
  try {
    await brevo.activateEcommerce();
  } catch (error) {
    if (!isFailure(error, 'MissingScope') && !isFailure(error, 'Rejected')) throw error;
    throw ApplicationFailure.nonRetryable(
      "Brevo refuses to switch e-commerce on for this account: switch it on in Brevo (Settings > eCommerce), or ask Brevo's support, then start the sync again.",
      FAILURE.ecommerceNotReady,
    );
  }
  created.push('e-commerce is being switched on');
  return false;
}
