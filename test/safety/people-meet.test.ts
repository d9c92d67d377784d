// A shop meets an account that has people already: nobody is merged, emptied, resubscribed or listed again.
import type { Sandbox } from '../../src/sandbox/start';
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
} from './people';

let stage: Stage;
let sandbox: Sandbox;
const ids: Record<string, number> = {};
const seeded: Record<string, number> = {};

const PHONE = { shared: '+1 617 555 0101', foreign: '+1 617 555 0102', alone: '+1 617 555 0103' };
const digits = (phone: string): string => phone.replace(/\D/g, '');

function seedAccount(): void {
  const seed = (name: string, more: Parameters<Sandbox['brevo']['state']['seedContact']>[0]) => {
    seeded[name] = sandbox.brevo.state.seedContact(more);
  };
  seed('known', {
    email: 'known@example.com',
    attributes: { FIRSTNAME: 'Old', NOTES: 'likes tea' },
  });
  seed('foreign', { email: 'foreign@example.com', extId: 'crm-77', attributes: { NOTES: 'vip' } });
  seed('foreign other', { email: 'other-store@example.com', extId: 'xyz789-1' });
  seed('blocked', { email: 'blocked@example.com', emailBlacklisted: true });
  seed('left', { email: 'left@example.com', listIds: [40, 41] });
  sandbox.brevo.state.unsubscribe('left@example.com', 40);
  seed('listed by others', { email: 'listed@example.com', listIds: [40] });
  seed('capitals', { email: 'Capital.Person@Example.com', attributes: { NOTES: 'one' } });
  seed('phone owner', { email: 'stranger@example.com', sms: digits(PHONE.foreign) });
  seed('phone alone', { sms: digits(PHONE.alone) });
  seed('guest', { email: 'old-guest@example.com', attributes: { FIRSTNAME: 'Grace' } });
}

function seedShop(): void {
  const add = (name: string, email: string, patch = {}) => {
    ids[name] = customer(sandbox, email, patch);
  };
  add('new', 'new@example.com', { phone: '(617) 555-0111', addresses: [address()] });
  for (const name of ['known', 'foreign', 'blocked', 'left', 'listed'])
    add(name, `${name}@example.com`);
  add('other store', 'other-store@example.com', { first_name: 'Eve' });
  add('capitals', 'CAPITAL.person@example.COM ');
  add('shared phone', 'first@example.com', { phone: PHONE.shared });
  add('shared phone later', 'second@example.com', { phone: PHONE.shared });
  add('foreign phone', 'third@example.com', { phone: PHONE.foreign });
  add('phone of nobody', 'fourth@example.com', { phone: PHONE.alone });
  add('bad phone', 'bad-phone@example.com', { phone: '12345' });
  add('twin', 'twin@example.com', { first_name: 'Tim', channel_ids: [1] });
  add('later twin', 'Twin@example.com', { first_name: 'Tom', channel_ids: [2] });
  add('buyer', 'buyer@example.com');
  add('buyer who cancelled', 'cancelled@example.com');
  add('buyer without consent', 'silent@example.com');
  for (const name of ['blocked', 'left', 'buyer', 'cancelled', 'reader', 'gone-reader'])
    ids[`subscriber ${name}`] = subscriber(sandbox, `${name}@example.com`);
  sandbox.shop.editSubscriber(ids['subscriber gone-reader'] ?? 0, { consents: [] });
  const of = (name: string) => ({ customer_id: ids[name] ?? 0 });
  order(sandbox, 'buyer@example.com', of('buyer'));
  order(sandbox, 'cancelled@example.com', { ...of('buyer who cancelled'), status_id: 5 });
  order(sandbox, 'silent@example.com', of('buyer without consent'));
  order(sandbox, 'twin@example.com', of('twin'));
  order(sandbox, 'twin@example.com', of('later twin'));
  order(sandbox, 'Guest@example.com', { is_email_opt_in: true });
  order(sandbox, 'guest@example.com');
  order(sandbox, 'old-guest@example.com');
}

beforeAll(async () => {
  stage = await openStage({ sandbox: EMPTY_SHOP, connector: LISTS });
  sandbox = stage.sandbox;
  await makeAttributes(sandbox, 'NOTES');
  seedAccount();
  seedShop();
  await stage.sync();
});
afterAll(async () => {
  await stage.close();
});

const ext = (name: string): string => `abc123-${ids[name] ?? 0}`;

