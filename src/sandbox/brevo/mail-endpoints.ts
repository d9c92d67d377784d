// `/smtp/…`: sending a transactional mail, the list of what was sent, and the list of blocked people.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, idParam, readBody, readPage, readSince, type Route, whole } from './calls';
import { normalIdentifier } from './identifiers';
import type { BlockedPerson, SandboxMail } from './mails';
import { invalid, missing, notFound, outOfRange, Refusal } from './refusals';

const person = z.strictObject({ email: z.string(), name: z.string().max(70).optional() });

const mailSchema = z.strictObject({
  templateId: z.int().optional(),
  subject: z.string().min(1).optional(),
  htmlContent: z.string().optional(),
  sender: z.strictObject({ email: z.string(), name: z.string().optional() }).optional(),
  to: z.array(person).min(1).max(99),
  params: z.record(z.string(), z.unknown()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.string()).optional(),
});

type MailBody = z.infer<typeof mailSchema>;

export function mailRoutes(account: Account): readonly Route[] {
  return [
    { method: 'POST', path: '/smtp/email', answer: (call) => takeMail(account, call) },
    { method: 'GET', path: '/smtp/templates/{}', answer: (call) => readTemplate(account, call) },
    { method: 'GET', path: '/smtp/emails', answer: (call) => listMails(account, call) },
    { method: 'GET', path: '/smtp/blockedContacts', answer: (call) => listBlocked(account, call) },
  ];
}

function takeMail(account: Account, call: Call): SandboxAnswer {
  const body = readBody(mailSchema, call);
  const { mails } = account;
  refuseContent(account, body);
  const emails = body.to.map(({ email }) => {
    const normal = normalIdentifier('EMAIL', email);
    if (normal === undefined) throw invalid('email is not valid in to');
    return normal;
  });
  const key = keyOf(body);
  if (key !== undefined && !mails.claim(key, call.now)) throw processed();
  const messageId = `<${call.now}.${mails.mails.length + 1}@smtp-relay.sandbox.example>`;
  for (const email of emails) {
    mails.mails.push({
      messageId,
      email,
      templateId: body.templateId,
      subject: body.subject,
      params: body.params ?? {},
      tags: body.tags ?? [],
      key,
      at: call.now,
      delivered: !mails.isBlocked(email),
    });
  }
  return { status: 201, body: { messageId } };
}

function refuseContent({ mails }: Account, { templateId, subject, htmlContent, sender }: MailBody) {
  if (templateId === undefined) {
    if (sender === undefined) throw missing('sender is missing');
    if (subject === undefined) throw missing('subject is missing');
    if (htmlContent === undefined) throw missing('htmlContent is missing');
  } else if (!mails.templates.has(templateId)) {
    throw invalid('Template does not exist or is not active');
  }
}

function keyOf({ headers = {} }: MailBody): string | undefined {
  const { idempotencyKey } = headers;
  if (idempotencyKey === undefined) return undefined;
  if (!z.uuid().safeParse(idempotencyKey).success) throw invalid('idempotencyKey is not a UUID');
  return idempotencyKey;
}

function readTemplate({ mails }: Account, call: Call): SandboxAnswer {
  const id = idParam(call, 0);
  if (!mails.templates.has(id)) throw notFound('Template ID does not exist');
  const at = new Date(0).toISOString();
  const sender = { id: '1', name: 'Shop', email: 'shop@sandbox.example' };
  const words = { name: `Template ${id}`, subject: 'From the template', htmlContent: '<p></p>' };
  return {
    status: 200,
    body: {
      ...words,
      id,
      isActive: true,
      testSent: false,
      sender,
      replyTo: '',
      toField: '',
      tag: '',
      createdAt: at,
      modifiedAt: at,
      doiTemplate: false,
    },
  };
}

const processed = (): Refusal =>
  new Refusal({ status: 400, code: 'duplicate_request', message: 'Request already processed' });

function listMails({ mails, eventsMs }: Account, call: Call): SandboxAnswer {
  const { query, now } = call;
  const email = query.get('email')?.trim().toLowerCase();
  const templateId = whole(query, 'templateId');
  const messageId = query.get('messageId');
  if (email === undefined && templateId === undefined && messageId === null)
    throw missing('email, templateId or messageId is missing');
  const limit = whole(query, 'limit') ?? 500;
  if (limit > 1000) throw outOfRange('Limit exceeds max value of 1000');
  const offset = whole(query, 'offset') ?? 0;
  const fits = (mail: SandboxMail): boolean =>
    mail.at + eventsMs <= now &&
    (email === undefined || mail.email === email) &&
    (templateId === undefined || mail.templateId === templateId) &&
    (messageId === null || mail.messageId === messageId);
  const found = mails.mails.filter(fits).reverse();
  const page = found.slice(offset, offset + limit);
  return {
    status: 200,
    body: { count: found.length, transactionalEmails: page.map(mailBody) },
  };
}

const mailBody = ({ messageId, email, templateId, subject, tags, at }: SandboxMail) => ({
  messageId,
  email,
  ...(templateId === undefined ? {} : { templateId }),
  subject: subject ?? 'From the template',
  date: new Date(at).toISOString(),
  uuid: messageId,
  from: 'shop@sandbox.example',
  tags,
});

function listBlocked({ mails }: Account, call: Call): SandboxAnswer {
  const page = readPage(call, 50, 100);
  const since = readSince(call, 'startDate') ?? 0;
  const all = mails.blocked.filter(({ at }) => at >= since);
  const sorted = page.sort === 'asc' ? all : [...all].reverse();
  const contacts = sorted.slice(page.offset, page.offset + page.limit).map(blockedBody);
  return { status: 200, body: { contacts, count: all.length } };
}

const blockedBody = ({ email, code, at }: BlockedPerson) => ({
  email,
  senderEmail: 'shop@sandbox.example',
  reason: { code, message: code },
  blockedAt: new Date(at).toISOString(),
});
