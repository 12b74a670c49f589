import assert from 'node:assert';
import readline from 'node:readline';
import { PassThrough } from 'node:stream';
import { test } from '../harness.js';

function keysOf(...chunks) {
  const input = new PassThrough();
  const keys = [];
  input.on('keypress', (text, { name, ctrl, meta, shift }) =>
    keys.push([ctrl && 'C', meta && 'M', shift && 'S', name].filter(Boolean).join('-')),
  );
  readline.emitKeypressEvents(input);
  for (const chunk of chunks) input.write(chunk);
  return keys;
}

const cases = [
  ['aZ1', ['a', 'S-z', '1']],
  ['\r\n\t\b\x7f ', ['return', 'enter', 'tab', 'backspace', 'backspace', 'space']],
  ['\x01\x1a', ['C-a', 'C-z']],
  ['\x1ba\x1bA', ['M-a', 'M-S-a']],
  ['\x1b[A\x1bOB\x1b[1;5C', ['up', 'down', 'C-right']],
  ['\x1b[2~\x1b[3;2~\x1b[5^', ['insert', 'S-delete', 'C-pageup']],
  ['\x1b[Z\x1b[15~\x1b[[E\x1bOP', ['S-tab', 'f5', 'f5', 'f1']],
  ['\x1b[200~x\x1b[201~', ['paste-start', 'x', 'paste-end']],
  ['\x1b[31m', ['undefined']],
];

for (const [text, expected] of cases) {
  test(`${JSON.stringify(text)} is ${expected.join(', ')}`, () => {
    assert.deepStrictEqual(keysOf(text), expected);
    assert.deepStrictEqual(keysOf(...text), expected, 'one character at a time');
  });
}

test('a lone ESC is a key once nothing has followed it', async () => {
  const input = new PassThrough();
  const pressed = new Promise((resolve) => input.once('keypress', (text, key) => resolve(key)));
  readline.emitKeypressEvents(input, { escapeCodeTimeout: 5 });
  input.write('\x1b');
  assert.strictEqual((await pressed).name, 'escape');
});

test('write() takes null for no key', () => {
  const rl = readline.createInterface({ input: new PassThrough(), output: new PassThrough(), terminal: true });
  rl.write('text', null);
  assert.strictEqual(rl.line, 'text');
  rl.close();
});
