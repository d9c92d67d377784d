// People in the toy Brevo: identifiers, attributes, consent and pages.
import { closeToys, openToy, type ToyBrevo } from './toy-brevo';

afterEach(closeToys);

const ann = 'ann@shop.example';
const bob = 'bob@shop.example';

async function withAnn(toy: ToyBrevo): Promise<void> {
  await toy.ask('POST', '/contacts', {
    email: ann,
    ext_id: 's-1',
    attributes: { FIRSTNAME: 'Ann', SMS: '+33612345678' },
  });
}

describe('creating', () => {
  test('a new person answers 201 with an id, an update 204, a second create 400 with the shared identifiers', async () => {
    const toy = await openToy();

    const created = await toy.ask('POST', '/contacts', { email: ' Ann@Shop.example ' });
    const updated = await toy.ask('POST', '/contacts', { email: ann, updateEnabled: true });
    const doubled = await toy.ask('POST', '/contacts', { email: ann });

    expect(created).toMatchObject({ status: 201, body: { id: 1 } });
    expect(updated).toMatchObject({ status: 204, body: undefined });
    expect(doubled).toMatchObject({
      status: 400,
      body: { code: 'duplicate_parameter', metadata: { duplicate_identifiers: ['email'] } },
    });
  });

  test('a phone or external id of somebody else refuses the whole person, under either code', async () => {
    const toy = await openToy();
    await withAnn(toy);
    const body = { email: bob, attributes: { SMS: '0033612345678' }, updateEnabled: true };

    const phone = await toy.ask('POST', '/contacts', body);
    toy.switches.duplicateCode = 'invalid_parameter';
    const extId = await toy.ask('POST', '/contacts', { email: bob, ext_id: 's-1' });

    expect(phone.body).toEqual({
      code: 'duplicate_parameter',
      message: 'Unable to create contact, SMS is already associated with another Contact',
      metadata: { duplicate_identifiers: ['SMS'] },
    });
    expect(extId.body).toMatchObject({
      code: 'invalid_parameter',
      metadata: { duplicate_identifiers: ['EXT_ID'] },
    });
    expect(toy.state.contacts.size).toBe(1);
  });

  test.each(['0612345678', '+0612345678', '12', 'call me', '+33 6'])(
    'the phone %p refuses the whole person',
    async (sms) => {
      const toy = await openToy();

      const answer = await toy.ask('POST', '/contacts', { email: ann, attributes: { SMS: sms } });

      expect(answer).toMatchObject({ status: 400, body: { message: 'Invalid phone number' } });
      expect(toy.state.contacts.size).toBe(0);
    },
  );

  test('an address that is none, nobody at all, a list that is none: 400 and no trace', async () => {
    const toy = await openToy();

    const statuses = [
      await toy.ask('POST', '/contacts', { email: 'ann' }),
      await toy.ask('POST', '/contacts', { attributes: { FIRSTNAME: 'Ann' } }),
      await toy.ask('POST', '/contacts', { email: ann, listIds: [99] }),
      await toy.ask('POST', '/contacts', []),
      await toy.ask('POST', '/contacts'),
    ].map((answer) => answer.status);

    expect(statuses).toEqual([400, 400, 400, 400, 400]);
    expect(toy.state.contacts.size).toBe(0);
  });

  test('an account that is still being set up answers 425', async () => {
    const toy = await openToy({ switches: { accountInProcess: true } });

    const answer = await toy.ask('POST', '/contacts', { email: ann });

    expect(answer).toMatchObject({ status: 425, body: { code: 'account_in_process' } });
  });
});

