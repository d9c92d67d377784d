// Transactional mails and blocked people: the body we send to Brevo and the lists it answers.
import { z } from 'zod';

export const mailSchema = z.object({
  messageId: z.string(),
  date: z.string(),
  tags: z.array(z.string()).nullish(),
});

export const blockedSchema = z.object({ email: z.string(), blockedAt: z.string() });

export type SentMail = z.infer<typeof mailSchema>;
export type BlockedContact = z.infer<typeof blockedSchema>;

/** What a template can print. */
export type MailValue =
  | string
  | number
  | boolean
  | readonly MailValue[]
  | { readonly [name: string]: MailValue | undefined };

export interface MailCreate {
  readonly templateId: number;
  /** The template's own when left out. */
  readonly subject?: string;
  readonly to: readonly [{ readonly email: string }];
  readonly params: Readonly<Record<string, MailValue>>;
  readonly tags: readonly string[];
  /** A UUID: Brevo takes a mail with the same key once in half an hour. */
  readonly headers: { readonly idempotencyKey: string };
}
