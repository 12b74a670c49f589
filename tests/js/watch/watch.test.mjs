import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '../harness.js';

/** A watched program, and a function that waits until its output has a text. */
function watch(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let wake = () => {};
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    wake();
  });
  return {
    async until(wanted) {
      while (!text.includes(wanted)) {
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
      text = text.slice(text.indexOf(wanted) + wanted.length);
    },
    async end() {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

test('a program runs again when a file that it has loaded changes, or it itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('main.mjs', 'import value from "./value.cjs"; console.log("main", value, process.execArgv.length);');
  write('value.cjs', 'module.exports = "one";');
  const program = watch(['--watch', '--no-warnings', 'main.mjs'], folder);
  try {
    await program.until('main one 1\n');
    await program.until("Completed running 'main.mjs'. Waiting for file changes before restarting...\n");
    write('value.cjs', 'module.exports = "two";');
    await program.until("Restarting 'main.mjs'\nmain two 1\n");
    await program.until('Completed');
    write('main.mjs', 'throw new Error; ');
    await program.until("Failed running 'main.mjs'");
  } finally {
    await program.end();
    rmSync(folder, { recursive: true });
  }
});

test('--watch-path watches a folder instead; what still runs is ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  writeFileSync(join(folder, 'main.cjs'), 'console.log("up"); setInterval(() => {}, 1000);');
  const program = watch(['--watch-path=.', 'main.cjs'], folder);
  try {
    await program.until('up\n');
    writeFileSync(join(folder, 'other.txt'), 'x');
    await program.until("Restarting 'main.cjs'\nup\n");
  } finally {
    await program.end();
    rmSync(folder, { recursive: true });
  }
});

test('messages pass between the program and who started the process that watches', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'));
  const file = join(folder, 'main.cjs');
  writeFileSync(file, "process.on('message', (message) => process.send([message])); process.send('up');");
  const child = spawn(process.execPath, ['--watch', file], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    assert.deepEqual(await once(child, 'message'), ['up', undefined]);
    child.send('hello');
    assert.deepEqual(await once(child, 'message'), [['hello'], undefined]);
  } finally {
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  }
});
