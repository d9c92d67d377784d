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

  /** Products of which a row, be it a variant's, is not marked deleted: a deletion may have stopped half-way. */
  products(): readonly string[] {
    const living = [...this.entries].filter(([, { deleted }]) => !deleted);
    return [...new Set(living.map(([id]) => parentOf(id) ?? id))];
  }

  /** Its own row and those of its variants, unless they are marked deleted. */
  livingRows(productId: string): readonly string[] {
    return [productId, ...this.variantsOf(productId)].filter(
      (id) => this.entries.get(id)?.deleted === false,
    );
  }
}

const parentOf = (id: string): string | undefined => /^([^-]+-\d+)-\d+$/.exec(id)?.[1];
