// Puts the environment's values where connector.yml says `${NAME}`.

/** A place whose variable is not set. */
export interface MissingVariable {
  readonly path: readonly PropertyKey[];
  readonly variable: string;
}

/** `data` with every `${NAME}` in every string (not in keys) replaced; an empty variable counts as missing. */
export function substituteVariables(
  data: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { readonly data: unknown; readonly missing: readonly MissingVariable[] } {
  const missing: MissingVariable[] = [];
  const visit = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof value === 'string') {
      return value.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, variable: string) => {
        const found = env[variable];
        if (found !== undefined && found !== '') return found;
        missing.push({ path, variable });
        return whole;
      });
    }
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) => visit(item, [...path, index]));
    }
    if (value !== null && typeof value === 'object') {
      const entries = Object.entries(value).map(
        ([key, item]: [string, unknown]) => [key, visit(item, [...path, key])] as const,
      );
      return Object.fromEntries(entries);
    }
    return value;
  };
  return { data: visit(data, []), missing };
}
