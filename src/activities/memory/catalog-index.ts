// Brevo's products of one store: which it has, and the fingerprint each was written with.

export interface CatalogEntry {
  readonly name: string;
  readonly fingerprint: string;
  readonly deleted: boolean;
}

export class CatalogIndex {
  private readonly entries = new Map<string, CatalogEntry>();
  private readonly children = new Map<string, Set<string>>();

  /** `id` is `<store>-<product>` or `<store>-<product>-<variant>`. */
  put(id: string, entry: CatalogEntry): void {
    this.entries.set(id, entry);
    const parent = parentOf(id);
    if (parent === undefined) return;
    const siblings = this.children.get(parent);
    if (siblings === undefined) this.children.set(parent, new Set([id]));
    else siblings.add(id);
  }

  get(id: string): CatalogEntry | undefined {
    return this.entries.get(id);
  }

  variantsOf(productId: string): readonly string[] {
    return [...(this.children.get(productId) ?? [])];
  }

  /** Products (not variants) that are not marked deleted. */
  products(): readonly string[] {
    return [...this.entries]
      .filter(([id, { deleted }]) => !deleted && parentOf(id) === undefined)
      .map(([id]) => id);
  }
}

const parentOf = (id: string): string | undefined => /^([^-]+-\d+)-\d+$/.exec(id)?.[1];
