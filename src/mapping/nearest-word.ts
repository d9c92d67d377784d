// Finds the word that a person most likely meant when he or she mistyped one.

/** The nearest of `words` by edits (swaps count once), or undefined when none is near. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of words) {
    const edits = editsBetween(wanted, word);
    if (best === undefined || edits < best.edits) best = { word, edits };
  }
  if (best === undefined) return undefined;
  return best.edits <= Math.min(3, Math.floor(best.word.length / 2)) ? best.word : undefined;
}

// Optimal string alignment: Levenshtein's distance in which two swapped neighbours are one edit.
function editsBetween(left: string, right: string): number {
  // Far apart in length is far apart in edits; also keeps absurd inputs cheap.
  if (Math.abs(left.length - right.length) > 3) return Infinity;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const changed = at(above, column - 1) + (same ? 0 : 1);
      const best = Math.min(changed, at(above, column) + 1, at(line, column - 1) + 1);
      const swapped =
        column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      line.push(swapped ? Math.min(best, at(before, column - 2) + 1) : best);
    }
    before = above;
    above = line;
  }
  return at(above, right.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Infinity;
}
