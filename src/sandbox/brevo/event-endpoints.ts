// `/events`: every call is an event of its own, and what was sent can be read only a while later.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, readBody, readSet, readSince, refuseFilters, type Route, whole } from './calls';
import type { ContactRecord } from './contact-book';
import type { SandboxEvent } from './events';
import { normalIdentifier } from './identifiers';
import { invalid, outOfRange } from './refusals';

const word = z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, 'should be letters, digits, - and _');
const maxBytes = 50 * 1024;

const eventSchema = z.object({
  event_name: word,
  identifiers: z
    .strictObject({
      contact_id: z.int().optional(),
      email_id: z.string().optional(),
      ext_id: z.string().optional(),
      phone_id: z.string().optional(),
    })
    .refine((given) => Object.keys(given).length > 0, 'Please pass at least one identifier'),
  event_date: z.iso.datetime({ offset: true }).optional(),
  event_properties: z.record(word, z.unknown()).optional(),
});

export function eventRoutes(account: Account): readonly Route[] {
  return [
    { method: 'POST', path: '/events', answer: (call) => takeEvent(account, call) },
    { method: 'GET', path: '/events', answer: (call) => listEvents(account, call) },
  ];
}

function takeEvent(account: Account, call: Call): SandboxAnswer {
  const {
    event_name,
    identifiers,
    event_date,
    event_properties = {},
  } = readBody(eventSchema, call);
  if (JSON.stringify(event_properties).length > maxBytes)
    throw invalid('event_properties should not exceed 50 KB');
  account.events.push({
    name: event_name,
    contactId: subject(account, identifiers)?.id,
    date: event_date === undefined ? call.now : Date.parse(event_date),
    receivedAt: call.now,
    properties: event_properties,
  });
  return { status: 204 };
}

// A contact id wins over the others (developers.brevo.com/reference/create-event).
function subject(
  { contacts }: Account,
  { contact_id, email_id, ext_id, phone_id }: z.infer<typeof eventSchema>['identifiers'],
): ContactRecord | undefined {
  return (
    contacts.byId.get(contact_id ?? 0) ??
    contacts.find('EMAIL', normalIdentifier('EMAIL', email_id ?? '') ?? '') ??
    contacts.find('EXT_ID', ext_id ?? '') ??
    contacts.find('SMS', normalIdentifier('SMS', phone_id ?? '') ?? '')
  );
}

function listEvents(account: Account, call: Call): SandboxAnswer {
  refuseFilters(call, ['object_type']);
  const limit = whole(call.query, 'limit') ?? 100;
  if (limit > 10_000) throw outOfRange('Limit exceeds max value of 10000');
  const offset = whole(call.query, 'offset') ?? 0;
  const fits = eventFilter(call);
  const matching = account.events
    .filter((event) => event.receivedAt + account.eventsMs <= call.now && fits(event))
    .sort((left, right) => right.date - left.date);
  return {
    status: 200,
    body: {
      events: matching.slice(offset, offset + limit).map(eventBody),
      count: matching.length,
    },
  };
}

function eventFilter(call: Call): (event: SandboxEvent) => boolean {
  const contacts = readSet(call, 'contact_id');
  const names = readSet(call, 'event_name');
  const from = readSince(call, 'startDate');
  const to = readSince(call, 'endDate');
  if ((from === undefined) !== (to === undefined))
    throw invalid('startDate and endDate go together');
  return ({ contactId, name, date }) =>
    (contacts === undefined || contacts.has(String(contactId))) &&
    (names === undefined || names.has(name)) &&
    (from === undefined || date >= from) &&
    (to === undefined || date <= to);
}

const eventBody = ({ name, contactId, date, properties }: SandboxEvent) => ({
  contact_id: contactId ?? 0,
  event_date: new Date(date).toISOString(),
  event_name: name,
  event_properties: properties,
  contact_properties: {},
});
