// What the client says to Brevo about people.
import { accountOn } from './stub-account';

const contact = {
  id: 7,
  emailBlacklisted: false,
  listIds: [40],
  attributes: { EXT_ID: 'abc123-32' },
};

test('every call carries the key', async () => {
  const { client, stub } = await accountOn({ json: {} });

  await client.readAccount();

  expect(stub.seen[0]).toMatchObject({ url: '/v3/account', headers: { 'api-key': 'xkeysib-1' } });
});

test('contacts are listed oldest first', async () => {
  const { client, stub } = await accountOn({ json: { contacts: [contact], count: 1 } });

  const { contacts, count } = await client.listContacts({ offset: 0, limit: 1000 });

  expect(contacts).toMatchObject([{ id: 7, attributes: { EXT_ID: 'abc123-32' } }]);
  expect(count).toBe(1);
  expect(stub.seen[0]?.url).toBe('/v3/contacts?offset=0&limit=1000&sort=asc');
});

test.each([
  [
    { by: 'email', email: 'jane+shop@example.com' } as const,
    'jane%2Bshop%40example.com?identifierType=email_id',
  ],
  [{ by: 'contact', contactId: 7 } as const, '7?identifierType=contact_id'],
  [{ by: 'ext', extId: 'abc123-32' } as const, 'abc123-32?identifierType=ext_id'],
  [{ by: 'phone', phone: '14155552671' } as const, '14155552671?identifierType=phone_id'],
])('a contact is found by %j', async (key, address) => {
  const { client, stub } = await accountOn({ json: contact });

  await client.readContact(key);

  expect(stub.seen[0]?.url).toBe(`/v3/contacts/${address}`);
});

test('a contact whose values are of no kind we know does not lose them silently', async () => {
  const odd = { ...contact, attributes: { SIZE: { value: 1 } } };
  const { client } = await accountOn({ json: odd });

  await expect(client.readContact({ by: 'contact', contactId: 7 })).rejects.toMatchObject({
    detail: { kind: 'UnexpectedShape', path: 'attributes.SIZE: invalid_union' },
  });
});

test.each([{ status: 201, json: { id: 7 } }, { status: 204 }])(
  'a contact is made or updated by one call (%j)',
  async (answer) => {
    const { client, stub } = await accountOn(answer);

    await client.upsertContact({ email: 'a@example.com', attributes: { FIRSTNAME: 'A' } });

    expect(stub.seen[0]).toMatchObject({
      method: 'POST',
      url: '/v3/contacts',
      body: { email: 'a@example.com', attributes: { FIRSTNAME: 'A' }, updateEnabled: true },
    });
  },
);

test('a contact that is gone is null to read, and false to update or delete', async () => {
  const gone = {
    status: 404,
    json: { code: 'document_not_found', message: 'Contact does not exist' },
  };
  const { client } = await accountOn(gone);
  const key = { by: 'contact', contactId: 7 } as const;

  expect(await client.readContact(key)).toBeNull();
  expect(await client.updateContact(key, { emailBlacklisted: true })).toBe(false);
  expect(await client.deleteContact(key)).toBe(false);
});

test('an update and a deletion that worked are true', async () => {
  const { client, stub } = await accountOn({ status: 204 });
  const key = { by: 'ext', extId: 'abc123-32' } as const;

  expect(await client.updateContact(key, { unlinkListIds: [40] })).toBe(true);
  expect(await client.deleteContact(key)).toBe(true);
  expect(stub.seen.map(({ method }) => method)).toEqual(['PUT', 'DELETE']);
  expect(stub.seen[0]?.body).toEqual({ unlinkListIds: [40] });
});

test('a phone that somebody else has is rejected by its name', async () => {
  const { client } = await accountOn({
    status: 400,
    json: {
      code: 'invalid_parameter',
      message: 'Unable to create contact, SMS is already associated with another Contact',
      metadata: { duplicate_identifiers: ['SMS'] },
    },
  });

  await expect(
    client.upsertContact({ email: 'a@example.com', attributes: { SMS: '+15125550100' } }),
  ).rejects.toMatchObject({ detail: { kind: 'Rejected', duplicates: ['SMS'] } });
});

test('an address that Brevo does not know is told from a wrong key', async () => {
  const message = 'We have detected you are using an unrecognised IP address 192.0.2.1.';
  const { client } = await accountOn({ status: 401, json: { code: 'unauthorized', message } });

  await expect(client.readAccount()).rejects.toMatchObject({
    detail: { kind: 'Unauthorized', ipBlocked: true },
  });
});

test('an import updates, empties nothing, and mails nobody', async () => {
  const { client, stub } = await accountOn({ status: 202, json: { processId: 78 } });
  const row = { email: 'a@example.com', attributes: { EXT_ID: 'abc123-32' } };

  expect(await client.importContacts([row], 9)).toEqual({ processId: 78 });
  expect(stub.seen[0]).toMatchObject({
    url: '/v3/contacts/import',
    body: {
      jsonBody: [row],
      listIds: [9],
      updateExistingContacts: true,
      emptyContactsAttributes: false,
      disableNotification: true,
    },
  });
});

test('an import of eight megabytes goes out in one piece', async () => {
  const { client, stub } = await accountOn({ status: 202, json: { processId: 78 } });
  const row = { email: 'a@example.com', attributes: { NOTE: 'x'.repeat(1_000_000) } };

  await client.importContacts(
    Array.from({ length: 8 }, () => row),
    9,
  );

  expect(stub.seen[0]?.body).toHaveProperty('jsonBody.length', 8);
});

test.each([
  { invalid_emails: 'https://example.com/a.csv', duplicate_ext_id: null },
  { invalid_emails: 3, duplicate_ext_id: 0 },
])("an import's report is read as links and as numbers (%j)", async (report) => {
  const { client, stub } = await accountOn({
    json: { id: 78, status: 'completed', info: { import: report } },
  });

  expect(await client.readProcess(78)).toMatchObject({ info: { import: report } });
  expect(stub.seen[0]?.url).toBe('/v3/processes/78');
});