const fates: readonly [string, string, () => object | undefined][] = [
  [
    'a newcomer comes with phone and address, on no list without consent',
    'new@example.com',
    () => ({
      extId: ext('new'),
      sms: '16175550111',
      lists: [],
      attributes: { FIRSTNAME: 'Ada', CITY: 'Boston', ZIP: '02108' },
    }),
  ],
  [
    'a known contact is linked, and what the mapping does not name is untouched',
    'known@example.com',
    () => ({
      contactId: seeded.known,
      extId: ext('known'),
      attributes: { FIRSTNAME: 'Ada', NOTES: 'likes tea' },
    }),
  ],
  [
    'a foreign external id stays',
    'foreign@example.com',
    () => ({
      contactId: seeded.foreign,
      extId: 'crm-77',
      attributes: { FIRSTNAME: 'Ada', NOTES: 'vip' },
    }),
  ],
  [
    "another store's external id stays",
    'other-store@example.com',
    () => ({ extId: 'xyz789-1', attributes: { FIRSTNAME: 'Eve' } }),
  ],
  [
    'a blocklisted contact stays blocklisted and joins nothing, whatever the shop says',
    'blocked@example.com',
    () => ({ contactId: seeded.blocked, blocked: true, lists: [], extId: ext('blocked') }),
  ],
  [
    'who has left a list stays out, and stays on the other',
    'left@example.com',
    () => ({ contactId: seeded.left, lists: [41] }),
  ],
  [
    'who was put on a list by others stays there',
    'listed@example.com',
    () => ({ contactId: seeded['listed by others'], lists: [40] }),
  ],
  [
    'capitals make no second contact',
    'capital.person@example.com',
    () => ({
      contactId: seeded.capitals,
      extId: ext('capitals'),
      attributes: { NOTES: 'one' },
    }),
  ],
  [
    'the first of two customers has the phone they share',
    'first@example.com',
    () => ({ sms: digits(PHONE.shared) }),
  ],
  [
    'the other is a contact without it',
    'second@example.com',
    () => ({ sms: undefined, extId: ext('shared phone later') }),
  ],
  [
    'a phone of a stranger stays with the stranger',
    'third@example.com',
    () => ({ sms: undefined, extId: ext('foreign phone') }),
  ],
  [
    'and the stranger is as before',
    'stranger@example.com',
    () => ({ contactId: seeded['phone owner'], sms: digits(PHONE.foreign), extId: undefined }),
  ],
  [
    'a phone of a contact without an address stays there',
    'fourth@example.com',
    () => ({ sms: undefined, extId: ext('phone of nobody') }),
  ],
  [
    'an invalid phone does not cost the contact',
    'bad-phone@example.com',
    () => ({ sms: undefined, extId: ext('bad phone') }),
  ],
  [
    'two customers with one address are one contact, of the lower id, with the orders of both',
    'twin@example.com',
    () => ({
      extId: ext('twin'),
      attributes: { FIRSTNAME: 'Tim', ORDER_COUNT: 2, TOTAL_SPENT: 20 },
    }),
  ],
  [
    'a buyer with consent is on both lists',
    'buyer@example.com',
    () => ({ lists: [40, 41], attributes: { ORDER_COUNT: 1 } }),
  ],
  [
    'an order that was cancelled makes no buyer',
    'cancelled@example.com',
    () => ({ lists: [40], attributes: { ORDER_COUNT: 0 } }),
  ],
  [
    'a buyer without consent is on no list',
    'silent@example.com',
    () => ({ lists: [], attributes: { ORDER_COUNT: 1 } }),
  ],
  [
    'a guest is a contact without external id, listed for the box at the checkout',
    'guest@example.com',
    () => ({
      extId: undefined,
      lists: [40, 41],
      attributes: { ORDER_COUNT: 2, TOTAL_SPENT: 20 },
    }),
  ],
  [
    'a guest who was a contact keeps the name',
    'old-guest@example.com',
    () => ({
      contactId: seeded.guest,
      lists: [],
      attributes: { FIRSTNAME: 'Grace', ORDER_COUNT: 1 },
    }),
  ],
  [
    'a reader of the newsletter is a contact on the list of all',
    'reader@example.com',
    () => ({ extId: undefined, lists: [40], attributes: { FIRSTNAME: 'Ada' } }),
  ],
  ['who unsubscribed before is no contact at all', 'gone-reader@example.com', () => undefined],
];

test.each(fates)('%s', (_name, email, expected) => {
  const fate = fateOf(sandbox, email);
  const wanted = expected();

  if (wanted === undefined) expect(fate).toBeUndefined();
  else expect(fate).toMatchObject(wanted);
});

test('nobody was merged, deleted or resubscribed, and a further sync writes nothing', async () => {
  const people = [...sandbox.brevo.state.contacts.keys()];
  expectNobodyHarmed(sandbox);

  await expectNothingMore(stage);

  expect([...sandbox.brevo.state.contacts.keys()]).toEqual(people);
  expectNobodyHarmed(sandbox);
});
