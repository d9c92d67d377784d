// Small stable hashes: whether two values are the same can be told without keeping either.

/** Two unsigned 32-bit halves. */
export type Hash64 = readonly [number, number];

/**
 * 64 bits over a text's code units; not for secrets. One step is a bijection of the whole state, so texts that
 * differ in one unit never meet, and no Node builtin is needed.
 */
export function hash64(text: string): Hash64 {
  let high = 0x9e3779b9;
  let low = 0x7f4a7c15;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = (Math.imul(rotate(high ^ Math.imul(unit, 0xcc9e2d51), 15), 0x1b873593) + low) | 0;
    low = (Math.imul(rotate(low ^ Math.imul(unit, 0x85ebca6b), 13), 0xc2b2ae35) + high) | 0;
  }
  high = finish(high ^ text.length);
  low = finish((low + high) | 0);
  return [finish((high + low) | 0) >>> 0, low >>> 0];
}

/** 16 hex characters over a JSON-like value; the order of keys and absent (undefined) keys make no difference. */
export function fingerprint(value: unknown): string {
  return hash64(canonical(value))
    .map((half) => half.toString(16).padStart(8, '0'))
    .join('');
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

// MurmurHash3's finalizer: every bit of the input reaches every bit of the output.
function finish(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
    const lines = entries
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
    return `{${lines.sort().join(',')}}`;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? JSON.stringify(value)
    : 'null';
}
