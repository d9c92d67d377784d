// People of a shop change while Brevo has its own life: contacts move, are emptied and let go, but never harmed.
import type { Sandbox } from '../../src/sandbox/start';
import type { FullSyncResult } from '../../src/contracts/sync-progress';
import { openStage, type Stage } from '../support/stage';
import {
  address,
  customer,
  EMPTY_SHOP,
  expectNobodyHarmed,
  expectNothingMore,
  fateOf,
  LISTS,
  makeAttributes,
  order,
  subscriber,
  type Fate,
} from './people';

let stage: Stage;
let sandbox: Sandbox;
let result: FullSyncResult;
const ids = new Map<string, number>();
const before = new Map<string, Fate | undefined>();

const id = (name: string): number => ids.get(name) ?? 0;
const extId = (name: string): string => `abc123-${id(name)}`;
const contactId = (name: string): number | undefined => before.get(name)?.contactId;

const full = {
  phone: '+1 617 555 0123',
  company: 'Engines Ltd',
  addresses: [address()],
  customer_group_id: 2,
};

/** Name → address before the change; all of them are readers of the newsletter. */
const people = [
  'mover',
  'mover to a taken address',
  'blocked mover',
  'mover with a lost answer',
  'mover who empties',
  'emptier',
  'leaver',
  'unseen leaver',
  'blocked later',
  'quitter',
  'quitter by deletion',
  'deleted',
  'keeper',
  'phone giver',
  'phone taker',
] as const;

const emailOf = (name: string): string => `${name.replaceAll(' ', '-')}@example.com`;

function openShop(): void {
  for (const name of people) {
    ids.set(name, customer(sandbox, emailOf(name)));
    ids.set(`subscriber ${name}`, subscriber(sandbox, emailOf(name)));
  }
  const { shop, brevo } = sandbox;
  shop.editCustomer(id('emptier'), { ...full });
  shop.editCustomer(id('mover who empties'), { company: 'Looms Ltd' });
  shop.editCustomer(id('phone giver'), { phone: '+1 617 555 0150' });
  for (const name of ['mover', 'mover to a taken address'])
    order(sandbox, emailOf(name), { customer_id: id(name) });
  ids.set('twin', customer(sandbox, 'twin@example.com', { first_name: 'Tim', channel_ids: [1] }));
  const tom = { first_name: 'Tom', channel_ids: [2] };
  ids.set('later twin', customer(sandbox, 'twin@example.com', tom));
  brevo.state.seedContact({ email: 'taken@example.com', attributes: { NOTES: 'somebody else' } });
  brevo.state.seedContact({
    email: 'known@example.com',
    sms: '16175550190',
    attributes: { COMPANY: 'Kept Inc', NOTES: 'likes tea' },
  });
  ids.set('known', customer(sandbox, 'known@example.com'));
}

function live(): void {
  const { shop, brevo, faults } = sandbox;
  const move = (name: string, email: string, patch = {}) => {
    shop.editCustomer(id(name), { email, ...patch });
    shop.editSubscriber(id(`subscriber ${name}`), { email });
  };
  move('mover', 'Moved@example.com');
  shop.editCustomer(id('mover to a taken address'), { email: 'taken@example.com' });
  move('blocked mover', 'moved-blocked@example.com');
  move('mover with a lost answer', 'moved-lost@example.com');
  move('mover who empties', 'moved-empty@example.com', { company: '' });
  brevo.state.blocklist(emailOf('blocked mover'));
  const path = new RegExp(`/contacts/abc123-${id('mover with a lost answer')}\\?`);
  faults.add({ api: 'brevo', method: 'PUT', path, fault: { kind: 'lost' } });
  shop.editCustomer(id('emptier'), {
    phone: '',
    company: '',
    addresses: [],
    customer_group_id: 0,
  });
  brevo.state.unsubscribe(emailOf('leaver'), 40);
  brevo.switches.listUnsubscribedShown = false;
  brevo.state.unsubscribe(emailOf('unseen leaver'), 40);
  brevo.state.blocklist(emailOf('blocked later'));
  shop.editSubscriber(id('subscriber quitter'), { consents: [] });
  shop.deleteSubscriber(id('subscriber quitter by deletion'));
  shop.deleteCustomer(id('deleted'));
  shop.deleteCustomer(id('twin'));
  shop.editCustomer(id('phone giver'), { phone: '+1 617 555 0151' });
  shop.editCustomer(id('phone taker'), { phone: '+1 617 555 0150' });
}

beforeAll(async () => {
  // The stricter reading of what Brevo leaves open.
  const switches = { duplicateCode: 'invalid_parameter', unknownAttributes: 'reject' } as const;
  stage = await openStage({ sandbox: { ...EMPTY_SHOP, brevo: { switches } }, connector: LISTS });
  sandbox = stage.sandbox;
  await makeAttributes(sandbox, 'COMPANY', 'NOTES');
  openShop();
  await stage.sync();
  for (const name of [...people, 'twin', 'taken', 'known'])
    before.set(name, fateOf(sandbox, emailOf(name)));
  expectNobodyHarmed(sandbox);
  live();
  result = await stage.sync();
});
afterAll(async () => {
  await stage.close();
});

