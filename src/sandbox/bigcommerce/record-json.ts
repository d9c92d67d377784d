// Keeps the JSON of records that do not change, so that a page is a join and not a serialisation.

export interface RecordJson<T> {
  /** JSON text of a record in one view, such as the includes that were asked. */
  of(record: T, view: string): string;
}

/**
 * Records are replaced when they change, so an object and a view always give the same text.
 * `constants` are fields that every record has alike; `render` leaves them out.
 */
export function createRecordJson<T extends object>(
  render: (record: T, view: string) => object,
  constants: object = {},
): RecordJson<T> {
  const texts = new WeakMap<T, Map<string, string>>();
  const rest = JSON.stringify(constants).slice(1, -1);
  const write = (record: T, view: string): string => {
    const text = JSON.stringify(render(record, view));
    return rest === '' ? text : `${text.slice(0, -1)},${rest}}`;
  };
  return {
    of: (record, view) => {
      const known = texts.get(record) ?? new Map<string, string>();
      const text = known.get(view) ?? write(record, view);
      known.set(view, text);
      texts.set(record, known);
      return text;
    },
  };
}

/** A view as text: the names in order. */
export function viewOf(names: ReadonlySet<string>): string {
  return [...names].sort().join(',');
}

export function namesOf(view: string): ReadonlySet<string> {
  return new Set(view === '' ? [] : view.split(','));
}
