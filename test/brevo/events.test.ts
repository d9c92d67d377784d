// Events: what the client sends, and how it asks for what Brevo has.
import { accountOn } from './stub-account';

const event = {
  event_name: 'customer_created',
  identifiers: { ext_id: 'abc123-32' },
  event_date: '2026-11-20T10:00:00.000Z',
  event_properties: { event_id: 'abc123-customer-32-created', customer_id: 32 },
} as const;

test('an event goes out as it is', async () => {
  const { client, stub } = await accountOn({ status: 204 });

  await client.createEvent(event);

  expect(stub.seen).toMatchObject([{ method: 'POST', url: '/v3/events', body: event }]);
});

test('an event whose answer is lost was perhaps taken', async () => {
  const { client, stub } = await accountOn('cut');

  await expect(client.createEvent(event)).rejects.toMatchObject({
    detail: { kind: 'Unavailable' },
  });
  expect(stub.seen).toHaveLength(1);
});

test('events are asked for by contact, name and time', async () => {
  const known = { event_name: 'customer_created', event_properties: { event_id: 'x' } };
  const { client, stub } = await accountOn(
    { json: { count: 1, events: [{ ...known, contact_id: 7, event_date: 'later' }] } },
    { json: { count: 0 } },
  );
  const query = {
    contactId: 7,
    name: 'customer_created',
    from: '2026-11-20T10:00:00.000Z',
    to: '2026-11-21T10:00:00.000Z',
  };

  expect(await client.listEvents(query)).toEqual([known]);
  expect(await client.listEvents(query)).toEqual([]);
  expect(stub.seen[0]?.url).toBe(
    '/v3/events?contact_id=7&event_name=customer_created&startDate=2026-11-20T10:00:00.000Z&endDate=2026-11-21T10:00:00.000Z&limit=10000',
  );
});
