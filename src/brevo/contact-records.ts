// Contacts, attributes, lists and import processes as Brevo answers them, and the bodies we send.
import { z } from 'zod';

const attributeValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.null(),
]);

export const contactSchema = z.object({
  id: z.int(),
  // Absent for contacts that have only a phone (facts: contactDetails).
  email: z.string().nullish(),
  emailBlacklisted: z.boolean(),
  listIds: z.array(z.int()).default([]),
  // Explicit null was seen live on lists.
  listUnsubscribed: z.array(z.int()).nullish(),
  // The external id sits here as EXT_ID, the phone as SMS in digits without `+`.
  attributes: z.record(z.string(), attributeValue),
});

export const attributeSchema = z.object({
  name: z.string(),
  category: z.string(),
  // Absent on category attributes.
  type: z.string().optional(),
  enumeration: z.array(z.object({ value: z.number(), label: z.string() })).optional(),
});

export const listSchema = z.object({ id: z.int(), name: z.string(), folderId: z.int().optional() });

// The report's fields are a CSV address, a number or null: Brevo's sources disagree, both are accepted.
const reportField = z.union([z.string(), z.number(), z.null()]).optional();
export const processSchema = z.object({
  id: z.int(),
  status: z.string(),
  info: z
    .object({
      import: z
        .object({
          invalid_emails: reportField,
          duplicate_contact_id: reportField,
          duplicate_ext_id: reportField,
          duplicate_email_id: reportField,
          duplicate_phone_id: reportField,
        })
        .nullish(),
    })
    .nullish(),
});

export type Contact = z.infer<typeof contactSchema>;
export type Attribute = z.infer<typeof attributeSchema>;
export type ContactList = z.infer<typeof listSchema>;
export type ImportProcess = z.infer<typeof processSchema>;

/** A value Brevo's attributes take. Dates are `yyyy-mm-dd` text; `''` empties an attribute. */
export type AttributeValue = string | number | boolean;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A row of an import: EXT_ID may be among the attributes, a phone (SMS) never is. */
export interface ImportRow {
  readonly email: string;
  readonly attributes: Attributes;
}

export interface ContactCreate {
  readonly email: string;
  readonly ext_id?: string;
  readonly attributes: Attributes;
}

/** There is no way to say `emailBlacklisted: false` here: that would resubscribe somebody. */
export interface ContactUpdate {
  readonly ext_id?: string;
  readonly attributes?: Attributes;
  readonly emailBlacklisted?: true;
  readonly unlinkListIds?: readonly number[];
}

/** By whose name a contact is found. */
export type ContactKey =
  | { readonly by: 'email'; readonly email: string }
  | { readonly by: 'contact'; readonly contactId: number }
  | { readonly by: 'ext'; readonly extId: string }
  /** Digits with country code. */
  | { readonly by: 'phone'; readonly phone: string };
