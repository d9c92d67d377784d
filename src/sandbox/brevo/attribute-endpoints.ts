// `/contacts/attributes`: the account's attribute definitions.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import type { AttributeDefinition } from './attribute-book';
import { type Call, param, readBody, type Route } from './calls';
import { isIdentifierKind } from './identifiers';
import { invalid, missing, notFound } from './refusals';

const enumerationSchema = z.array(z.object({ value: z.number(), label: z.string().max(200) }));

const createSchema = z.object({
  type: z.string().optional(),
  value: z.string().optional(),
  enumeration: enumerationSchema.optional(),
  multiCategoryOptions: z.array(z.string().max(200)).optional(),
});

const updateSchema = createSchema.omit({ type: true });

// `id` belongs to transactional attributes alone; there is no integer type.
const typesByCategory: Readonly<Record<string, readonly string[]>> = {
  normal: ['text', 'date', 'float', 'boolean', 'multiple-choice', 'user'],
  transactional: ['text', 'date', 'float', 'boolean', 'id'],
};

export function attributeRoutes(account: Account): readonly Route[] {
  const path = '/contacts/attributes/{}/{}';
  return [
    { method: 'GET', path: '/contacts/attributes', answer: () => listAttributes(account) },
    { method: 'POST', path, answer: (call) => createAttribute(account, call) },
    { method: 'PUT', path, answer: (call) => updateAttribute(account, call) },
    { method: 'DELETE', path, answer: (call) => deleteAttribute(account, call) },
  ];
}

function listAttributes(account: Account): SandboxAnswer {
  return { status: 200, body: { attributes: [...account.attributes.values()] } };
}

function createAttribute(account: Account, call: Call): SandboxAnswer {
  const body = readFilledBody(createSchema, call);
  const category = param(call, 0);
  const name = param(call, 1);
  if (!/^[A-Z][A-Z0-9_-]{0,49}$/.test(name)) throw invalid('Invalid attribute name');
  if (account.attributes.has(name) || isIdentifierKind(name))
    throw invalid('Attribute name must be unique');
  account.attributes.set(name, { name, category, ...definitionOf(account, category, body) });
  return { status: 201 };
}

type CreateBody = z.infer<typeof createSchema>;
type Definition = Omit<AttributeDefinition, 'name' | 'category'>;

function definitionOf(account: Account, category: string, body: CreateBody): Definition {
  if (category === 'category') {
    if (body.enumeration === undefined) throw missing('enumeration is missing');
    return { enumeration: body.enumeration };
  }
  if (category === 'calculated' || category === 'global') {
    if (body.value === undefined) throw missing('value is missing');
    return { calculatedValue: body.value };
  }
  return typedDefinition(account, category, body);
}

function typedDefinition(account: Account, category: string, body: CreateBody): Definition {
  const { type, multiCategoryOptions } = body;
  const types = typesByCategory[category];
  if (types === undefined) throw invalid('Invalid attribute category');
  if (type === undefined) throw missing('type is missing');
  if (!types.includes(type)) throw invalid('Invalid attribute type');
  if (category === 'transactional' && type !== 'id' && !hasPrimaryKey(account))
    throw invalid('Transactional attribute as primary Key is missing');
  return multiCategoryOptions === undefined ? { type } : { type, multiCategoryOptions };
}

function hasPrimaryKey(account: Account): boolean {
  return [...account.attributes.values()].some((definition) => definition.type === 'id');
}

// A type cannot be changed: PUT has no field for it.
function updateAttribute(account: Account, call: Call): SandboxAnswer {
  const definition = findAttribute(account, call);
  const { value, enumeration, multiCategoryOptions } = readFilledBody(updateSchema, call);
  account.attributes.set(definition.name, {
    ...definition,
    ...(value === undefined ? {} : { calculatedValue: value }),
    ...(enumeration === undefined ? {} : { enumeration }),
    ...(multiCategoryOptions === undefined ? {} : { multiCategoryOptions }),
  });
  return { status: 204 };
}

function deleteAttribute(account: Account, call: Call): SandboxAnswer {
  const { name } = findAttribute(account, call);
  account.attributes.delete(name);
  for (const contact of account.contacts.byId.values()) contact.attributes.delete(name);
  return { status: 204 };
}

function findAttribute(account: Account, call: Call): AttributeDefinition {
  const definition = account.attributes.get(param(call, 1));
  if (definition?.category !== param(call, 0)) throw notFound('Attribute not found');
  return definition;
}

function readFilledBody<T extends object>(schema: z.ZodType<T>, call: Call): T {
  const body = readBody(schema, call);
  if (Object.keys(body).length === 0) throw missing('No inputs in the body');
  return body;
}
