import assert from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import repl from 'node:repl';
import { PassThrough } from 'node:stream';
import { test } from '../harness.js';

/** Feeds lines to a REPL of its own and gives what it printed once it has ended. */
async function run(lines, options = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  let text = '';
  output.on('data', (chunk) => {
    text += chunk;
  });
  const server = repl.start({ input, output, prompt: '', terminal: false, ...options });
  const ended = new Promise((resolve) => server.on('exit', resolve));
  for (const line of lines) input.write(`${line}\n`);
  input.end();
  await ended;
  return text;
}

test('values are printed, and kept in _', async () => {
  assert.equal(await run(['1 + 1', '_ * 10', '"x"']), "2\n20\n'x'\n");
});

test('code goes on until it is whole', async () => {
  assert.equal(await run(['function f() {', 'return `a', 'b`', '}', 'f()']), "| | | undefined\n'a\\nb'\n");
});

test('braces are an object where they can be, a block with a semicolon', async () => {
  assert.equal(await run(['{ a: 1 }', '{ a: 1 };', '{}']), '{ a: 1 }\n1\n{}\n');
});

test('declarations outlive the line that awaits', async () => {
  const lines = [
    'const { a, ...rest } = await Promise.resolve({ a: 1, b: 2 })',
    'a + rest.b',
    'let n = 0; for (var i of [1, 2, 3]) n += await i',
    '[n, i]',
    'function f() { return 7 } class C {} await f()',
    '[f(), typeof C]',
    '(await Promise.resolve({ then: 1 })).then',
    'for await (const x of [1]) console.log("x", x)',
  ];
  assert.equal(await run(lines), "undefined\n3\nundefined\n[ 6, 3 ]\n7\n[ 7, 'function' ]\n1\nx 1\nundefined\n");
});

test('lines wait for the one that awaits', async () => {
  const text = await run(['await new Promise((resolve) => setTimeout(resolve, 20, "first"))', '"second"']);
  assert.equal(text, "'first'\n'second'\n");
});

test('errors: of the code, of the syntax, of a promise, later', async () => {
  const lines = [
    'nothing',
    '(function named() { throw new TypeError("x") })()',
    'let x y',
    'await Promise.reject(new Error("rejected"))',
    '_error.message',
    'throw null',
    'setTimeout(() => { throw new Error("late") }, 1); await new Promise((resolve) => setTimeout(resolve, 20))',
  ];
  const text = await run(lines);
  assert.match(text, /^Uncaught ReferenceError: nothing is not defined\n/);
  assert.match(text, /Uncaught TypeError: x\n {4}at named \(REPL\d+:1:27\)\nlet x y/);
  assert.match(text, /let x y\n {6}\^\n\nUncaught SyntaxError: Unexpected identifier 'y'\n/);
  assert.match(text, /Uncaught Error: rejected/);
  assert.match(text, /'rejected'\nUncaught null\n/);
  assert.match(text, /Uncaught Error: late\n {4}at Timeout/);
});

test('an import declaration says what to write instead', async () => {
  const text = await run(['import a, { b as c } from "fs"']);
  assert.match(text, /alternatively use dynamic import: const \{ default: a, b: c \} = await import\("fs"\);/);
});

