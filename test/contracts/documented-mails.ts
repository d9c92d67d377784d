// What Brevo documents of transactional mails (developers.brevo.com/reference, one page an operation).
import {
  anything,
  exactly,
  flag,
  having,
  instant,
  list,
  oneOf,
  operation,
  text,
  whole,
} from './schema-words';

const error = having({ code: text, message: text });

export const mailPaths = {
  // sendTransacEmail: a template brings its own sender; a repeated idempotencyKey is refused.
  '/smtp/email': {
    post: operation({
      body: exactly(
        {
          templateId: whole,
          to: list(exactly({ email: text }), 99),
          params: anything,
          tags: list(text),
          headers: exactly({ idempotencyKey: { type: 'string', format: 'uuid' } }),
        },
        { subject: text },
      ),
      answers: { 201: having({ messageId: text }), 400: error },
    }),
  },
  // getTransacEmailsList: one of email, templateId and messageId.
  '/smtp/emails': {
    get: operation({
      query: { email: text, templateId: whole, limit: { ...whole, minimum: 0, maximum: 1_000 } },
      answers: {
        200: having({
          count: whole,
          transactionalEmails: list(
            having(
              { email: text, messageId: text, date: instant, subject: text },
              { tags: list(text) },
            ),
          ),
        }),
      },
    }),
  },
  // getTransacBlockedContacts: nobody can be asked for by address.
  '/smtp/blockedContacts': {
    get: operation({
      query: {
        limit: { ...whole, minimum: 0, maximum: 100 },
        offset: whole,
        sort: oneOf('asc', 'desc'),
      },
      answers: {
        200: having({
          count: whole,
          contacts: list(
            having({ email: text, blockedAt: instant, reason: having({ code: text }) }),
          ),
        }),
      },
    }),
  },
  // getSmtpTemplate.
  '/smtp/templates/{templateId}': {
    get: operation({ answers: { 200: having({ id: whole, isActive: flag }), 404: error } }),
  },
};
