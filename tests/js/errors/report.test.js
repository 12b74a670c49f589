// What is printed of what nobody caught.
import assert from 'node:assert';
import { test } from '../harness.js';
import { ownFrames, run } from './run.js';

test('an error: place, line, caret, stack, properties, cause', async () => {
  const { code, stderr } = await run(
    "\tthrow Object.assign(new Error('a', { cause: new TypeError('c') }), { extra: 1 });",
  );
  assert.equal(code, 1);
  assert.match(stderr, /^FILE:1\n\tthrow Object.*\n\t\^\n\nError: a\n {4}at .*FILE:1:22\)\n/);
  assert.match(stderr, /\n {2}extra: 1,\n {2}\[cause\]: TypeError: c\n {6}at .*FILE:1:46\)/);
  assert.match(stderr, /\n}\n\nNode\.js v\d+\.\d+\.\d+\n$/);
});

test('the errors of an AggregateError', async () => {
  const { stderr } = await run('Promise.any([1, 2].map((n) => Promise.reject(new Error("no " + n))));');
  assert.match(
    stderr,
    /\[AggregateError: All promises were rejected\] \{\n {2}\[errors\]: \[\n {4}Error: no 1\n {8}at /,
  );
});

test('what is no error', async () => {
  const { stderr, code } = await run('throw { a: 1 };');
  assert.equal(code, 1);
  assert.match(stderr, /^\nFILE:1\nthrow \{ a: 1 \};\n\^\n\{ a: 1 \}\n\nNode/);
  const nothing = await run('throw null;');
  assert.match(
    nothing.stderr,
    /^\nFILE:1\nthrow null;\n\^\nnull\n\(Use `\S+ --trace-uncaught \.\.\.` to show where the exception was thrown\)\n\nNode/,
  );
});

test('--trace-uncaught tells where it was thrown', async () => {
  const { stderr } = await run('function f() {\n  throw 5;\n}\nf();', ['--trace-uncaught']);
  assert.match(stderr, /\^\n5\nThrown at:\n {4}at f \(FILE:2:3\)\n {4}at FILE:4:1\n/);
});

test('an error that the library throws shows the line that called it', async () => {
  const { stderr } = await run("const fs = require('fs');\nfs.readFileSync(false);");
  assert.match(stderr, /^FILE:2\nfs\.readFileSync\(false\);\n {3}\^\n\nTypeError \[ERR_INVALID_ARG_TYPE\]/);
});

test("'exit' is told first, and may end the process", async () => {
  const { stderr, code } = await run('process.on("exit", (c) => console.error("exit " + c));\nthrow new Error("x");');
  assert.match(stderr, /^exit 1\nFILE:2\n/);
  assert.equal(code, 1);
  const ended = await run("process.on('exit', () => process.exit(5));\nthrow new Error('x');");
  assert.deepEqual([ended.code, ended.stderr], [5, '']);
  const failing = await run("process.on('exit', () => { throw new Error('second'); });\nthrow new Error('first');");
  assert.equal(failing.code, 1);
  assert.match(failing.stderr, /Error: first/);
  assert.doesNotMatch(failing.stderr, /second/);
});

test('an error in a listener of uncaughtException ends with 7', async () => {
  const { stderr, code } = await run(
    "process.on('uncaughtException', () => {\n  throw new Error('second');\n});\nthrow new Error('first');",
  );
  assert.equal(code, 7);
  assert.match(stderr, /^FILE:2\n {2}throw new Error\('second'\);/);
});

test('--no-extra-info-on-fatal-exception, FORCE_COLOR', async () => {
  const { stderr } = await run("throw new Error('x');", ['--no-extra-info-on-fatal-exception']);
  assert.doesNotMatch(stderr, /Node\.js/);
  const coloured = await run("throw new Error('x');", [], { env: { FORCE_COLOR: '1' } });
  assert.ok(coloured.stderr.includes('\x1b[90m    at '));
});

const asynchronous = {
  await: 'async function outer() { await inner(); }',
  'a then chain that is awaited': 'async function outer() { await inner().then((x) => x); }',
  'Promise.all': 'async function outer() { await Promise.all([1, inner()]); }',
  'Promise.any': 'async function outer() { await Promise.any([inner()]).catch((e) => { throw e.errors[0]; }); }',
  'for await':
    'async function outer() { for await (const x of steps()) x; }\nasync function* steps() { yield await inner(); }',
};
for (const name of Object.keys(asynchronous)) {
  test(`async frames: ${name}`, async () => {
    const { stderr } = await run(
      `${asynchronous[name]}\nasync function inner() { await 1; throw new Error('x'); }\nouter();`,
    );
    const frames = ownFrames(stderr);
    assert.match(frames[0], /^at inner \(/);
    if (name !== 'Promise.any') assert.match(frames.at(-1), /^at async outer \(/);
  });
}

test("Error.prepareStackTrace: the default, and a program's own", () => {
  const original = Error.prepareStackTrace;
  assert.equal(typeof original, 'function');
  try {
    Error.prepareStackTrace = (error, sites) => [error.message, sites[0].getFileName(), sites.length > 0];
    assert.deepEqual(new Error('x').stack, ['x', import.meta.url, true]);
    Error.prepareStackTrace = (error, sites) => original(error, sites.slice(0, 1));
    assert.match(new TypeError('y').stack, /^TypeError: y\n {4}at [^\n]+$/);
    Error.prepareStackTrace = undefined;
    assert.match(new Error('z').stack, /^Error: z\n {4}at /);
  } finally {
    Error.prepareStackTrace = original;
  }
});

test('Error.captureStackTrace, Error.stackTraceLimit, --stack-trace-limit', async () => {
  function outer() {
    const holder = {};
    Error.captureStackTrace(holder, outer);
    return holder.stack;
  }
  assert.match(outer(), /^Error\n {4}at (?!outer)/);
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 2;
  assert.equal(new Error('x').stack.split('\n').length, 3);
  Error.stackTraceLimit = limit;
  const program =
    'function f(n) { if (n > 0) f(n - 1);\nelse console.log(new Error().stack.split("\\n").length); }\nf(30);';
  const { stdout } = await run(program, ['--stack-trace-limit=20']);
  assert.equal(stdout, '21\n');
});

test("an 'error' event without a listener tells who emitted it", async () => {
  const { stderr } = await run(
    'const { EventEmitter } = require("events");\nclass Bell extends EventEmitter {}\n' +
      'function make() { return new Error("x"); }\nconst error = make();\n' +
      'function ring() { new Bell().emit("error", error); }\nring();',
  );
  assert.match(stderr, /^FILE:3\n/);
  assert.match(stderr, /\nEmitted 'error' event on Bell instance at:\n {4}at ring \(FILE:5:30\)\n/);
});

test('--trace-exit tells who ended the process', async () => {
  const { stderr, code } = await run('function leave() {\n  process.exit(3);\n}\nleave();', ['--trace-exit']);
  assert.equal(code, 3);
  assert.match(
    stderr,
    /^\(node:\d+\) WARNING: Exited the environment with code 3\n {4}at .*\n {4}at leave \(FILE:2:11\)\n/,
  );
});

test('--unhandled-rejections takes five values', async () => {
  const program = 'Promise.reject(new Error("x"));';
  const bad = await run(program, ['--unhandled-rejections=foo']);
  assert.equal(bad.code, 9);
  assert.match(bad.stderr, /: invalid value for --unhandled-rejections\n$/);
  const warned = await run(program, ['--unhandled-rejections=warn-with-error-code']);
  assert.equal(warned.code, 1);
  assert.match(warned.stderr, /UnhandledPromiseRejectionWarning: Error: x/);
});

test('warnings: flags, and the properties of process that they set', async () => {
  const program =
    'process.emitWarning("a", "DeprecationWarning", "DEP1");\nprocess.emitWarning("b", { code: "B1" });\n' +
    'console.log(process.noDeprecation, process.throwDeprecation, process.traceDeprecation, process.traceProcessWarnings);';
  const plain = await run(program);
  assert.match(plain.stderr, /\[DEP1\] DeprecationWarning: a\n.*--trace-deprecation.*\n.*\[B1\] Warning: b\n$/);
  assert.equal(plain.stdout, 'undefined undefined undefined undefined\n');
  const none = await run(program, ['--no-deprecation', '--disable-warning=B1']);
  assert.deepEqual([none.stderr, none.stdout], ['', 'true undefined undefined undefined\n']);
  const traced = await run(program, ['--trace-warnings']);
  assert.equal(ownFrames(traced.stderr).length, 2);
  const thrown = await run(program, ['--throw-deprecation']);
  assert.equal(thrown.code, 1);
  assert.match(thrown.stderr, /^FILE:1\n.*\n.*\^\n\nDeprecationWarning: a\n/);
});

test('a program that has taken away what printing an error needs ends all the same, with a word', async () => {
  const { stderr, code } = await run(
    'delete Array.prototype[Symbol.iterator];\nPromise.resolve().then(() => { throw new Error("first"); });',
  );
  assert.equal(code, 1);
  assert.match(stderr, /first|is not iterable/);
});

test('an error of a Worker that nobody takes shows its place in the Worker, and its hint', async () => {
  const source = `
    const { Worker, isMainThread } = require('node:worker_threads');
    if (isMainThread) new Worker(__filename);
    else Promise.resolve().then(() => {}).else(() => {});`;
  const { code, stderr } = await run(source);
  assert.equal(code, 1);
  assert.match(stderr, /^FILE:4\n +else Promise.*\n +\^\n\nTypeError: .*else is not a function\n/);
  assert.match(stderr, /\nhint: did you mean \.catch\?\n/);
  assert.doesNotMatch(stderr, /throw error/);
});

test('code without a name is shown', async () => {
  const { stderr } = await run("eval('\\n  throw new Error(\\'x\\')');");
  assert.match(stderr, /^<anonymous_script>:2\n {2}throw new Error\('x'\)\n {2}\^\n\nError: x\n/);
});

test('code of node:vm is shown once', async () => {
  const { stderr } = await run("require('vm').runInNewContext('foo.bar', {}, { filename: 'a.js' });");
  assert.match(stderr, /^a\.js:1\nfoo\.bar\n\^\n\nReferenceError: foo is not defined\n/);
});
