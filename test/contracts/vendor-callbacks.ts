// BigCommerce's own schemas of webhooks, one file a scope, as operations that the toy shop's webhooks are held against.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject, objectOf } from './json-value';
import type { ContractFile } from './operations';
import { operation } from './schema-words';

/** `<folder>/bigcommerce/docs/webhooks/callbacks`. Throws when it is not there. */
export function callbackFile(folder: string): ContractFile {
  const place = join(folder, 'bigcommerce', 'docs', 'webhooks', 'callbacks');
  const schemas = readdirSync(place)
    .filter((name) => name.endsWith('.yml'))
    .flatMap((name) => {
      const content: unknown = parse(readFileSync(join(place, name), 'utf8'));
      return Object.entries(objectOf(objectOf(content).properties));
    });
  const paths = Object.fromEntries(
    schemas.map(([scope, schema]) => [
      `/callbacks/${scope}`,
      { post: operation({ body: isObject(schema) ? schema : {}, answers: { 200: null } }) },
    ]),
  );
  return { name: 'callbacks', content: { paths }, root: '' };
}
