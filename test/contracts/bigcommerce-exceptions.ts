// Where BigCommerce's files and the real API differ, and what the toy shop leaves out on purpose.
import type { Exceptions } from './contract-check';

/** By file: properties that are null in the files' own examples or text, although the schema says otherwise. */
export const nullableProperties: Readonly<Record<string, readonly string[]>> = {
  'products_catalog.v3.yml': ['base_variant_id', 'option_set_id', 'date_last_imported'],
  'carts.v3.yml': ['parent_id'],
  'customers.v3.yml': ['channel_ids'],
};

export const bigCommerceExceptions: Exceptions = {
  statuses: [
    // An empty V2 list has no body (bigcommerce-v3-api-php-client pull 177).
    'GET /v2/orders 204',
    'GET /v2/customer_groups 204',
  ],
  undeclared: [
    // In the files' examples and in live answers.
    'GET /v2/orders custom_status',
    'GET /v2/orders credit_card_type',
    'GET /v2/order_statuses order',
    'GET /v3/catalog/products variants',
    'GET /v3/catalog/products image_file',
    // The text of `include` promises them for both kinds of items; only the schema of physical ones lets them pass.
    'GET /v3/carts line_items.digital_items[].options',
    // A live 403 has it (@space48/bigcommerce-token-validator), the brands file has not.
    'GET /v3/catalog/brands errors',
  ],
  query: [
    // The text adds `:asc` and `:desc` to the fields that the schema lists.
    'GET /v2/orders sort',
    // The text: the id is returned with whatever is asked; asked alone it is not on the list.
    'GET /v3/catalog/products include_fields',
    // Marked as required, which would make the list useless.
    'GET /v3/customers/subscribers id',
  ],
  absent: [
    // The toy shop has no pick-ups, fees, discounts, text options or form fields of addresses.
    'GET /v2/orders pickups[]',
    'GET /v2/orders fees[]',
    'GET /v2/orders applied_discounts[]',
    'GET /v2/orders configurable_fields[]',
    'GET /v2/orders form_fields[]',
    'GET /v3/customers addresses[].form_fields[]',
    'GET /v3/customers/addresses form_fields[]',
    // Downloads and gift certificates have no options, the latter no product either.
    'GET /v2/orders downloads[].line_items[].product_options[]',
    'GET /v2/orders gift_certificates[].line_items[].product_options[]',
    'GET /v2/orders gift_certificates[].line_items[].variant_id',
    // Its groups see all categories and have no prices of their own.
    'GET /v2/customer_groups category_access.categories',
    'GET /v2/customer_groups discount_rules[]',
    // A shop without a logo has an empty list here (store_information.v2.yml).
    'GET /v2/store logo.url',
    // Its products have no modifiers, videos, bulk prices or relations; rectangles have no settings.
    'GET /v3/catalog/products modifiers[]',
    'GET /v3/catalog/products videos[]',
    'GET /v3/catalog/products bulk_pricing_rules[]',
    'GET /v3/catalog/products parent_relations[]',
    'GET /v3/catalog/products options[].config',
    // Documented, and there is no way to ask for another page.
    'GET /v3/hooks/admin links.previous',
    'GET /v3/hooks/admin links.next',
    // Only ever sent: to make a redirect, to upload a picture.
    'GET /v3/catalog/products custom_url.create_redirect',
    'GET /v3/catalog/products images[].image_url',
  ],
};
