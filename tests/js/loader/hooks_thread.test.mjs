// module.register(): hooks on a thread of their own.
import assert from 'node:assert';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from '../harness.js';

const run = promisify(execFile);

/** Runs code with hooks: each text is a module. */
async function withHooks(hooks, code) {
  const registered = hooks.map(
    (hook) => `register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});\n`,
  );
  const source = `import { register } from 'node:module';\n${registered.join('')}${code}`;
  return run(process.execPath, ['--input-type=module', '-e', source]);
}

const strip = `export async function resolve(specifier, context, next) {
  return next(specifier.replace(/^xxx:/, 'data:text/javascript,'), context);
}`;

test('what hooks import goes through the hooks that are there', async () => {
  const importing = `
    import early from 'xxx:export default "early"';
    export async function load(url, context, next) {
      if (!url.endsWith('//asked')) return next(url, context);
      const { default: late } = await import('xxx:import late from "xxx:export default 5"; export default late');
      return { format: 'module', shortCircuit: true, source: 'export default ' + JSON.stringify([early, late]) };
    }`;
  const { stdout, stderr } = await withHooks(
    [strip, importing],
    "console.log((await import('data:text/javascript,//asked')).default)",
  );
  assert.deepEqual([stdout, stderr], ["[ 'early', 5 ]\n", '']);
});

test('what hooks import and is missing rejects their import(), which may be tried again', async () => {
  const importing = `
    export async function load(url, context, next) {
      if (!url.endsWith('//asked')) return next(url, context);
      const codes = [];
      for (let i = 0; i < 2; i++) await import('xxx:import "nothing:here"').catch(({ code }) => codes.push(code));
      return { format: 'module', shortCircuit: true, source: 'export default ' + JSON.stringify(codes) };
    }`;
  const { stdout } = await withHooks(
    [strip, importing],
    "console.log((await import('data:text/javascript,//asked')).default)",
  );
  assert.equal(stdout, "[ 'ERR_UNSUPPORTED_ESM_URL_SCHEME', 'ERR_UNSUPPORTED_ESM_URL_SCHEME' ]\n");
});

test('attributes under their old name count, with one warning', async () => {
  const hooks = [
    "export const resolve = () => ({ shortCircuit: true, url: 'data:application/json,1', importAssertions: { type: 'json' } })",
    "export const load = (url, context, next) => { context.importAssertions = { type: 'json' }; return next(url, context) }",
  ];
  for (const hook of hooks) {
    const { stdout, stderr } = await withHooks(
      [hook],
      "console.log((await import('data:application/json,1')).default)",
    );
    assert.equal(stdout, '1\n');
    assert.equal(stderr.match(/ExperimentalWarning: Use `importAttributes` instead of `importAssertions`/g).length, 1);
  }
});
