// What a sweep did, and the question it asks before it removes anything.

export interface Swept {
  readonly deleted: number;
  /** True when orders went to Brevo as a batch, which takes its time. */
  readonly sentBatch: boolean;
}

const A_PAGE = 250;

/** Asks BigCommerce about the candidates, 250 a request: only those it does not answer are gone. */
export async function confirmedGone(
  candidates: readonly number[],
  read: (
    ids: readonly number[],
  ) => Promise<{ readonly records: readonly { readonly id: number }[] }>,
): Promise<readonly number[]> {
  const gone: number[] = [];
  for (let at = 0; at < candidates.length; at += A_PAGE) {
    const ids = candidates.slice(at, at + A_PAGE);
    const there = new Set((await read(ids)).records.map(({ id }) => id));
    gone.push(...ids.filter((id) => !there.has(id)));
  }
  return gone;
}
