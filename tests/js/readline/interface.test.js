import assert from 'node:assert';
import { EventEmitter } from 'node:events';
import readline from 'node:readline';
import promises from 'node:readline/promises';
import { PassThrough, Readable, Writable } from 'node:stream';
import { test } from '../harness.js';

class Terminal extends EventEmitter {
  columns = 80;
  written = '';
  write(text) {
    this.written += text;
  }
  resume() {}
  pause() {}
}

function onTerminal(options) {
  const terminal = new Terminal();
  return [
    readline.createInterface({ input: terminal, output: terminal, terminal: true, prompt: '', ...options }),
    terminal,
  ];
}

async function linesOf(...chunks) {
  const lines = [];
  for await (const line of readline.createInterface({ input: Readable.from(chunks), crlfDelay: Infinity }))
    lines.push(line);
  return lines;
}

test('lines end with any line ending, also one split between chunks', async () => {
  assert.deepStrictEqual(await linesOf('a\nb\r', '\nc\rd\u2028e'), ['a', 'b', 'c', 'd', 'e']);
  assert.deepStrictEqual(await linesOf(''), []);
  assert.deepStrictEqual(await linesOf('\n'), ['']);
  assert.deepStrictEqual(await linesOf(Buffer.from('\u00fc').subarray(0, 1), Buffer.from('\u00fc').subarray(1)), [
    '\u00fc',
  ]);
});

test('many lines do not pile up: the input rests', async () => {
  const input = new PassThrough();
  const rl = readline.createInterface({ input });
  const lines = rl[Symbol.asyncIterator]();
  input.write('x\n'.repeat(3000));
  await new Promise((resolve) => setImmediate(resolve));
  assert.strictEqual(rl.paused, true);
  for (let i = 0; i < 3000; i++) assert.strictEqual((await lines.next()).value, 'x');
  assert.strictEqual(rl.paused, false);
  await lines.return();
  assert.strictEqual(rl.closed, true);
});

test('keys edit the line', () => {
  const [rl, terminal] = onTerminal();
  terminal.emit('data', 'the quick brown fox');
  terminal.emit('data', '\x1b[1;5D\x1b[1;5D'); // Ctrl+Left, twice
  terminal.emit('data', '\x17'); // Ctrl+W
  assert.strictEqual(rl.line, 'the brown fox');
  terminal.emit('data', '\x1f'); // undo
  assert.strictEqual(rl.line, 'the quick brown fox');
  terminal.emit('data', '\x01\x0b'); // Ctrl+A, Ctrl+K
  assert.strictEqual(rl.line, '');
  terminal.emit('data', '\x19!'); // Ctrl+Y
  assert.strictEqual(rl.line, 'the quick brown fox!');
  rl.close();
});

test('the history goes through what begins alike', () => {
  const [rl, terminal] = onTerminal();
  for (const line of ['apple', 'bean', 'apricot']) terminal.emit('data', `${line}\n`);
  terminal.emit('data', 'ap');
  terminal.emit('data', '\x1b[A');
  assert.strictEqual(rl.line, 'apricot');
  terminal.emit('data', '\x1b[A');
  assert.strictEqual(rl.line, 'apple');
  terminal.emit('data', '\x1b[B\x1b[B');
  assert.strictEqual(rl.line, 'ap');
  rl.close();
});

test('wide characters take two columns', () => {
  const [rl, terminal] = onTerminal();
  terminal.columns = 10;
  terminal.emit('data', '\u4e2d\u6587\u{1f600}');
  assert.deepStrictEqual(rl.getCursorPos(), { rows: 0, cols: 6 });
  rl.close();
});

test('the tabulator completes what is common, then shows the choices', () => {
  const [rl, terminal] = onTerminal({ completer: (line) => [['console', 'constants'], line] });
  terminal.emit('data', 'c');
  terminal.emit('data', '\t');
  assert.strictEqual(rl.line, 'cons');
  terminal.written = '';
  terminal.emit('data', '\t');
  assert.match(terminal.written, /console +constants/);
  rl.close();
});

test('a question is answered by the next line, and taken back by an abort', async () => {
  const input = new PassThrough();
  const output = new Writable({ write: (chunk, encoding, callback) => callback() });
  const rl = promises.createInterface({ input, output });
  const asked = rl.question('name? ');
  input.write('Ada\n');
  assert.strictEqual(await asked, 'Ada');

  const controller = new AbortController();
  const cancelled = rl.question('age? ', { signal: controller.signal });
  controller.abort();
  await assert.rejects(cancelled, { name: 'AbortError' });
  rl.close();
  await assert.rejects(rl.question('again? '), { code: 'ERR_USE_AFTER_CLOSE' });
});

test('after close() it refuses', () => {
  const [rl] = onTerminal();
  rl.close();
  for (const call of [() => rl.write('x'), () => rl.pause(), () => rl.resume(), () => rl.question('?', () => {})]) {
    assert.throws(call, { code: 'ERR_USE_AFTER_CLOSE' });
  }
});

test('options that are wrong are refused', () => {
  const input = new PassThrough();
  assert.throws(() => readline.createInterface({ input, completer: 'x' }), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => readline.createInterface({ input, history: 'x' }), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => readline.createInterface({ input, historySize: -1 }), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => readline.createInterface({ input, tabSize: 0 }), { code: 'ERR_OUT_OF_RANGE' });
});
