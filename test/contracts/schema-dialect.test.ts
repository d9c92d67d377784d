// OpenAPI's own words for null, bounds and alternatives, as the vendors' files use them.
import { createSchemaCheck } from './schema-check';
import { toJsonSchema } from './schema-dialect';
import { propertyMap, seenPaths } from './property-paths';

const dialect = { file: 'small.yml', nullable: new Set(['base_variant_id']) };
const shared = {
  components: {
    schemas: {
      money: { type: 'string', pattern: '^\\d+\\.\\d{4}$' },
      node: {
        type: 'object',
        properties: { children: { type: 'array', items: { $ref: '#/components/schemas/node' } } },
      },
    },
  },
};
const check = createSchemaCheck([{ name: 'small.yml', content: shared, root: '' }]);

const numberOrText = { oneOf: [{ type: 'number' }], anyOf: [{ type: 'string' }] };
const money = { $ref: '#/components/schemas/money' };

test.each<{ it: string; schema: object; value: unknown; verdict: 'fits' | 'fails' }>([
  {
    it: 'null where allowed',
    schema: { type: 'string', nullable: true },
    value: null,
    verdict: 'fits',
  },
  { it: 'null elsewhere', schema: { type: 'string' }, value: null, verdict: 'fails' },
  {
    it: 'null for a listed property',
    schema: { properties: { base_variant_id: { type: 'integer' } } },
    value: { base_variant_id: null },
    verdict: 'fits',
  },
  {
    it: 'null beside words',
    schema: { enum: ['a'], nullable: true },
    value: null,
    verdict: 'fits',
  },
  {
    it: 'a bound excluded by a switch',
    schema: { minimum: 1, exclusiveMinimum: true },
    value: 1,
    verdict: 'fails',
  },
  {
    it: 'a bound excluded by a number',
    schema: { exclusiveMaximum: 1 },
    value: 1,
    verdict: 'fails',
  },
  {
    it: 'a bound that is included',
    schema: { minimum: 1, exclusiveMinimum: false },
    value: 1,
    verdict: 'fits',
  },
  {
    it: 'both of two alternatives',
    schema: { oneOf: [{ type: 'number' }, { type: 'integer' }] },
    value: 1,
    verdict: 'fits',
  },
  { it: 'none of the alternatives', schema: numberOrText, value: true, verdict: 'fails' },
  { it: 'one of two groups', schema: numberOrText, value: 'a', verdict: 'fails' },
  { it: 'what a reference wants', schema: money, value: '19.9500', verdict: 'fits' },
  { it: 'what a reference refuses', schema: money, value: 'free', verdict: 'fails' },
  {
    it: 'a property called like a keyword',
    schema: { properties: { oneOf: { type: 'string' } } },
    value: { oneOf: 1 },
    verdict: 'fails',
  },
])('$it $verdict', ({ schema, value, verdict }) => {
  const problems = check.problems(toJsonSchema(schema, dialect), value);

  expect(problems.length === 0 ? 'fits' : 'fails').toBe(verdict);
});

test('a schema that contains itself is followed once', () => {
  const schema = toJsonSchema({ $ref: '#/components/schemas/node' }, dialect);
  const map = propertyMap(schema, check.follow);

  const seen = seenPaths({ children: [{ colour: 'red' }], size: 1 }, map);

  expect([...seen.documented]).toEqual(['children']);
  expect([...seen.undeclared]).toEqual(['size']);
});