describe('attributes', () => {
  test('the external id and the digits of the phone stand among the attributes', async () => {
    const toy = await openToy();
    await withAnn(toy);

    const answer = await toy.ask('GET', '/contacts/s-1?identifierType=ext_id');

    expect(answer.body).toMatchObject({
      email: ann,
      attributes: { FIRSTNAME: 'Ann', EXT_ID: 's-1', SMS: '33612345678' },
      listIds: [],
      statistics: {},
    });
  });

  test('a wrong type is ignored, an empty text empties, an unknown name is ignored or refused', async () => {
    const toy = await openToy();
    await toy.ask('POST', '/contacts/attributes/normal/AGE', { type: 'float' });
    await toy.ask('POST', '/contacts/attributes/normal/BORN', { type: 'date' });
    await toy.ask('POST', '/contacts/attributes/normal/VIP', { type: 'boolean' });
    const attributes = { FIRSTNAME: 'Ann', AGE: 3.5, BORN: '1989-02-11', VIP: true, NEW: 'x' };
    await toy.ask('POST', '/contacts', { email: ann, attributes });

    const wrong = { FIRSTNAME: 7, AGE: '4', BORN: '11/02/1989', VIP: 'yes' };
    await toy.ask('PUT', `/contacts/${ann}`, { attributes: wrong });
    const before = new Map(toy.state.contactByEmail(ann)?.attributes);
    await toy.ask('PUT', `/contacts/${ann}`, { attributes: { FIRSTNAME: '', AGE: '' } });
    toy.switches.unknownAttributes = 'reject';
    const refused = await toy.ask('PUT', `/contacts/${ann}`, { attributes: { NEW: 'x' } });

    expect(Object.fromEntries(before)).toEqual({
      FIRSTNAME: 'Ann',
      AGE: 3.5,
      BORN: '1989-02-11',
      VIP: true,
    });
    expect([...(toy.state.contactByEmail(ann)?.attributes.keys() ?? [])]).toEqual(['BORN', 'VIP']);
    expect(refused.status).toBe(400);
  });

  test('a French account has other names for names', async () => {
    const toy = await openToy({ language: 'fr' });

    const { body } = await toy.ask('GET', '/contacts/attributes');

    expect([...toy.state.attributes.keys()]).toEqual([
      'PRENOM',
      'NOM',
      'EMAIL',
      'SMS',
      'DOUBLE_OPT-IN',
    ]);
    expect(body).toMatchObject({ attributes: [{ name: 'PRENOM', type: 'text' }, {}, {}, {}, {}] });
  });

  test('a category attribute takes the numbers of its options, and new options can be given', async () => {
    const toy = await openToy();
    const path = '/contacts/attributes/category/TIER';
    const silver = { value: 1, label: 'Silver' };
    const gold = { value: 2, label: 'Gold' };
    await toy.ask('POST', path, { enumeration: [silver] });
    await toy.ask('POST', '/contacts', { email: ann, attributes: { TIER: 2 } });
    const before = toy.state.contactByEmail(ann)?.attributes.get('TIER');

    const changed = await toy.ask('PUT', path, { enumeration: [silver, gold] });
    await toy.ask('PUT', `/contacts/${ann}`, { attributes: { TIER: 2 } });

    expect(changed.status).toBe(204);
    expect(before).toBeUndefined();
    expect(toy.state.contactByEmail(ann)?.attributes.get('TIER')).toBe(2);
    expect(toy.state.attributes.get('TIER')).not.toHaveProperty('type');
  });

  test('definitions: a second one of a name, an empty body, a wrong type are refused; types stay', async () => {
    const toy = await openToy();
    const path = '/contacts/attributes/normal/TOTAL';

    const created = await toy.ask('POST', path, { type: 'float' });
    const refused = [
      await toy.ask('POST', path, { type: 'float' }),
      await toy.ask('POST', '/contacts/attributes/normal/EMPTY', {}),
      await toy.ask('POST', '/contacts/attributes/normal/ID', { type: 'integer' }),
      await toy.ask('POST', '/contacts/attributes/transactional/SUM', { type: 'float' }),
      await toy.ask('PUT', path, { type: 'text' }),
      await toy.ask('POST', '/contacts/attributes/normal/lower', { type: 'text' }),
    ];
    const gone = [await toy.ask('DELETE', path), await toy.ask('DELETE', path)];

    expect(created).toMatchObject({ status: 201, body: undefined });
    expect(refused.map((answer) => answer.status)).toEqual([400, 400, 400, 400, 400, 400]);
    expect(gone.map((answer) => answer.status)).toEqual([204, 404]);
  });
});

