// Products or categories by id: created with a name, changed field by field, never deleted.
import { invalid, missing, Refusal } from './refusals';

export interface CatalogBody {
  readonly id: string;
  readonly name?: string | undefined;
}

/** A record as tests read it. */
export type Shelved<Body extends CatalogBody> = Body & {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
};

export interface Shelf<Body extends CatalogBody> {
  /** In order of creation. */
  readonly records: ReadonlyMap<string, Shelved<Body>>;
  /** All or nothing; throws a 400 for doubles, for what exists without `updateEnabled`, for a new one without a name. */
  put(
    bodies: readonly Body[],
    how: { readonly updateEnabled: boolean; readonly now: number },
  ): { readonly created: number; readonly updated: number };
}

export function createShelf<Body extends CatalogBody>(): Shelf<Body> {
  const records = new Map<string, Shelved<Body>>();
  return {
    records,
    put: (bodies, { updateEnabled, now }) => {
      if (new Set(bodies.map((body) => body.id)).size < bodies.length)
        throw invalid('Duplicate ids in one payload');
      const shelved = bodies.map((body) => {
        const present = records.get(body.id);
        if (present !== undefined && !updateEnabled) throw exists();
        return shelve(present, body, now);
      });
      const sizeBefore = records.size;
      for (const record of shelved) records.set(record.id, record);
      const created = records.size - sizeBefore;
      return { created, updated: bodies.length - created };
    },
  };
}

function shelve<Body extends CatalogBody>(
  present: Shelved<Body> | undefined,
  body: Body,
  now: number,
): Shelved<Body> {
  const name = body.name ?? present?.name;
  if (name === undefined) throw missing('name is missing');
  return { ...present, ...body, name, createdAt: present?.createdAt ?? now, modifiedAt: now };
}

function exists(): Refusal {
  return new Refusal({
    status: 400,
    code: 'duplicate_parameter',
    message: 'It exists already: use updateEnabled',
  });
}