test('before anything changes everybody with consent is on the list', () => {
  for (const name of people) expect([name, before.get(name)?.lists[0]]).toEqual([name, 40]);
});

describe('a changed e-mail', () => {
  test('takes the contact along, with its list and its orders', () => {
    expect(fateOf(sandbox, emailOf('mover'))).toBeUndefined();
    expect(fateOf(sandbox, 'moved@example.com')).toMatchObject({
      contactId: contactId('mover'),
      extId: extId('mover'),
      lists: [40, 41],
      attributes: { ORDER_COUNT: 1, TOTAL_SPENT: 10 },
    });
  });

  test('is rejected where another contact has the address, and both stay as they were', () => {
    const name = 'mover to a taken address';
    const rejected = result.phases.find(({ phase }) => phase === 'customers')?.tally.rejected;

    expect(rejected).toEqual([{ reason: 'e-mail taken', count: 1, ids: [String(id(name))] }]);
    expect(before.get(name)).toMatchObject({ lists: [40, 41], attributes: { ORDER_COUNT: 1 } });
    expect(fateOf(sandbox, emailOf(name))).toEqual(before.get(name));
    expect(fateOf(sandbox, 'taken@example.com')).toEqual(before.get('taken'));
  });

  test('does not resubscribe a blocklisted person', () => {
    expect(fateOf(sandbox, 'moved-blocked@example.com')).toMatchObject({
      contactId: contactId('blocked mover'),
      blocked: true,
    });
  });

  test('is made once when the answer is lost', () => {
    expect(fateOf(sandbox, emailOf('mover with a lost answer'))).toBeUndefined();
    expect(fateOf(sandbox, 'moved-lost@example.com')).toMatchObject({
      contactId: contactId('mover with a lost answer'),
      extId: extId('mover with a lost answer'),
      lists: [40],
    });
  });

  test('empties what was emptied with it', () => {
    expect(before.get('mover who empties')?.attributes.COMPANY).toBe('Looms Ltd');
    expect(fateOf(sandbox, 'moved-empty@example.com')?.attributes).not.toHaveProperty('COMPANY');
  });
});

test('values that the shop has emptied are emptied, the name stays', () => {
  expect(before.get('emptier')).toMatchObject({
    sms: '16175550123',
    attributes: { COMPANY: 'Engines Ltd', CITY: 'Boston', CUSTOMER_GROUP: 'VIP' },
  });
  const { sms, attributes } = fateOf(sandbox, emailOf('emptier')) ?? { attributes: {} };
  expect(sms).toBeUndefined();
  expect(Object.keys(attributes).sort()).toEqual([
    'FIRSTNAME',
    'LASTNAME',
    'ORDER_COUNT',
    'SIGNUP_DATE',
    'TAJO_LISTED_40',
    'TAJO_WRITTEN',
    'TOTAL_SPENT',
  ]);
});

test('a phone that is free again goes to the customer who has it now', () => {
  expect(fateOf(sandbox, emailOf('phone giver'))?.sms).toBe('16175550151');
  expect(fateOf(sandbox, emailOf('phone taker'))?.sms).toBe('16175550150');
});

test.each(['leaver', 'unseen leaver', 'quitter', 'quitter by deletion', 'deleted'])(
  'a %s is on no list any more and still a contact',
  (name) => {
    expect(fateOf(sandbox, emailOf(name))).toMatchObject({
      contactId: contactId(name),
      extId: extId(name),
      lists: [],
    });
  },
);

test('who says no to all mail stays blocklisted', () => {
  expect(fateOf(sandbox, emailOf('blocked later'))).toMatchObject({ blocked: true });
});

test('whoever did nothing is as before', () => {
  expect(fateOf(sandbox, emailOf('keeper'))).toEqual(before.get('keeper'));
});

test('a twin takes over when the first is deleted', () => {
  expect(before.get('twin')).toMatchObject({ extId: extId('twin') });
  expect(fateOf(sandbox, 'twin@example.com')).toMatchObject({
    contactId: contactId('twin'),
    extId: extId('later twin'),
    attributes: { FIRSTNAME: 'Tom' },
  });
});

test('what a contact had before the shop knew it is there after every sync', () => {
  expect(before.get('known')).toMatchObject({ sms: '16175550190', extId: extId('known') });
  expect(fateOf(sandbox, 'known@example.com')).toMatchObject({
    sms: '16175550190',
    attributes: { COMPANY: 'Kept Inc' },
  });
});

test('nobody was harmed, a further sync writes nothing, and nobody is listed again', async () => {
  const onList = [...(sandbox.brevo.state.lists.get(40)?.members ?? [])];
  expectNobodyHarmed(sandbox);

  await expectNothingMore(stage);

  expect([...(sandbox.brevo.state.lists.get(40)?.members ?? [])]).toEqual(onList);
  expectNobodyHarmed(sandbox);
});
