// Mails to one person, and what Brevo knows about mails it has sent and people it sends none to.
import { z } from 'zod';
import type { Http } from '../http/client';
import { ApiFailure } from '../http/failures';
import { nothing, page } from './answers';
import type { Brevo } from './client';
import { blockedSchema, mailSchema } from './mail-records';

export function mailsOf(
  http: Http,
): Pick<Brevo, 'readTemplate' | 'sendMail' | 'listMails' | 'listBlocked'> {
  return {
    readTemplate: async (templateId) => {
      const { value } = await http.request({
        operation: 'read template',
        method: 'GET',
        path: `/smtp/templates/${templateId}`,
        schema: z.object({ isActive: z.boolean() }).nullable(),
        missing: { value: null },
      });
      return value;
    },
    sendMail: async (mail, leaving) => {
      try {
        const call = { operation: 'send mail', method: 'POST', path: '/smtp/email' } as const;
        await http.request({ ...call, body: mail, notAfter: leaving?.notAfter, ...nothing });
      } catch (error) {
        if (!isRepeat(error)) throw error;
      }
    },
    listMails: async ({ email, templateId }) => {
      const { value } = await http.request({
        operation: 'list mails',
        method: 'GET',
        path: '/smtp/emails',
        query: { email, templateId, limit: 1_000 },
        schema: z.object({ transactionalEmails: page(mailSchema) }),
      });
      return value.transactionalEmails;
    },
    listBlocked: async ({ offset, limit }) => {
      const { value } = await http.request({
        operation: 'list blocked people',
        method: 'GET',
        path: '/smtp/blockedContacts',
        query: { offset, limit, sort: 'desc' },
        schema: z.object({ contacts: page(blockedSchema), count: z.int() }),
      });
      return value;
    },
  };
}

// "Request already processed": both codes stand in Brevo's pages.
function isRepeat(error: unknown): boolean {
  if (!(error instanceof ApiFailure) || error.detail.kind !== 'Rejected') return false;
  const { code } = error.detail;
  return code === 'duplicate_request' || code === 'duplicate_parameter';
}
