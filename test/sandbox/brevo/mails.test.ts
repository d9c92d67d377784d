// Mails of the toy Brevo: once for a key, none for blocked people, listed a while later.
import { closeToys, openToy } from './toy-brevo';

afterEach(closeToys);

const KEY = '2f1acc6c-3a0b-5d0e-9c37-2a4b1f4b8a10';
const mail = {
  templateId: 101,
  to: [{ email: 'Ada@example.com' }],
  tags: ['cart', KEY],
  headers: { idempotencyKey: KEY },
};

test('a mail with the key of another is refused for half an hour', async () => {
  const toy = await openToy();

  expect(await toy.ask('POST', '/smtp/email', mail)).toMatchObject({ status: 201 });
  toy.pass(29 * 60_000);
  expect(await toy.ask('POST', '/smtp/email', mail)).toMatchObject({
    status: 400,
    body: { code: 'duplicate_request' },
  });
  toy.pass(60_000);
  expect(await toy.ask('POST', '/smtp/email', mail)).toMatchObject({ status: 201 });

  expect(toy.state.mails).toHaveLength(2);
});

test('a sent mail is in the list a minute later, with its tags', async () => {
  const toy = await openToy();
  await toy.ask('POST', '/smtp/email', mail);
  const list = '/smtp/emails?email=ada%40example.com&templateId=101';

  const early = await toy.ask('GET', list);
  toy.pass(60_000);
  const late = await toy.ask('GET', list);

  expect(early.body).toMatchObject({ count: 0 });
  expect(late.body).toMatchObject({ count: 1, transactionalEmails: [{ tags: ['cart', KEY] }] });
  expect(await toy.ask('GET', '/smtp/emails')).toMatchObject({ status: 400 });
});

test('a mail to a blocked person is taken and not delivered', async () => {
  const toy = await openToy();
  toy.state.block('ada@example.com', 'hardBounce');

  expect(await toy.ask('POST', '/smtp/email', mail)).toMatchObject({ status: 201 });

  expect(toy.state.mails).toMatchObject([{ delivered: false }]);
  expect((await toy.ask('GET', '/smtp/blockedContacts')).body).toMatchObject({
    count: 1,
    contacts: [{ email: 'ada@example.com', reason: { code: 'hardBounce' } }],
  });
});

test.each([
  ['a template that is not there', { ...mail, templateId: 7 }],
  ['an address that is none', { ...mail, to: [{ email: 'ada' }] }],
  ['nobody', { ...mail, to: [] }],
  ['a key that is no UUID', { ...mail, headers: { idempotencyKey: 'one' } }],
  ['neither template nor words', { to: mail.to }],
])('%s is refused', async (_what, body) => {
  const toy = await openToy();

  expect(await toy.ask('POST', '/smtp/email', body)).toMatchObject({ status: 400 });
  expect(toy.state.mails).toEqual([]);
});

test('a template can be asked for', async () => {
  const toy = await openToy();

  expect(await toy.ask('GET', '/smtp/templates/101')).toMatchObject({ body: { isActive: true } });
  expect(await toy.ask('GET', '/smtp/templates/7')).toMatchObject({ status: 404 });
});
