// Attributes, folders and lists.
import { accountOn } from './stub-account';

test('an account without lists answers without the field', async () => {
  const { client } = await accountOn({ json: { count: 0 } });

  expect(await client.listLists({ offset: 0, limit: 50 })).toEqual({ lists: [], count: 0 });
});

test('lists and folders are read by offset', async () => {
  const { client, stub } = await accountOn(
    { json: { count: 1, lists: [{ id: 40, name: 'All', folderId: 1 }] } },
    { json: { count: 1, folders: [{ id: 1, name: 'Shop' }] } },
  );

  expect((await client.listLists({ offset: 50, limit: 50 })).lists).toHaveLength(1);
  expect((await client.listFolders({ offset: 0, limit: 50 })).folders).toHaveLength(1);
  expect(stub.seen[0]?.url).toBe('/v3/contacts/lists?offset=50&limit=50&sort=asc');
});

test('a folder and a list are made and named by their ids', async () => {
  const { client, stub } = await accountOn({ status: 201, json: { id: 5 } });

  expect(await client.createFolder('Shop')).toEqual({ id: 5 });
  expect(await client.createList('Technical', 5)).toEqual({ id: 5 });
  expect(stub.seen.map(({ body }) => body)).toEqual([
    { name: 'Shop' },
    { name: 'Technical', folderId: 5 },
  ]);
});

test('people join and leave a list by their ids', async () => {
  const { client, stub } = await accountOn({
    status: 201,
    json: { contacts: { success: [1], failure: [2] } },
  });

  await client.addToList(40, [1, 2]);
  await client.removeFromList(40, [1, 2]);

  expect(stub.seen.map(({ url }) => url)).toEqual([
    '/v3/contacts/lists/40/contacts/add',
    '/v3/contacts/lists/40/contacts/remove',
  ]);
  expect(stub.seen[0]?.body).toEqual({ ids: [1, 2] });
});

test.each([
  'Contact already in list and/or does not exist',
  'Contact already removed from list and/or does not exist',
])('a list that is as it was asked to be is no failure: %s', async (message) => {
  const { client } = await accountOn({ status: 400, json: { code: 'invalid_parameter', message } });

  await expect(client.addToList(40, [1])).resolves.toBeUndefined();
  await expect(client.removeFromList(40, [1])).resolves.toBeUndefined();
});

test.each([
  [400, { code: 'invalid_parameter', message: 'ids is not valid' }],
  [404, { code: 'document_not_found', message: 'List ID does not exist' }],
])('another refusal (%d) to join is a failure', async (status, json) => {
  const { client } = await accountOn({ status, json });

  await expect(client.addToList(40, [1])).rejects.toMatchObject({
    detail: { kind: 'Rejected', code: json.code },
  });
});

test('attributes are read, and made as normal ones', async () => {
  const attribute = { name: 'CITY', category: 'normal', type: 'text', field_key: 'x' };
  const { client, stub } = await accountOn(
    { json: { attributes: [attribute, { name: 'KIND', category: 'category' }] } },
    { status: 201, json: {} },
  );

  expect(await client.listAttributes()).toHaveLength(2);
  await client.createAttribute('ORDER_COUNT', 'float');
  expect(stub.seen[1]).toMatchObject({
    url: '/v3/contacts/attributes/normal/ORDER_COUNT',
    body: { type: 'float' },
  });
});

test('an attribute that exists already is rejected', async () => {
  const json = { code: 'invalid_parameter', message: 'Attribute name must be unique' };
  const { client } = await accountOn({ status: 400, json });

  await expect(client.createAttribute('CITY', 'text')).rejects.toMatchObject({
    detail: { kind: 'Rejected', code: 'invalid_parameter' },
  });
});
