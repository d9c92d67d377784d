// Narrows JSON of unknown shape without trusting it.

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Empty when it is no object. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** Empty when it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
