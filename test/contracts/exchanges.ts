// What went over the wire between a client and a sandbox, taken from the sandbox's ledger.
import type { Ledger } from '../../src/sandbox/ledger';

export interface Exchange {
  /** `client`: one of ours wrote the request; `probe`: the check itself did. */
  readonly sender: 'client' | 'probe';
  readonly method: string;
  /** Without the vendor's own root and without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The JSON of the request; undefined when there was none. */
  readonly request: unknown;
  readonly status: number;
  /** The JSON of the answer; undefined when there was none. */
  readonly answer: unknown;
}

/** Collects the exchanges of one sandbox, told apart by who is asking. */
export class Recording {
  readonly exchanges: Exchange[] = [];

  constructor(
    private readonly ledger: Ledger,
    /** `/stores/<hash>` or `/v3`. */
    private readonly root: string,
  ) {}

  async during<T>(sender: Exchange['sender'], work: () => Promise<T>): Promise<T> {
    const before = this.ledger.entries.length;
    const result = await work();
    for (const entry of this.ledger.entries.slice(before)) {
      const [whole = '', query = ''] = entry.path.split('?');
      this.exchanges.push({
        sender,
        method: entry.method,
        path: whole.startsWith(this.root) ? whole.slice(this.root.length) : whole,
        query: new URLSearchParams(query),
        request: asJson(entry.body),
        status: entry.status,
        answer: asJson(entry.answer),
      });
    }
    return result;
  }
}

// As it went over the wire: without undefined.
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

export interface Watched<T> {
  readonly client: T;
  /** Methods by whether they were called. */
  methods(): { readonly used: readonly string[]; readonly unused: readonly string[] };
}

/** The same client; remembers which of its methods were called. */
export function watched<T extends object>(client: T): Watched<T> {
  const called = new Set<PropertyKey>();
  const proxy = new Proxy(client, {
    get(target, name, receiver) {
      called.add(name);
      const member: unknown = Reflect.get(target, name, receiver);
      return member;
    },
  });
  const methods = Object.entries(client)
    .filter(([, member]) => typeof member === 'function')
    .map(([name]) => name);
  return {
    client: proxy,
    methods: () => ({
      used: methods.filter((name) => called.has(name)),
      unused: methods.filter((name) => !called.has(name)),
    }),
  };
}
