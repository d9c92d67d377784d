// People of a test shop: made plain, seen again as contacts in Brevo, and proof that nobody was harmed.
import type { Sandbox } from '../../src/sandbox/start';
import type { SandboxContact } from '../../src/sandbox/brevo/contact-book';
import type { ShopAddress, ShopCustomer } from '../../src/sandbox/shop/customer-records';
import type { ShopOrder } from '../../src/sandbox/shop/order-records';
import type { Patch } from '../../src/sandbox/shop/shop-state';
import type { Stage } from '../support/stage';

/** Nobody and nothing but what the test puts there. */
export const EMPTY_SHOP = { customers: 0, orders: 0, products: 0, keepBodies: true } as const;

export const LISTS = '    lists: { all_customers: 40, buyers: 41 }';

const PLAIN: Patch<ShopCustomer> = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  phone: '',
  company: '',
  customer_group_id: 0,
  date_created: '2024-03-01T10:00:00Z',
  addresses: [],
  attributes: [],
  form_fields: [],
};

/** A customer with a name and nothing else. Answers the id. */
export const customer = (
  { shop }: Sandbox,
  email: string,
  patch: Patch<ShopCustomer> = {},
): number => shop.addCustomer({ ...PLAIN, email, ...patch }).id;

export const address = (patch: Partial<ShopAddress> = {}): ShopAddress => ({
  id: 1,
  customer_id: 0,
  first_name: 'Ada',
  last_name: 'Lovelace',
  company: '',
  address1: '1 Main Street',
  address2: '',
  city: 'Boston',
  state_or_province: 'Massachusetts',
  postal_code: '02108',
  country: 'United States',
  country_code: 'US',
  phone: '',
  address_type: 'residential',
  ...patch,
});

/** A reader of the newsletter: evidence of consent for this address. Answers the id. */
export const subscriber = ({ shop }: Sandbox, email: string): number =>
  shop.addSubscriber({ email, first_name: 'Ada', last_name: 'Lovelace' }).id;

/** An order of long ago, 10 dollars; without a customer the e-mail is a guest's. Answers the id. */
export function order({ shop }: Sandbox, email: string, patch: Patch<ShopOrder> = {}): number {
  const times = { date_created: '2024-05-01T10:00:00Z', date_modified: '2024-05-02T10:00:00Z' };
  const { id, billing_address } = shop.addOrder({ ...times, ...patch });
  const billing = { ...billing_address, email, phone: '', company: '' };
  shop.editOrder(id, {
    ...times,
    billing_address: billing,
    total_inc_tax: '10.0000',
    ...patch,
  });
  return id;
}

export interface Fate {
  readonly contactId: number;
  readonly extId: string | undefined;
  readonly sms: string | undefined;
  readonly blocked: boolean;
  /** Without the technical list. */
  readonly lists: readonly number[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

const MARKETING = [40, 41, 42];

export function fateOf({ brevo }: Sandbox, email: string): Fate | undefined {
  const contact = brevo.state.contactByEmail(email);
  return contact === undefined ? undefined : fateFrom(contact);
}

function fateFrom(contact: SandboxContact): Fate {
  return {
    contactId: contact.id,
    extId: contact.extId,
    sms: contact.sms,
    blocked: contact.emailBlacklisted,
    lists: [...contact.listIds].filter((id) => MARKETING.includes(id)).sort((a, b) => a - b),
    attributes: Object.fromEntries(contact.attributes),
  };
}

/** The account's own attributes, as if somebody had made them before the shop came. */
export async function makeAttributes(
  { brevoUrl, brevoApiKey }: Sandbox,
  ...names: readonly string[]
) {
  for (const name of names) {
    const answer = await fetch(`${brevoUrl}/contacts/attributes/normal/${name}`, {
      method: 'POST',
      headers: { 'api-key': brevoApiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'text' }),
    });
    if (!answer.ok) throw new Error(`The attribute ${name} could not be made.`);
  }
}

/** What must hold after every sync, whatever happened. */
export function expectNobodyHarmed({ brevo }: Sandbox): void {
  const { state } = brevo;
  expect(state.merged).toEqual([]);
  expect(state.deletedByMerge).toEqual([]);
  expect(state.resubscribed).toEqual([]);
  expect(state.automationsStarted).toBe(0);
  for (const { email, extId, hasPhone } of importRows(brevo.ledger.entries)) {
    expect(hasPhone).toBe(false);
    if (extId === undefined) continue;
    const holder = state.contactByExtId(extId);
    if (holder !== undefined) expect([email, extId]).toEqual([holder.email, extId]);
  }
}

interface Row {
  readonly email: unknown;
  readonly extId: string | undefined;
  readonly hasPhone: boolean;
}

/** Rows of the imports since the ledger was last looked at; looking clears it. */
function importRows(entries: Sandbox['brevo']['ledger']['entries']): readonly Row[] {
  const imports = entries.splice(0).filter(({ path }) => path.endsWith('/contacts/import'));
  return imports
    .flatMap(({ body }) => rowsOf(body))
    .map((row) => {
      const attributes = fieldOf(row, 'attributes');
      const extId = fieldOf(attributes, 'EXT_ID');
      return {
        email: fieldOf(row, 'email'),
        extId: typeof extId === 'string' ? extId : undefined,
        hasPhone: fieldOf(attributes, 'SMS') !== undefined,
      };
    });
}

function rowsOf(body: unknown): readonly unknown[] {
  const rows = fieldOf(body, 'jsonBody');
  return Array.isArray(rows) ? rows : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

/** A further sync over the same shop changes nothing in Brevo. */
export async function expectNothingMore(stage: Stage): Promise<void> {
  const { brevo } = stage.sandbox;
  brevo.ledger.clear();

  await stage.sync();

  expect(brevo.writes().map(({ method, path, body }) => ({ method, path, body }))).toEqual([]);
}
