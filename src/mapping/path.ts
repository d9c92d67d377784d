// Understands the paths on the left side of `customer_mapping`, and says what kind of value each one leads to.
import { nearestWord } from './nearest-word';

const plainFields = [
  'id',
  'email',
  'first_name',
  'last_name',
  'company',
  'phone',
  'customer_group_id',
  'date_created',
  'date_modified',
  'origin_channel_id',
  'accepts_product_review_abandoned_cart_emails',
] as const;

const addressFields = [
  'first_name',
  'last_name',
  'company',
  'address1',
  'address2',
  'city',
  'state_or_province',
  'postal_code',
  'country',
  'country_code',
  'phone',
] as const;

// BigCommerce keeps neither: both are computed from the orders.
const metrics = ['orders_count', 'total_spent'] as const;

export type PlainField = (typeof plainFields)[number];
export type AddressField = (typeof addressFields)[number];
export type Metric = (typeof metrics)[number];

/** Where a value is found on a customer. */
export type CustomerPath =
  | { readonly kind: 'field'; readonly field: PlainField }
  | { readonly kind: 'address'; readonly index: number; readonly field: AddressField }
  | { readonly kind: 'form field'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'group name' }
  | { readonly kind: 'metric'; readonly metric: Metric };

export type CompiledPath =
  | { readonly ok: true; readonly path: CustomerPath }
  | { readonly ok: false; readonly problem: string };

const aliases: Readonly<Record<string, AddressField>> = {
  state: 'state_or_province',
  zip: 'postal_code',
  street: 'address1',
};

const plainPaths: ReadonlyMap<string, CustomerPath> = new Map<string, CustomerPath>([
  ...plainFields.map((field) => [field, { kind: 'field', field }] as const),
  ...metrics.map((metric) => [metric, { kind: 'metric', metric }] as const),
  ['customer_group', { kind: 'group name' }],
]);
const heads = ['addresses', 'form_fields', 'attributes'] as const;
const addressWords = [...addressFields, ...Object.keys(aliases)];
// customers.v3.yml: "Array of customer addresses. Limited to 10."
const mostAddresses = 10;

/** Reads one path, such as `addresses[0].city`; the problem is a whole sentence for the person who wrote it. */
export function compilePath(text: string): CompiledPath {
  const path = text.trim();
  const plain = plainPaths.get(path);
  if (plain !== undefined) return { ok: true, path: plain };
  const [, head, inner, rest] = /^([^[\]]*)\[([^\]]*)\](.*)$/s.exec(path) ?? [];
  if (head === undefined || inner === undefined || rest === undefined) return unknownWord(path);
  if (head === 'addresses') return addressPath(path, inner, rest);
  if (head === 'form_fields' || head === 'attributes')
    return namedPath({ path, head, inner, rest });
  const near = nearestWord(head, heads);
  return problem(
    path,
    near === undefined ? listOfWords() : `did you mean "${near}[${inner}]${rest}"?`,
  );
}

function addressPath(path: string, inner: string, rest: string): CompiledPath {
  const index = inner.trim();
  if (!/^\d+$/.test(index))
    return problem(path, 'the brackets of addresses take a number from 0, as in addresses[0].city');
  if (Number(index) >= mostAddresses)
    return problem(
      path,
      `BigCommerce gives at most ${mostAddresses} addresses: 0 to ${mostAddresses - 1}`,
    );
  const word = rest.startsWith('.') ? rest.slice(1) : '';
  const field = addressFields.find((each) => each === word) ?? ownAlias(word);
  if (field !== undefined)
    return { ok: true, path: { kind: 'address', index: Number(index), field } };
  const near = nearestWord(word, addressWords);
  if (near !== undefined) return problem(path, `did you mean "addresses[${index}].${near}"?`);
  return problem(path, `an address has ${addressWords.join(', ')}`);
}

function ownAlias(word: string): AddressField | undefined {
  return Object.hasOwn(aliases, word) ? aliases[word] : undefined;
}

interface NamedPath {
  readonly path: string;
  readonly head: 'form_fields' | 'attributes';
  readonly inner: string;
  readonly rest: string;
}

function namedPath({ path, head, inner, rest }: NamedPath): CompiledPath {
  const name = inner.trim();
  if (rest !== '') return problem(path, `nothing may follow the brackets: "${head}[${name}]"`);
  if (name === '')
    return problem(path, `the brackets of ${head} take a name, as in ${head}[Favourite colour]`);
  return { ok: true, path: { kind: head === 'attributes' ? 'attribute' : 'form field', name } };
}

function unknownWord(path: string): CompiledPath {
  const [head = '', ...rest] = path.split('.');
  if (heads.some((each) => each === head)) {
    const example = head === 'addresses' ? `addresses[0].${rest[0] ?? 'city'}` : `${head}[Name]`;
    return problem(path, `${head} needs brackets, as in "${example}"`);
  }
  const near = nearestWord(path, [...plainPaths.keys(), ...heads]);
  return problem(path, near === undefined ? listOfWords() : `did you mean "${near}"?`);
}

function listOfWords(): string {
  const words = [
    ...plainPaths.keys(),
    'addresses[0].<field>',
    'form_fields[<name>]',
    'attributes[<name>]',
  ];
  return `a path is one of ${words.join(', ')}`;
}

function problem(path: string, cure: string): CompiledPath {
  return { ok: false, problem: `"${path}" is not a field of a customer: ${cure}` };
}
