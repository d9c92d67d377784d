// Maps a customer, a guest's billing address or a subscriber to the contact that Brevo should hold.
import type { Customer, Subscriber } from '../bigcommerce/customer-records';
import type { BillingAddress } from '../bigcommerce/order-records';
import type { Attributes } from '../brevo/contact-records';
import { mapAttributes, type MappedField } from './contact-attributes';
import type { AttributeType } from './attribute-value';
import type { CustomerLike } from './customer-facts';
import { toEmail } from './email';
import type { Drop, RejectReason } from './reasons';

export interface MappingContext {
  /** The store's hash: the first half of every id. */
  readonly store: string;
  readonly mapping: readonly MappedField[];
  /** Only attributes that exist in Brevo, by their upper-case name. */
  readonly attributeTypes: ReadonlyMap<string, AttributeType>;
  readonly groupNames: ReadonlyMap<number, string>;
  readonly attributeNames: ReadonlyMap<number, string>;
}

/** Somebody without a customer id: a guest or a subscriber. */
export interface MappedPerson {
  readonly email: string;
  /** E.164, from the field mapped to SMS. */
  readonly phone?: string;
  /** Without EMAIL, SMS, EXT_ID and without the metrics. */
  readonly attributes: Attributes;
  /** Mapped attributes, SMS included, for which the shop has no value. */
  readonly absent: readonly string[];
  readonly dropped: readonly Drop[];
}

export interface MappedContact extends MappedPerson {
  /** `<store>-<customerId>`. */
  readonly extId: string;
}

export type Mapped<Contact> =
  | { readonly ok: true; readonly contact: Contact }
  | { readonly ok: false; readonly reason: RejectReason };

/** A customer's contact. A value that cannot be written is dropped with its reason; only the e-mail rejects. */
export function contactFrom(customer: Customer, context: MappingContext): Mapped<MappedContact> {
  const mapped = personFrom(customer, context);
  if (!mapped.ok) return mapped;
  return { ok: true, contact: { ...mapped.contact, extId: extIdOf(context.store, customer.id) } };
}

/** A guest has no customer record: the billing address stands for it, also as address 0. */
export function guestContactFrom(
  billing: BillingAddress,
  context: MappingContext,
): Mapped<MappedPerson> {
  const { email, first_name, last_name, company, phone } = billing;
  const address = {
    first_name,
    last_name,
    company,
    phone,
    address1: billing.street_1,
    address2: billing.street_2,
    city: billing.city,
    state_or_province: billing.state,
    postal_code: billing.zip,
    country: billing.country,
    country_code: billing.country_iso2,
  };
  return personFrom(
    { email, first_name, last_name, company, phone, addresses: [address] },
    context,
  );
}

/** A subscriber shows an e-mail and a name, and says nothing about any other attribute. */
export function subscriberContactFrom(
  subscriber: Subscriber,
  context: MappingContext,
): Mapped<MappedPerson> {
  const person = {
    email: subscriber.email,
    first_name: subscriber.first_name ?? '',
    last_name: subscriber.last_name ?? '',
  };
  return personFrom(person, { ...context, mapping: context.mapping.filter(isNameField) });
}

/** The external id under which Brevo knows a customer of this store. */
export function extIdOf(store: string, customerId: number): string {
  return `${store}-${customerId}`;
}

function isNameField({ path }: MappedField): boolean {
  return path.kind === 'field' && (path.field === 'first_name' || path.field === 'last_name');
}

function personFrom(customer: CustomerLike, context: MappingContext): Mapped<MappedPerson> {
  const identity = toEmail(customer.email ?? '');
  if (!identity.ok) return identity;
  return { ok: true, contact: { email: identity.email, ...mapAttributes(customer, context) } };
}
