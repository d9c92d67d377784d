// What is wrong with the configuration, said so that a person can mend it in one go.

/** One thing to mend. The sentence names the cure and never repeats a secret. */
export interface ConfigProblem {
  /** The file's name, or `environment`. */
  readonly file: string;
  /** Counted from 1; absent for the environment. */
  readonly line?: number;
  /** Where in the file, e.g. `connectors.bigcommerce.lists.buyers`, or the variable's name. */
  readonly path: string;
  readonly sentence: string;
}

/** Thrown by entry points when the configuration cannot be used. Its message lists every problem. */
export class ConfigProblems extends Error {
  override readonly name = 'ConfigProblems';

  constructor(readonly problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
    super([`${count} in the configuration:`, ...problems.map(problemLine)].join('\n'));
  }
}

function problemLine(problem: ConfigProblem): string {
  const place =
    problem.line === undefined ? problem.file : `${problem.file}:${String(problem.line)}`;
  return `  ${place}  ${problem.path}: ${problem.sentence}`;
}

/** `['a', 'b', 0]` → `a.b[0]`; a key that is itself a path is quoted: `customer_mapping["addresses[0].city"]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`;
      const key = String(step);
      if (/[.[\]\s]/.test(key)) return `["${key}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
