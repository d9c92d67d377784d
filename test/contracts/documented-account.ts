// What Brevo documents of the operations that the client uses (developers.brevo.com/reference, one page an operation;
// names in brackets are the types of Brevo's own SDK, @getbrevo/brevo 6).
import { mailPaths } from './documented-mails';
import type { JsonObject } from './json-value';
import {
  amount,
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

const error = having({ code: text, message: text }, { metadata: anything });
const made = having({ id: whole });
const page = { offset: { ...whole, minimum: 0 }, sort: oneOf('asc', 'desc') };
const limit = (maximum: number) => ({ ...page, limit: { ...whole, minimum: 1, maximum } });

function counted(name: string, record: JsonObject): JsonObject {
  return having({ [name]: list(record), count: whole });
}

// getContactInfo, getContacts (GetContactDetails): the external id and the phone are among the attributes.
const contact = having(
  {
    ...{ id: whole, emailBlacklisted: flag, smsBlacklisted: flag, listIds: list(whole) },
    ...{ createdAt: instant, modifiedAt: instant, attributes: anything },
  },
  { email: text, listUnsubscribed: list(whole) },
);
const value = { type: ['string', 'number', 'boolean'] };
const attributes = { type: 'object', additionalProperties: value };
const kinds = ['email_id', 'phone_id', 'contact_id', 'ext_id', 'whatsapp_id', 'landline_number_id'];
const identified = { identifierType: oneOf(...kinds) };
const gone = { 204: null, 400: error, 404: error };

const contactPaths = {
  // getContacts, createContact.
  '/contacts': {
    get: operation({ query: limit(1_000), answers: { 200: counted('contacts', contact) } }),
    post: operation({
      body: exactly({ email: text, attributes, updateEnabled: flag }, { ext_id: text }),
      answers: { 201: made, 204: null, 400: error, 425: error },
    }),
  },
  // getContactInfo, updateContact, deleteContact.
  '/contacts/{identifier}': {
    get: operation({ query: identified, answers: { 200: contact, 404: error } }),
    put: operation({
      query: identified,
      body: exactly(
        {},
        { attributes, ext_id: text, emailBlacklisted: flag, unlinkListIds: list(whole) },
      ),
      answers: gone,
    }),
    delete: operation({ query: identified, answers: gone }),
  },
  // importContacts: a destination is mandatory.
  '/contacts/import': {
    post: operation({
      body: exactly({
        jsonBody: list(exactly({ email: text, attributes })),
        listIds: { ...list(whole), minItems: 1 },
        ...{ updateExistingContacts: flag, emptyContactsAttributes: flag },
        disableNotification: flag,
      }),
      answers: { 202: having({ processId: whole }), 400: error },
    }),
  },
  // getProcess.
  '/processes/{processId}': {
    get: operation({
      answers: {
        200: having(
          { id: whole, name: text, status: oneOf('queued', 'in_process', 'completed') },
          { info: having({}, { import: anything }) },
        ),
        404: error,
      },
    }),
  },
  // getAttributes, createAttribute.
  '/contacts/attributes': {
    get: operation({
      answers: {
        200: having({ attributes: list(having({ name: text, category: text }, { type: text })) }),
      },
    }),
  },
  '/contacts/attributes/{attributeCategory}/{attributeName}': {
    post: operation({
      body: exactly({ type: oneOf('text', 'date', 'float', 'boolean') }),
      answers: { 201: null, 400: error },
    }),
  },
};

const named = { id: whole, name: text, uniqueSubscribers: whole };
const members = { body: exactly({ ids: list(whole, 150) }) };
const split = having({ contacts: having({ success: list(whole), failure: list(whole) }) });

const listPaths = {
  // getLists, createList.
  '/contacts/lists': {
    get: operation({
      query: limit(50),
      answers: { 200: counted('lists', having({ ...named, folderId: whole })) },
    }),
    post: operation({
      body: exactly({ name: text, folderId: whole }),
      answers: { 201: made, 400: error },
    }),
  },
  // getFolders, createFolder.
  '/contacts/folders': {
    get: operation({ query: limit(50), answers: { 200: counted('folders', having(named)) } }),
    post: operation({ body: exactly({ name: text }), answers: { 201: made, 400: error } }),
  },
  // addContactToList, removeContactFromList: at most 150.
  '/contacts/lists/{listId}/contacts/add': {
    post: operation({ ...members, answers: { 201: split, 400: error, 404: error } }),
  },
  '/contacts/lists/{listId}/contacts/remove': {
    post: operation({ ...members, answers: { 201: split, 400: error, 404: error } }),
  },
};

const code = { code: { type: 'string', pattern: '^[A-Z]{3}$' } };
const deletion = { isDeleted: flag, deletedAt: instant };
// createUpdateProduct.
const productFields = {
  ...{ url: text, imageUrl: text, sku: text, price: amount, alternativePrice: amount },
  ...{ categories: list(text), parentId: text, stock: amount },
  brand: { type: 'string', maxLength: 128 },
  description: { type: 'string', maxLength: 3_000 },
  metaInfo: {
    type: 'object',
    maxProperties: 20,
    additionalProperties: { type: ['string', 'number'] },
  },
  ...deletion,
};
const productId = { id: text, name: text };
const batch = having({ createdCount: whole, updatedCount: whole });

const catalogPaths = {
  // getProducts, createUpdateProduct, createUpdateBatchProducts: at most 100.
  '/products': {
    get: operation({
      query: limit(1_000),
      answers: {
        200: counted('products', having(productId, { isDeleted: flag, metaInfo: anything })),
      },
    }),
    post: operation({
      body: exactly({ ...productId, updateEnabled: flag }, productFields),
      answers: { 201: having({ id: text }), 204: null, 400: error },
    }),
  },
  '/products/batch': {
    post: operation({
      body: exactly({
        products: list(exactly(productId, productFields), 100),
        updateEnabled: flag,
      }),
      answers: { 201: batch, 400: error },
    }),
  },
  // getCategories, createUpdateBatchCategory: at most 100.
  '/categories': {
    get: operation({
      query: limit(100),
      answers: { 200: counted('categories', having(productId, { url: text, isDeleted: flag })) },
    }),
  },
  '/categories/batch': {
    post: operation({
      body: exactly({
        categories: list(exactly(productId, { url: text, ...deletion }), 100),
        updateEnabled: flag,
      }),
      answers: { 201: batch, 400: error },
    }),
  },
};

// createBatchOrder: at most 1,000. Times are UTC; an order has no currency.
const orderProduct = exactly(
  { productId: text, quantity: whole, price: amount },
  { variantId: text },
);
const order = exactly(
  {
    ...{ id: text, createdAt: instant, updatedAt: instant, status: text, amount },
    products: list(orderProduct),
    identifiers: { ...exactly({}, { email_id: text, ext_id: text }), minProperties: 1 },
  },
  {
    billing: exactly(
      {},
      {
        ...{ address: text, city: text, countryCode: { type: 'string', pattern: '^[A-Z]{2}$' } },
        ...{ postCode: text, region: text, paymentMethod: text },
      },
    ),
    storeId: text,
    metaInfo: { type: 'object', additionalProperties: value },
  },
);

// createEvent, getEvents: at least one identifier; both ends of the time, or none.
const eventPaths = {
  '/events': {
    post: operation({
      body: exactly(
        {
          event_name: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,255}$' },
          identifiers: { ...exactly({}, { ext_id: text, contact_id: whole }), minProperties: 1 },
        },
        { event_date: instant, event_properties: { type: 'object', additionalProperties: value } },
      ),
      answers: { 204: null, 400: error },
    }),
    get: operation({
      query: {
        ...{ contact_id: whole, event_name: text, startDate: instant, endDate: instant },
        limit: { ...whole, minimum: 1, maximum: 10_000 },
      },
      answers: {
        200: counted(
          'events',
          having({
            ...{ contact_id: whole, event_name: text, event_date: instant },
            event_properties: anything,
          }),
        ),
        400: error,
      },
    }),
  },
};

const commercePaths = {
  // getAccount.
  '/account': { get: operation({ answers: { 200: having({ email: text, companyName: text }) } }) },
  // activateTheEcommerceApp: its second answer, a 400, is not documented.
  '/ecommerce/activate': { post: operation({ answers: { 200: null } }) },
  // getConfigDisplayCurrency, setConfigDisplayCurrency.
  '/ecommerce/config/displayCurrency': {
    get: operation({ answers: { 200: having(code), 403: error } }),
    post: operation({ body: exactly(code), answers: { 200: having(code), 422: error } }),
  },
  // getOrders.
  '/orders': {
    get: operation({ query: limit(100), answers: { 200: counted('orders', anything) } }),
  },
  '/orders/status': { post: operation({ body: order, answers: { 204: null, 400: error } }) },
  '/orders/status/batch': {
    post: operation({
      body: exactly({ orders: list(order, 1_000), historical: flag }),
      answers: { 202: having({ count: whole, batchId: anything }), 400: error },
    }),
  },
};

export const accountPaths = {
  ...contactPaths,
  ...listPaths,
  ...catalogPaths,
  ...commercePaths,
  ...eventPaths,
  ...mailPaths,
};
