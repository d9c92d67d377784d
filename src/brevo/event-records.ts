// Events of a contact: the bodies we send to Brevo and the list it answers.
import { z } from 'zod';

/** Only what tells one event from another. */
export const eventSchema = z.object({
  event_name: z.string(),
  event_properties: z.record(z.string(), z.unknown()).nullish(),
});

export type KnownEvent = z.infer<typeof eventSchema>;

/** May nest; the whole is at most 50 KB. */
export type EventValue =
  string | number | boolean | readonly EventValue[] | { readonly [name: string]: EventValue };

export interface EventCreate {
  /** `[A-Za-z0-9_-]`, at most 255 characters. */
  readonly event_name: string;
  readonly identifiers: { readonly ext_id: string } | { readonly contact_id: number };
  /** ISO. */
  readonly event_date: string;
  /** With an `event_id` of ours, so that a repeat could be told. */
  readonly event_properties: Readonly<Record<string, EventValue>> & {
    readonly event_id: string;
  };
}
