// A folder of somebody else's: it has `@tajo/sdk` installed from this clone, compiles with tsc and runs in its own node.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const clone = join(__dirname, '..', '..');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface ForeignProgram {
  /** Everything that the compiler has to say. */
  compile(): Promise<Ran>;
  /** `elsewhere`: where requests to an origin go instead. */
  run(options: {
    readonly env: Readonly<Record<string, string>>;
    readonly elsewhere?: Readonly<Record<string, string>>;
  }): Promise<Ran>;
  /** JavaScript, as it is. */
  runPlain(): Promise<Ran>;
  remove(): void;
}

const compilerOptions = {
  target: 'es2023',
  module: 'node20',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  types: ['node'],
  typeRoots: [join(clone, 'node_modules/@types')],
  outDir: 'out',
};

/** `npm i @tajo/sdk@file:<clone>` makes such a link. */
export function foreignProgram(text: string): ForeignProgram {
  const folder = mkdtempSync(join(tmpdir(), 'tajo-sdk-'));
  mkdirSync(join(folder, 'node_modules/@tajo'), { recursive: true });
  symlinkSync(clone, join(folder, 'node_modules/@tajo/sdk'), 'junction');
  writeFileSync(join(folder, 'program.mts'), text);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['program.mts'] }),
  );
  return {
    compile: () =>
      runNode([join(clone, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder }),
    run: ({ env, elsewhere = {} }) => {
      writeFileSync(join(folder, 'elsewhere.mjs'), redirection(elsewhere));
      return runNode(['--import', './elsewhere.mjs', 'out/program.mjs'], { cwd: folder, env });
    },
    runPlain: () => {
      writeFileSync(join(folder, 'program.mjs'), text);
      return runNode(['program.mjs'], { cwd: folder, env: {} });
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// The program itself stays as it was printed, with the vendor's address and our default.
const redirection = (elsewhere: Readonly<Record<string, string>>): string => `
const elsewhere = new Map(Object.entries(${JSON.stringify(elsewhere)}));
const real = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { origin, href } = new URL(input);
  const other = elsewhere.get(origin);
  if (other === undefined) throw new Error('A request to ' + origin + ', which no test expects.');
  return real(other + href.slice(origin.length), init);
};
`;

function runNode(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, out, err });
    });
  });
}
