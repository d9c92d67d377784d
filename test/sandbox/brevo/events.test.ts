// The toy Brevo's events: none is recognised as a repeat, and none can be read at once.
import { closeToys, openToy } from './toy-brevo';

afterEach(closeToys);

const event = {
  event_name: 'customer_created',
  identifiers: { email_id: 'ada@example.com' },
  event_date: '2026-11-20T09:00:00Z',
  event_properties: { event_id: 'one' },
};
const asked = '/events?event_name=customer_created&contact_id=1';

test('an event that is sent twice is there twice, a minute later', async () => {
  const toy = await openToy();
  toy.state.seedContact({ email: 'ada@example.com' });

  expect(await toy.ask('POST', '/events', event)).toMatchObject({ status: 204 });
  await toy.ask('POST', '/events', event);
  const early = await toy.ask('GET', asked);
  toy.pass(60_000);
  const late = await toy.ask('GET', asked);

  expect(early.body).toEqual({ events: [], count: 0 });
  expect(late.body).toMatchObject({
    count: 2,
    events: [
      { contact_id: 1, event_name: 'customer_created', event_properties: { event_id: 'one' } },
      { contact_id: 1 },
    ],
  });
  expect(toy.state.events).toHaveLength(2);
});

test('an event of nobody is taken, and reaches nobody', async () => {
  const toy = await openToy();

  expect(await toy.ask('POST', '/events', event)).toMatchObject({ status: 204 });

  expect(toy.state.events).toMatchObject([{ contactId: undefined }]);
  expect(toy.state.contacts.size).toBe(0);
});

test.each([
  ['a name with a blank', { ...event, event_name: 'customer created' }],
  ['no identifier', { ...event, identifiers: {} }],
  ['the wrong name of an identifier', { ...event, identifiers: { email: 'ada@example.com' } }],
  ['a date that is none', { ...event, event_date: 'yesterday' }],
  ['a property with a blank', { ...event, event_properties: { 'a b': 1 } }],
  ['more than 50 KB', { ...event, event_properties: { text: 'x'.repeat(52_000) } }],
])('%s is refused', async (_what, body) => {
  const toy = await openToy();

  expect(await toy.ask('POST', '/events', body)).toMatchObject({ status: 400 });
  expect(toy.state.events).toEqual([]);
});

test('events are chosen by time, and a time has two ends', async () => {
  const toy = await openToy();
  await toy.ask('POST', '/events', event);
  toy.pass(60_000);

  const inside = await toy.ask('GET', '/events?startDate=2026-11-20&endDate=2026-11-21');
  const outside = await toy.ask('GET', '/events?startDate=2026-11-21&endDate=2026-11-22');

  expect(inside.body).toMatchObject({ count: 1 });
  expect(outside.body).toMatchObject({ count: 0 });
  expect(await toy.ask('GET', '/events?startDate=2026-11-20')).toMatchObject({ status: 400 });
});
