// Lets a script load the TypeScript of the tests, which the build leaves out.

/** Sources are translated as they are loaded, as Jest does. */
export function readTypeScript(require) {
  const { transformFileSync } = require('@swc/core');
  const options = {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  };
  require.extensions['.ts'] = (module, file) => {
    module._compile(transformFileSync(file, options).code, file);
  };
}
