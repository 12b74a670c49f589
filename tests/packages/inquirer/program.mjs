// Questions answered by keys that a program presses.
import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import inquirer from 'inquirer';

const input = new PassThrough();
let screen = '';
const output = new Writable({
  write(chunk, _encoding, done) {
    screen += chunk;
    done();
  },
});
const ask = inquirer.createPromptModule({ input, output });
async function press(...keys) {
  for (const key of keys) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    input.write(key);
  }
}
const answer = (questions, ...keys) =>
  Promise.all([ask(questions), press(...keys)]).then(([answers]) => console.log(answers));

const [enter, down, back] = ['\r', '\x1b[B', '\x7f'];
await answer({ type: 'input', name: 'name', message: 'Your name?', default: 'nobody' }, 'A', 'x', back, 'da', enter);
await answer({ type: 'confirm', name: 'sure', message: 'Sure?' }, 'n', enter);
await answer(
  { type: 'select', name: 'size', message: 'Size?', choices: ['small', 'medium', 'large'] },
  down,
  down,
  enter,
);
await answer(
  { type: 'checkbox', name: 'extras', message: 'Extras?', choices: ['a', 'b', 'c'] },
  ' ',
  down,
  down,
  ' ',
  enter,
);
await answer({ type: 'password', name: 'secret', message: 'Secret?', mask: '*' }, 'hidden', enter);
await answer(
  { type: 'number', name: 'n', message: 'How many?', validate: (n) => n > 3 || 'too few' },
  '2',
  enter,
  back,
  '5',
  enter,
);
const shown = stripVTControlCharacters(screen);
console.log(
  ['Your name?', 'medium', '******', 'too few'].map((text) => shown.includes(text)),
  shown.includes('hidden'),
);
