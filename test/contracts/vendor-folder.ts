// Reads the vendors' own contract files from a folder that is not part of the repository.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { listOf, objectOf } from './json-value';
import type { JsonObject } from './json-value';
import type { ContractFile } from './operations';

/** `<folder>/bigcommerce/reference`: one file per group of operations. Throws when it is not there. */
export function bigCommerceFiles(
  folder: string,
  nullable: Readonly<Record<string, readonly string[]>>,
): readonly ContractFile[] {
  const reference = join(folder, 'bigcommerce', 'reference');
  return readdirSync(reference, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((path) => {
      const name = basename(path);
      const content = read(join(reference, path));
      return { name, content, root: versionOf(content), nullable: nullable[name] ?? [] };
    });
}

/** `<folder>/brevo`: the one file derived from Brevo's own SDK. Throws when it is not there. */
export function brevoFiles(folder: string): readonly ContractFile[] {
  const name = 'brevo-derived-sdk-6.0.3.openapi.json';
  return [{ name, content: read(join(folder, 'brevo', name)), root: '' }];
}

// YAML 1.2 keeps timestamps as text.
function read(file: string): JsonObject {
  return objectOf(parse(readFileSync(file, 'utf8')));
}

// `https://api.bigcommerce.com/stores/{store_hash}/v3`
function versionOf(content: JsonObject): string {
  const { url } = objectOf(listOf(content.servers)[0]);
  const [version] = /\/v\d$/.exec(typeof url === 'string' ? url : '') ?? [];
  if (version === undefined) throw new Error('A BigCommerce file names no version.');
  return version;
}
