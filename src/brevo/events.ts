// Events: what a contact has done, as Brevo's automations hear of it.
import { z } from 'zod';
import type { Http } from '../http/client';
import { nothing, page } from './answers';
import type { Brevo } from './client';
import { eventSchema } from './event-records';

/** Brevo's most. */
const EVENTS_A_PAGE = 10_000;

export function eventsOf(http: Http): Pick<Brevo, 'createEvent' | 'listEvents'> {
  return {
    createEvent: async (event) => {
      await http.request({
        operation: 'create event',
        method: 'POST',
        path: '/events',
        body: event,
        ...nothing,
      });
    },
    listEvents: async ({ contactId, name, from, to }) => {
      const { value } = await http.request({
        operation: 'list events',
        method: 'GET',
        path: '/events',
        query: {
          contact_id: contactId,
          event_name: name,
          startDate: from,
          endDate: to,
          limit: EVENTS_A_PAGE,
        },
        schema: z.object({ events: page(eventSchema) }),
      });
      return value.events;
    },
  };
}
