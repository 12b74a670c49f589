import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { test } from '../harness.js';

function collect(options = {}) {
  const lines = { out: '', err: '' };
  const sink = (key) =>
    new Writable({
      write(chunk, _, callback) {
        lines[key] += chunk;
        callback();
      },
    });
  return [new Console({ stdout: sink('out'), stderr: sink('err'), ...options }), lines];
}

test('streams, formats and groups', () => {
  const [console, lines] = collect();
  console.log('%s is', 'this', { a: 1 });
  console.group('in');
  console.log('two\nlines');
  console.groupEnd();
  console.error('bad');
  console.assert(false, 'that %d', 1);
  console.assert(true, 'never');
  assert.strictEqual(lines.out, 'this is { a: 1 }\nin\n  two\n  lines\n');
  assert.strictEqual(lines.err, 'bad\nAssertion failed: that 1\n');
});

test('methods are bound, and a subclass may replace them', () => {
  const [console, lines] = collect();
  const { log } = console;
  log('x');
  assert.strictEqual(lines.out, 'x\n');
  class Loud extends Console {
    log(text) {
      super.log(text.toUpperCase());
    }
  }
  assert.strictEqual(typeof Loud.prototype.log, 'function');
  assert.ok(console instanceof Console);
  assert.ok(!({} instanceof Console));
});

test('counts and times', () => {
  const [console, lines] = collect();
  console.count();
  console.count('a');
  console.count();
  console.time('t');
  console.timeLog('t', 1);
  console.timeEnd('t');
  assert.match(lines.out, /^default: 1\na: 1\ndefault: 2\nt: [\d.]+ms 1\nt: [\d.]+ms\n$/);
});

test('tables', () => {
  const [console, lines] = collect();
  console.table([{ a: 1, b: 'x' }, 5]);
  assert.strictEqual(
    lines.out,
    [
      '\u250c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u252c\u2500\u2500\u2500\u252c\u2500\u2500\u2500\u2500\u2500\u252c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2510',
      '\u2502 (index) \u2502 a \u2502 b   \u2502 Values \u2502',
      '\u251c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2524',
      "\u2502 0       \u2502 1 \u2502 'x' \u2502        \u2502",
      '\u2502 1       \u2502   \u2502     \u2502 5      \u2502',
      '\u2514\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2500\u2500\u2534\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2518\n',
    ].join('\n'),
  );
});

test('a stream that fails does not fail the program, unless that is wanted', () => {
  const broken = () =>
    new Writable({
      write() {
        throw new Error('broken');
      },
    });
  new Console(broken()).log('x');
  assert.throws(() => new Console({ stdout: broken(), ignoreErrors: false }).log('x'), /broken/);
  assert.throws(() => new Console({}), { code: 'ERR_CONSOLE_WRITABLE_STREAM' });
});

test('colours by stream and option', () => {
  const [console, lines] = collect({ colorMode: true });
  console.log(1);
  assert.strictEqual(lines.out, '\u001b[33m1\u001b[39m\n');
});

test('values and errors are shown though a program has taken the iteration of arrays away', () => {
  const run = (source) => spawnSync(process.execPath, ['-e', source], { encoding: 'utf8', timeout: 20_000 });
  for (const take of [
    'delete Array.prototype[Symbol.iterator];',
    'Array.prototype[Symbol.iterator] = () => { throw new Error("not mine"); };',
    'Object.getPrototypeOf([][Symbol.iterator]()).next = undefined;',
  ]) {
    const { stdout } = run(`${take} console.log(1, 'a', { list: [1, [2]] }, new Map());`);
    assert.equal(stdout, '1 a { list: [ 1, [ 2 ] ] } Map(0) {}\n');
    assert.match(
      run(`${take} function f() { throw new Error('mine'); } f();`).stderr,
      /^\[eval\]:1\n.*\n.*\^\n\nError: mine\n {4}at f /,
    );
  }
  const { stdout } = run(
    'delete Array.prototype[Symbol.iterator]; console.log(1, 2); console.log(typeof [][Symbol.iterator]);',
  );
  assert.equal(stdout, '1 2\nundefined\n');
});
