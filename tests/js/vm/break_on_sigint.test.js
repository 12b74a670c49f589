// breakOnSigint: SIGINT interrupts the code instead of reaching the program.
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import vm from 'node:vm';
import { test } from '../harness.js';

const interrupted = {
  name: 'Error',
  code: 'ERR_SCRIPT_EXECUTION_INTERRUPTED',
  message: 'Script execution was interrupted by `SIGINT`',
};
const endless = "kill('SIGINT'); for (;;);";
const kill = (signal) => process.kill(process.pid, signal);

test('each way to run code', () => {
  const options = { breakOnSigint: true };
  const context = vm.createContext({ kill });
  globalThis.kill = kill;
  const script = new vm.Script(endless);
  assert.throws(() => vm.runInThisContext(endless, options), interrupted);
  assert.throws(() => vm.runInContext(endless, context, options), interrupted);
  assert.throws(() => vm.runInNewContext(endless, { kill }, options), interrupted);
  assert.throws(() => script.runInThisContext(options), interrupted);
  assert.throws(() => script.runInContext(context, options), interrupted);
  assert.throws(() => script.runInNewContext({ kill }, options), interrupted);
  assert.equal(vm.runInContext('1 + 1', context, options), 2);
});

test('with a timeout, whichever comes first', () => {
  assert.throws(() => vm.runInNewContext(endless, { kill }, { breakOnSigint: true, timeout: 20_000 }), interrupted);
  assert.throws(() => vm.runInNewContext('for (;;);', {}, { breakOnSigint: true, timeout: 20 }), {
    code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
    message: 'Script execution timed out after 20ms',
  });
});

test('code within such code: only the innermost is interrupted', () => {
  const inner = () => {
    assert.throws(() => vm.runInNewContext(endless, { kill }, { breakOnSigint: true }), interrupted);
    return 'goes on';
  };
  assert.equal(vm.runInNewContext('inner()', { inner }, { breakOnSigint: true }), 'goes on');
});

test('what the code throws, and what it catches', () => {
  assert.throws(() => vm.runInNewContext('throw new TypeError("own")', {}, { breakOnSigint: true }), /own/);
  // an interruption cannot be caught by what it interrupts
  assert.throws(
    () =>
      vm.runInNewContext(
        `try { ${endless} } catch { caught() }`,
        { kill, caught: assert.fail },
        { breakOnSigint: true },
      ),
    interrupted,
  );
});

test('a listener of the program is not called meanwhile, and is afterwards', async () => {
  let calls = 0;
  const listener = () => calls++;
  process.on('SIGINT', listener);
  assert.throws(() => vm.runInNewContext(endless, { kill }, { breakOnSigint: true }), interrupted);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(calls, 0);
  const signalled = once(process, 'SIGINT');
  const alive = setInterval(() => {}, 1000); // a listener of a signal does not keep the loop alive
  kill('SIGINT');
  await signalled;
  clearInterval(alive);
  assert.equal(calls, 1);
  process.off('SIGINT', listener);
});

test('afterwards SIGINT ends the process again', async () => {
  const source = `
    const kill = (signal) => process.kill(process.pid, signal);
    try { require('vm').runInNewContext(${JSON.stringify(endless)}, { kill }, { breakOnSigint: true }) } catch (error) { console.log(error.code) }
    setInterval(() => {}, 1000);
    kill('SIGINT');`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const [code, signal] = await once(child, 'close');
  assert.deepEqual({ code, signal, output }, { code: null, signal: 'SIGINT', output: `${interrupted.code}\n` });
});

test('without it the code is not interrupted: the timeout is what ends it', () => {
  process.once('SIGINT', () => {});
  assert.throws(() => vm.runInNewContext(endless, { kill }, { breakOnSigint: false, timeout: 20 }), {
    code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
  });
});

test('what is no boolean', () => {
  for (const breakOnSigint of [null, 1, 'true'])
    assert.throws(() => vm.runInThisContext('1', { breakOnSigint }), {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
    });
});
