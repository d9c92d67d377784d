// Lists of the toy Brevo: joining, leaving, and what its journal remembers.
import { closeToys, openToy } from './toy-brevo';

afterEach(closeToys);

test('the shop folder holds three lists, and a new one needs a folder that exists', async () => {
  const toy = await openToy();

  const lists = await toy.ask('GET', '/contacts/lists?sort=asc');
  const folder = await toy.ask('POST', '/contacts/folders', { name: 'Shop' });
  const made = await toy.ask('POST', '/contacts/lists', { name: 'Technical', folderId: 2 });
  const refused = await toy.ask('POST', '/contacts/lists', { name: 'Technical', folderId: 9 });
  const inFolder = await toy.ask('GET', '/contacts/folders/2/lists');
  const folders = await toy.ask('GET', '/contacts/folders');
  const tooMany = await toy.ask('GET', '/contacts/lists?limit=51');

  expect(lists.body).toMatchObject({
    count: 3,
    lists: [{ id: 40, name: 'All customers', folderId: 1 }, { id: 41 }, { id: 42 }],
  });
  expect(folder).toMatchObject({ status: 201, body: { id: 2 } });
  expect(made).toMatchObject({ status: 201, body: { id: 43 } });
  expect(refused.status).toBe(400);
  expect(inFolder.body).toMatchObject({ count: 1, lists: [{ id: 43 }] });
  expect(folders.body).toMatchObject({ count: 2, folders: [{ id: 2 }, { id: 1 }] });
  expect(tooMany.status).toBe(400);
});

test('adding tells newcomers from members and strangers, and removing does the same', async () => {
  const toy = await openToy();
  for (const email of ['a@x.example', 'b@x.example']) await toy.ask('POST', '/contacts', { email });
  const add = (body: unknown) => toy.ask('POST', '/contacts/lists/40/contacts/add', body);

  const first = await add({ ids: [1, 77] });
  const second = await add({ emails: ['a@x.example', 'B@x.example'] });
  const members = await toy.ask('GET', '/contacts/lists/40/contacts?sort=asc');
  const removed = await toy.ask('POST', '/contacts/lists/40/contacts/remove', { ids: [1, 77] });
  const list = await toy.ask('GET', '/contacts/lists/40');

  expect(first).toMatchObject({
    status: 201,
    body: { contacts: { success: [1], failure: [77] } },
  });
  expect(second.body).toEqual({
    contacts: { success: ['B@x.example'], failure: ['a@x.example'] },
  });
  expect(members.body).toMatchObject({ count: 2, contacts: [{ id: 1 }, { id: 2 }] });
  expect(removed.body).toEqual({ contacts: { success: [1], failure: [77] } });
  expect(list.body).toMatchObject({ id: 40, uniqueSubscribers: 1 });
  expect(toy.state.listJoins).toMatchObject([
    { contactId: 1, listId: 40, by: 'add' },
    { contactId: 2, listId: 40, by: 'add' },
  ]);
  expect(toy.state.listLeaves).toMatchObject([{ contactId: 1, listId: 40, by: 'remove' }]);
});

test('nobody new on the list is a full failure or, by switch, a refusal', async () => {
  const toy = await openToy();
  toy.state.seedContact({ email: 'a@x.example', extId: 's-1', listIds: [40] });
  const add = () => toy.ask('POST', '/contacts/lists/40/contacts/add', { extIds: ['s-1', 's-2'] });

  const full = await add();
  toy.switches.nobodyNewRefused = true;
  const refused = await add();

  expect(full.body).toEqual({ contacts: { success: [], failure: ['s-1', 's-2'] } });
  expect(refused).toMatchObject({
    status: 400,
    body: { message: 'Contact already in list and/or does not exist' },
  });
});

test('a call names people in exactly one way, at most 150 of them, and a list that exists', async () => {
  const toy = await openToy();
  const path = '/contacts/lists/40/contacts/add';
  const many = Array.from({ length: 151 }, (_, position) => position + 1);

  const statuses = [
    await toy.ask('POST', path, { ids: [1], emails: ['a@x.example'] }),
    await toy.ask('POST', path, {}),
    await toy.ask('POST', path, { ids: [] }),
    await toy.ask('POST', path, { ids: many }),
    await toy.ask('POST', '/contacts/lists/99/contacts/add', { ids: [1] }),
  ].map((answer) => answer.status);

  expect(statuses).toEqual([400, 400, 400, 400, 404]);
});

test('whoever leaves a list by its link is off it and shown as having left, unless that is switched off', async () => {
  const toy = await openToy();
  await toy.ask('POST', '/contacts', { email: 'a@x.example', listIds: [40, 41] });

  toy.state.unsubscribe('a@x.example', 40);
  const shown = await toy.ask('GET', '/contacts/a@x.example');
  toy.switches.listUnsubscribedShown = false;
  const hidden = await toy.ask('GET', '/contacts/a@x.example');

  expect(shown.body).toMatchObject({ listIds: [41], listUnsubscribed: [40] });
  expect(hidden.body).not.toHaveProperty('listUnsubscribed');
  expect(toy.state.listJoins.map((join) => join.by)).toEqual(['contact', 'contact']);
  expect(toy.state.listLeaves).toMatchObject([{ contactId: 1, listId: 40, by: 'person' }]);
});

test('a changed contact joins and leaves the lists it is told to, and a deleted one leaves all', async () => {
  const toy = await openToy();
  toy.state.seedContact({ email: 'a@x.example', listIds: [40] });

  await toy.ask('PUT', '/contacts/1', { listIds: [41], unlinkListIds: [40] });
  const between = [...(toy.state.contacts.get(1)?.listIds ?? [])];
  await toy.ask('DELETE', '/contacts/1');

  expect(between).toEqual([41]);
  expect(toy.state.lists.get(41)?.members.size).toBe(0);
  expect(toy.state.listLeaves.map((leave) => leave.by)).toEqual(['contact', 'deleted']);
});