test('commands: .help, .clear, .save and .load, unknown ones', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'repl-'));
  try {
    const file = join(folder, 'session.js');
    const text = await run([
      'let kept = 5',
      `.save ${file}`,
      '.clear',
      'typeof kept',
      `.load ${file}`,
      'kept',
      '.nope',
    ]);
    assert.equal(readFileSync(file, 'utf8'), 'let kept = 5');
    assert.equal(
      text,
      `undefined\nSession saved to: ${file}\nClearing context...\n'undefined'\nundefined\n5\nInvalid REPL keyword\n`,
    );
    assert.match(await run(['.help']), /^\.break {3}Sometimes you get stuck/);
    writeFileSync(file, 'throw 1');
    assert.equal(
      await run([`.load ${file}`, `.load ${folder}`]),
      `Uncaught 1\nFailed to load: ${folder} is not a valid file\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('eval and Recoverable of the program, ignoreUndefined, strict mode', async () => {
  const seen = [];
  const evaluate = (code, _context, file, done) => {
    seen.push([code, /^REPL\d+$/.test(file)]);
    if (code.endsWith(';\n')) done(null, code.length);
    else done(new repl.Recoverable(new SyntaxError('more')));
  };
  assert.equal(await run(['a', 'b;'], { eval: evaluate }), '| 5\n');
  assert.deepEqual(seen, [
    ['a\n', true],
    ['a\nb;\n', true],
  ]);
  assert.equal(await run(['undefined', '1'], { ignoreUndefined: true }), '1\n');
  assert.match(await run(['undeclared = 1'], { replMode: repl.REPL_MODE_STRICT }), /ReferenceError/);
  assert.throws(() => repl.start({ breakEvalOnSigint: true, eval() {} }), { code: 'ERR_INVALID_REPL_EVAL_CONFIG' });
});

test('completion runs nothing of the program', async () => {
  const server = repl.start({ input: new PassThrough(), output: new PassThrough(), prompt: '', terminal: false });
  const complete = (line) =>
    new Promise((resolve, reject) => {
      server.complete(line, (error, found) => (error ? reject(error) : resolve(found)));
    });
  await new Promise((resolve) => {
    const code = 'const o = { one: 1, get two() { globalThis.ran = true; return {} }, inner: { deep: "" } }';
    server.eval(code, server.context, 'test', resolve);
  });
  assert.deepEqual(await complete('o.o'), [['o.one'], 'o.o']);
  assert.deepEqual(await complete('x = o["in" + "ner"].de'), [['o["in" + "ner"].deep'], 'o["in" + "ner"].de']);
  assert.deepEqual(await complete('o.two.'), [[], 'o.two.']);
  assert.equal(server.context.ran, undefined);
  assert.ok((await complete('typeof parseI'))[0].includes('parseInt'));
  assert.ok((await complete('require("fs/'))[0].includes('fs/promises'));
  assert.ok((await complete('.cl'))[0].includes('clear'));
  server.close();
});

test('a terminal: the line is edited, completed, kept in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'repl-'));
  const file = join(folder, 'history');
  const input = new PassThrough();
  const output = new PassThrough();
  let text = '';
  output.on('data', (chunk) => {
    text += chunk;
  });
  try {
    writeFileSync(file, '"from before"\n');
    const server = repl.start({ input, output, prompt: '> ', terminal: true, useColors: false });
    await new Promise((resolve, reject) => {
      server.setupHistory(file, (error) => (error ? reject(error) : resolve()));
    });
    const ended = new Promise((resolve) => server.on('exit', resolve));
    input.write('\x1b[A\r');
    input.write('6 * 7');
    await new Promise(setImmediate);
    assert.match(text, /> "from before"/);
    assert.match(text, /\n\/\/ 42/, 'the preview');
    input.write('\r.exit\r');
    await ended;
    assert.deepEqual(readFileSync(file, 'utf8').split('\n'), ['.exit', '6 * 7', '"from before"']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what a line throws in a domain of its own goes to that', async () => {
  const line = `require('domain').create().on('error', (e) => console.log('took', e.message)).run(() => { throw new Error('x') })`;
  assert.equal(await run([line, '1 + 1']), 'took x\n2\n');
});

test('Error.prepareStackTrace of the program makes the stacks of a REPL, without its own frames', async () => {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, sites) =>
    `${error}\n${sites.map((site) => `<${site.getFunctionName()}>`).join('')}`;
  try {
    assert.match(await run(['(function a() { throw new Error("x") })()']), /^Uncaught Error: x\n<a>\n$/);
  } finally {
    Error.prepareStackTrace = before;
  }
});
