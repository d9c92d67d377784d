// Imports of the toy Brevo: slow, one at a time, and able to merge people.
import { closeToys, openToy, type ToyBrevo } from './toy-brevo';

afterEach(closeToys);

const bring = (toy: ToyBrevo, rows: readonly unknown[], more: object = {}) =>
  toy.ask('POST', '/contacts/import', { jsonBody: rows, listIds: [40], ...more });

test('rows are queued, processed, and there when the process is completed', async () => {
  const toy = await openToy({ importMs: 20_000 });

  const accepted = await bring(toy, [{ email: 'A@x.example', attributes: { FIRSTNAME: 'A' } }]);
  const queued = await toy.ask('GET', '/processes/1');
  toy.pass(6_000);
  const processing = await toy.ask('GET', '/processes/1');
  const early = toy.state.contacts.size;
  toy.pass(14_000);
  const completed = await toy.ask('GET', '/processes/1');

  expect(accepted).toMatchObject({ status: 202, body: { processId: 1 } });
  expect(queued.body).toEqual({ id: 1, name: 'IMPORTUSER', status: 'queued' });
  expect(processing.body).toMatchObject({ status: 'processing' });
  expect(early).toBe(0);
  expect(completed.body).toMatchObject({
    status: 'completed',
    info: { import: { invalid_emails: null, duplicate_ext_id: null } },
  });
  expect(toy.state.contactByEmail('a@x.example')?.attributes.get('FIRSTNAME')).toBe('A');
  expect(toy.state.listJoins).toMatchObject([{ contactId: 1, listId: 40, by: 'import' }]);
});

test('a second import waits until the first is done', async () => {
  const toy = await openToy({ importMs: 1_000 });
  await bring(toy, [{ email: 'a@x.example', attributes: { FIRSTNAME: 'first' } }]);
  await bring(toy, [{ email: 'a@x.example', attributes: { FIRSTNAME: 'second' } }]);

  toy.pass(1_000);
  const statuses = [...toy.state.processes.values()].map((process) => process.status);
  const between = toy.state.contactByEmail('a@x.example')?.attributes.get('FIRSTNAME');
  toy.pass(1_000);

  expect(statuses).toEqual(['completed', 'queued']);
  expect(between).toBe('first');
  expect(toy.state.contactByEmail('a@x.example')?.attributes.get('FIRSTNAME')).toBe('second');
  expect((await toy.ask('GET', '/processes')).body).toMatchObject({
    count: 2,
    processes: [{ id: 2 }, { id: 1 }],
  });
});

test('an import without a list, with an unknown list, without rows or too big is refused', async () => {
  const toy = await openToy();
  const rows = [{ email: 'a@x.example' }];
  const heavy = { email: 'a@x.example', attributes: { FIRSTNAME: 'x'.repeat(10_500_000) } };

  const statuses = [
    await toy.ask('POST', '/contacts/import', { jsonBody: rows }),
    await bring(toy, rows, { listIds: [99] }),
    await bring(toy, []),
    await toy.ask('POST', '/contacts/import', { listIds: [40] }),
    await bring(toy, rows, { fileUrl: 'https://files.example/a.csv' }),
    await bring(toy, [heavy]),
    await toy.ask('GET', '/processes/7'),
  ].map((answer) => answer.status);

  expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 404]);
});

test('a row whose external id and address are two people merges them, and the weaker one is gone', async () => {
  const toy = await openToy({ importMs: 0 });
  toy.state.seedContact({ email: 'old@x.example', extId: 's-1' });
  toy.state.seedContact({ email: 'new@x.example', listIds: [41] });

  await bring(toy, [{ email: 'new@x.example', attributes: { EXT_ID: 's-1' } }]);

  expect(toy.state.contacts.size).toBe(1);
  expect(toy.state.contactByExtId('s-1')).toMatchObject({ id: 1, email: 'new@x.example' });
  expect(toy.state.merged).toMatchObject([{ processId: 1, survivorId: 1, deletedId: 2 }]);
  expect(toy.state.deletedByMerge).toMatchObject([{ id: 2, email: 'new@x.example' }]);
  expect([...(toy.state.deletedByMerge[0]?.listIds ?? [])]).toEqual([41]);
  expect(toy.state.processes.get(1)?.report.duplicate_email_id).toBe(1);
  const { body } = await toy.ask('GET', '/processes/1');
  expect(JSON.stringify(body)).toMatch(/"duplicate_email_id":"https:[^"]+\.csv"/);
});

test('an import neither resubscribes nor erases, and skips what it does not know', async () => {
  const toy = await openToy({ importMs: 0 });
  toy.state.seedContact({
    email: 'a@x.example',
    attributes: { FIRSTNAME: 'Ann', LASTNAME: 'Lee' },
    emailBlacklisted: true,
  });

  await bring(toy, [
    { email: 'a@x.example', attributes: { FIRSTNAME: '', NEW: 'x', SMS: 'nonsense' } },
    { email: 'not an address' },
    { attributes: { FIRSTNAME: 'nobody' } },
  ]);

  const person = toy.state.contactByEmail('a@x.example');
  expect(person?.emailBlacklisted).toBe(true);
  expect(Object.fromEntries(person?.attributes ?? [])).toEqual({
    FIRSTNAME: 'Ann',
    LASTNAME: 'Lee',
  });
  expect(toy.state.contacts.size).toBe(1);
  expect(toy.state.processes.get(1)?.report.invalid_emails).toBe(1);
});

test('an import can be told to empty, to block and to leave known people alone', async () => {
  const toy = await openToy({ importMs: 0 });
  toy.state.seedContact({ email: 'a@x.example', attributes: { FIRSTNAME: 'Ann' } });

  await bring(toy, [{ email: 'a@x.example', attributes: { FIRSTNAME: 'Zoe' } }], {
    updateExistingContacts: false,
  });
  const kept = toy.state.contactByEmail('a@x.example')?.attributes.get('FIRSTNAME');
  await bring(toy, [{ email: 'a@x.example', attributes: { FIRSTNAME: '' } }], {
    emptyContactsAttributes: true,
    emailBlacklist: true,
  });

  expect(kept).toBe('Ann');
  expect(toy.state.contactByEmail('a@x.example')?.attributes.size).toBe(0);
  expect(toy.state.contactByEmail('a@x.example')?.emailBlacklisted).toBe(true);
});

test('twenty thousand people are imported and paged through in a moment', async () => {
  const toy = await openToy({ importMs: 0 });
  const rows = Array.from({ length: 20_000 }, (_, position) => ({
    email: `p${position}@x.example`,
    attributes: { EXT_ID: `s-${position}`, FIRSTNAME: 'P' },
  }));
  const start = performance.now();

  await bring(toy, rows);
  await bring(toy, rows);
  const page = await toy.ask('GET', '/contacts?limit=1000&offset=19000&sort=asc');

  expect(page.body).toMatchObject({ count: 20_000 });
  expect(toy.state.merged).toEqual([]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
