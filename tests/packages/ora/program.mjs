// A spinner, on what is a terminal and what is none.
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import ora, { oraPromise, spinners } from 'ora';

function screen(isTTY) {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 40,
    clearLine() {},
    cursorTo() {},
    moveCursor() {},
  });
  let text = '';
  stream.on('data', (chunk) => (text += chunk));
  return { stream, read: () => stripVTControlCharacters(text) };
}
const plain = screen(false);
const spinner = ora({ text: 'working', stream: plain.stream, discardStdin: false }).start();
spinner.text = 'more';
spinner.succeed('done');
ora({ stream: plain.stream, discardStdin: false }).start('again').fail();
console.log(plain.read());
const terminal = screen(true);
const value = await oraPromise(new Promise((resolve) => setTimeout(resolve, 50, 7)), {
  text: 'waits',
  stream: terminal.stream,
  discardStdin: false,
  isEnabled: true,
  successText: (n) => `got ${n}`,
});
console.log(
  value,
  terminal.read().includes('waits'),
  terminal.read().includes('got 7'),
  Object.keys(spinners).length > 50,
);
await oraPromise(Promise.reject(new Error('no')), {
  stream: terminal.stream,
  isEnabled: false,
  discardStdin: false,
}).catch((error) => console.log(error.message));