describe('changing', () => {
  test('people are found by address, number, external id and phone, and strangers answer 404', async () => {
    const toy = await openToy();
    await withAnn(toy);

    const found = [
      await toy.ask('GET', `/contacts/${encodeURIComponent(ann)}`),
      await toy.ask('GET', '/contacts/1'),
      await toy.ask('GET', '/contacts/1?identifierType=contact_id'),
      await toy.ask('GET', '/contacts/33612345678?identifierType=phone_id'),
      await toy.ask('PUT', '/contacts/s-1?identifierType=ext_id', { smsBlacklisted: true }),
    ];
    const lost = [
      await toy.ask('GET', `/contacts/${bob}`),
      await toy.ask('PUT', '/contacts/2', {}),
      await toy.ask('GET', '/contacts/s-1'),
      await toy.ask('GET', '/contacts/1?identifierType=name'),
    ];

    expect(found.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 204]);
    expect(lost.map((answer) => answer.status)).toEqual([404, 404, 400, 400]);
  });

  test('the same address again is refused, a taken one too, a free one moves the person', async () => {
    const toy = await openToy();
    await withAnn(toy);
    await toy.ask('POST', '/contacts', { email: bob });
    const move = (EMAIL: string) => toy.ask('PUT', '/contacts/1', { attributes: { EMAIL } });

    const same = await move(ann);
    const taken = await move(bob);
    const free = await move('ann@new.example');
    toy.switches.sameEmailRefused = false;
    const sameAgain = await move('ann@new.example');

    expect([same.status, taken.status, free.status, sameAgain.status]).toEqual([
      400, 400, 204, 204,
    ]);
    expect(taken.body).toMatchObject({ metadata: { duplicate_identifiers: ['email'] } });
    expect(toy.state.contactByEmail(ann)).toBeUndefined();
    expect(toy.state.contactByEmail('ann@new.example')?.extId).toBe('s-1');
  });

  test('deleting answers 204 once and 404 then, and the account owner stays', async () => {
    const toy = await openToy();
    await withAnn(toy);
    await toy.ask('POST', '/contacts', { email: 'owner@shop.example' });

    const answers = [
      await toy.ask('DELETE', `/contacts/${ann}`),
      await toy.ask('DELETE', `/contacts/${ann}`),
      await toy.ask('DELETE', '/contacts/owner@shop.example'),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([204, 404, 405]);
  });
});

describe('consent', () => {
  test('moving a blocklisted person resubscribes them, unless the same call blocks them again', async () => {
    const toy = await openToy();
    for (const email of [ann, bob]) await toy.ask('POST', '/contacts', { email });
    toy.state.blocklist(ann);
    toy.state.blocklist(bob);

    await toy.ask('PUT', '/contacts/1', { attributes: { EMAIL: 'a@new.example' } });
    await toy.ask('PUT', '/contacts/2', {
      attributes: { EMAIL: 'b@new.example' },
      emailBlacklisted: true,
    });

    expect(toy.state.contacts.get(1)?.emailBlacklisted).toBe(false);
    expect(toy.state.contacts.get(2)?.emailBlacklisted).toBe(true);
    expect(toy.state.resubscribed).toMatchObject([{ contactId: 1, by: 'emailChange' }]);
  });

  test('saying that somebody is not blocklisted resubscribes them and is remembered', async () => {
    const toy = await openToy();
    toy.state.seedContact({ email: ann, emailBlacklisted: true });

    await toy.ask('POST', '/contacts', { email: ann, updateEnabled: true, attributes: {} });
    const still = toy.state.contactByEmail(ann)?.emailBlacklisted;
    await toy.ask('PUT', `/contacts/${ann}`, { emailBlacklisted: false });

    expect(still).toBe(true);
    expect(toy.state.resubscribed).toMatchObject([{ contactId: 1, by: 'emailBlacklisted' }]);
  });
});

describe('pages', () => {
  test('people come newest first or oldest first, by pages of at most a thousand', async () => {
    const toy = await openToy();
    for (const email of ['a@x.example', 'b@x.example', 'c@x.example']) {
      await toy.ask('POST', '/contacts', { email });
      toy.pass(1_000);
    }
    const since = new Date(toy.ledger.entries[1]?.at ?? 0).toISOString();

    const newest = await toy.ask('GET', '/contacts?limit=2');
    const oldest = await toy.ask('GET', '/contacts?limit=2&offset=2&sort=asc');
    const modified = await toy.ask('GET', `/contacts?modifiedSince=${since}`);
    const tooBig = await toy.ask('GET', '/contacts?limit=1001');

    expect(newest.body).toMatchObject({ count: 3, contacts: [{ id: 3 }, { id: 2 }] });
    expect(oldest.body).toMatchObject({ count: 3, contacts: [{ id: 3 }] });
    expect(modified.body).toMatchObject({ count: 1, contacts: [{ id: 3 }] });
    expect(tooBig.status).toBe(400);
  });
});
