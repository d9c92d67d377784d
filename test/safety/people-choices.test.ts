// What a merchant may choose about people: keep what the shop empties, list everybody, delete who is deleted.
import type { Sandbox } from '../../src/sandbox/start';
import { openStage, type Stage } from '../support/stage';
import {
  customer,
  EMPTY_SHOP,
  expectNobodyHarmed,
  expectNothingMore,
  fateOf,
  LISTS,
  order,
  subscriber,
} from './people';

let stage: Stage;
let sandbox: Sandbox;
const ids = new Map<string, number>();
const id = (name: string): number => ids.get(name) ?? 0;

beforeAll(async () => {
  const connector = `${LISTS}\n    consent: all\n    on_cleared: keep\n    deleted_customers: hard`;
  stage = await openStage({ sandbox: EMPTY_SHOP, connector });
  sandbox = stage.sandbox;
  const { shop, brevo } = sandbox;
  brevo.state.seedContact({ email: 'blocked@example.com', emailBlacklisted: true });
  brevo.state.seedContact({ email: 'left@example.com', listIds: [40] });
  brevo.state.unsubscribe('left@example.com', 40);
  brevo.state.seedContact({ email: 'stranger@example.com' });
  const add = (name: string, patch = {}) =>
    ids.set(name, customer(sandbox, `${name}@example.com`, patch));
  for (const name of ['silent', 'blocked', 'left', 'quitter', 'deleted', 'leaver']) add(name);
  add('emptier', { company: 'Engines Ltd', phone: '+1 617 555 0123' });
  add('twin', { channel_ids: [1] });
  ids.set('later', customer(sandbox, 'twin@example.com', { channel_ids: [2] }));
  ids.set('no', subscriber(sandbox, 'quitter@example.com'));
  shop.editSubscriber(id('no'), { consents: [] });
  order(sandbox, 'deleted@example.com', { customer_id: id('deleted') });
  order(sandbox, 'guest@example.com');
  await stage.sync();
});
afterAll(async () => {
  await stage.close();
});

describe('with `consent: all`', () => {
  test.each([
    ['silent', [40]],
    ['guest', [40, 41]],
    ['deleted', [40, 41]],
    ['blocked', []],
    ['left', []],
    ['quitter', []],
  ])('%s is on lists %j', (name, lists) => {
    expect(fateOf(sandbox, `${name}@example.com`)?.lists).toEqual(lists);
  });

  test('a contact that the shop does not know is left alone', () => {
    expect(fateOf(sandbox, 'stranger@example.com')).toMatchObject({ lists: [], attributes: {} });
  });
});

describe('after people have changed', () => {
  beforeAll(async () => {
    const { shop, brevo } = sandbox;
    shop.editCustomer(id('emptier'), { company: '', phone: '' });
    brevo.state.unsubscribe('leaver@example.com', 40);
    shop.deleteCustomer(id('deleted'));
    shop.deleteCustomer(id('twin'));
    await stage.sync();
  });

  test('`on_cleared: keep` keeps what the shop has emptied', () => {
    expect(fateOf(sandbox, 'emptier@example.com')).toMatchObject({
      sms: '16175550123',
      attributes: { COMPANY: 'Engines Ltd' },
    });
  });

  test('`deleted_customers: hard` deletes the contact', () => {
    expect(fateOf(sandbox, 'deleted@example.com')).toBeUndefined();
  });

  test('a contact that a twin shares is not deleted: the twin has it now', () => {
    expect(fateOf(sandbox, 'twin@example.com')).toMatchObject({ extId: `abc123-${id('later')}` });
  });

  test('who has left stays out, also with `consent: all`', () => {
    expect(fateOf(sandbox, 'leaver@example.com')?.lists).toEqual([]);
  });

  test('nobody was harmed, a further sync writes nothing, and the orders of the deleted bring nobody back', async () => {
    expectNobodyHarmed(sandbox);

    await expectNothingMore(stage);

    expect(fateOf(sandbox, 'deleted@example.com')).toBeUndefined();
    expectNobodyHarmed(sandbox);
  });
});
