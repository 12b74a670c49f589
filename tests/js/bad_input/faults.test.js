// What nobody catches: every odd value, from every kind of callback, and faults of the handlers themselves.
import assert from 'node:assert';
import { test } from '../harness.js';
import { each, evaluate, run } from './child.js';

const oddValues = [
  ['null', /null/],
  ['undefined', /undefined/],
  ['Symbol("s")', /Symbol\("?s"?\)/],
  ['"text"', /text/],
  ['10n', /10n/],
  ['new Proxy({}, { get() { throw 1 } })', /./],
  ['Object.freeze(new Error("frozen"))', /Error: frozen/],
  ['Object.defineProperty(new Error("m"), "stack", { get() { throw new Error("inner") } })', /./],
  ['{ toString() { throw 1 }, [Symbol.toPrimitive]() { throw 2 } }', /./],
  ['Object.assign(new Error("m"), { toString() { throw 1 } })', /Error: m/],
  ['Object.setPrototypeOf(new Error("orphan"), null)', /orphan/],
  ['Object.assign(new Error("m"), { name: Symbol() })', /m/],
  ['Object.assign(new Error("m"), { message: { toString() { throw 1 } } })', /./],
  ['Object.assign(new Error("m"), { stack: 5 })', /./],
  ['(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()', /./],
];

test('what is thrown ends the process with 1, whatever it is', () =>
  each(oddValues, async ([value, words]) => {
    const { code, signal, stderr } = await evaluate(`throw ${value}`);
    assert.deepEqual({ value, code, signal }, { value, code: 1, signal: null }, stderr);
    assert.match(stderr, words);
    assert.match(stderr, /Node\.js v\d+\.\d+\.\d+\s*$/);
  }));

test('so does what a promise rejects with', () =>
  each(oddValues, async ([value]) => {
    const { code, signal, stderr } = await evaluate(`Promise.reject(${value})`);
    assert.deepEqual({ value, code, signal }, { value, code: 1, signal: null }, stderr);
    assert.notEqual(stderr, '');
  }));

const callbacks = {
  timer: 'setTimeout(fail)',
  interval: 'setInterval(fail, 1)',
  immediate: 'setImmediate(fail)',
  tick: 'process.nextTick(fail)',
  microtask: 'queueMicrotask(fail)',
  'fs callback': 'fs.stat(".", fail)',
  'fs stream': 'fs.createReadStream("/dev/null").on("close", fail).resume()',
  listener: 'setImmediate(() => new events.EventEmitter().on("x", fail).emit("x"))',
  'event target': 'const t = new EventTarget(); t.addEventListener("x", fail); t.dispatchEvent(new Event("x"))',
  'abort signal': 'AbortSignal.timeout(1).addEventListener("abort", fail); setTimeout(() => {}, 100)',
  'message handler': 'const { port1, port2 } = new MessageChannel(); port1.onmessage = fail; port2.postMessage(1)',
  'child exit': 'child_process.spawn("true").on("exit", fail)',
  'signal handler': 'process.on("SIGUSR2", fail); process.kill(process.pid, "SIGUSR2"); setTimeout(() => {}, 1000)',
  'net connection':
    'net.createServer(fail).listen(0, "127.0.0.1", function () { net.connect(this.address().port, "127.0.0.1") })',
  'pool callback': 'crypto.randomBytes(8, fail)',
  'exit listener': 'process.on("exit", fail)',
  'beforeExit listener': 'process.on("beforeExit", fail)',
  'async function': '(async () => { await null; fail() })()',
  'getter that a native call reads':
    'fs.writevSync(1, Object.defineProperty([new Uint8Array(1)], 1, { get: fail, enumerable: true }))',
};

test('an error in a callback is shown with its frames and ends the process', () =>
  each(Object.entries(callbacks), async ([name, source]) => {
    const { code, signal, stderr } = await evaluate(`function fail() { throw new Error('in ${name}') }; ${source}`);
    assert.match(stderr, new RegExp(`Error: in ${name}\n {4}at .*fail`));
    assert.deepEqual({ name, code, signal }, { name, code: 1, signal: null });
  }));

const exits = [
  ['a handler that throws', 'process.on("uncaughtException", () => { throw 1 }); throw 2', 7],
  ['an exit listener that throws after a fault', 'process.on("exit", () => { throw 1 }); throw 2', 1],
  ['an exit listener that throws', 'process.on("exit", () => { throw new Error("late") })', 1],
  ['exit within exit', 'process.on("exit", () => process.exit(9)); process.exit(2)', 9],
  ['exit within the handler', 'process.on("uncaughtException", () => process.exit(3)); throw 1', 3],
  ['an exitCode set in exit', 'process.on("exit", () => { process.exitCode = 4 })', 4],
  ['a capture callback', 'process.setUncaughtExceptionCaptureCallback(() => { process.exitCode = 5 }); throw 1', 5],
  ['a capture callback that throws', 'process.setUncaughtExceptionCaptureCallback(() => { throw 1 }); throw 2', 7],
  ['a monitor that throws', 'process.on("uncaughtExceptionMonitor", () => { throw 1 }); throw 2', 7],
  [
    'an unhandledRejection handler that throws',
    'process.on("unhandledRejection", () => { throw 1 }); Promise.reject(2)',
    1,
  ],
  [
    'a handler that goes on',
    'process.once("uncaughtException", () => {}); setTimeout(() => { process.exitCode = 6 }); throw 1',
    6,
  ],
  ['await that never ends', 'process.exitCode = undefined; new Promise(() => {})', 0],
];

test('exit codes', () =>
  each(exits, async ([name, source, expected]) => {
    const { code, signal, stderr } = await evaluate(source);
    assert.deepEqual({ name, code, signal }, { name, code: expected, signal: null }, stderr);
  }));

const broken = [
  'delete Array.prototype[Symbol.iterator]',
  'Array.prototype[Symbol.iterator] = () => { throw 1 }',
  'for (const key of Object.getOwnPropertyNames(Array.prototype).slice(1)) Array.prototype[key] = () => { throw 1 }',
  'globalThis.Map = globalThis.Symbol = globalThis.Error = undefined',
  'Map.prototype.get = WeakMap.prototype.get = Set.prototype.has = () => { throw 1 }',
  'Object.keys = Object.defineProperty = Reflect.ownKeys = () => { throw 1 }',
];

test('what a program has broken does not hide its error', () =>
  each(broken, async (source) => {
    const { code, signal, stderr } = await evaluate(`setTimeout(() => { ${source}; null.x })`);
    assert.deepEqual({ source, code, signal }, { source, code: 1, signal: null }, stderr);
    assert.match(stderr, /TypeError: Cannot read properties of null \(reading 'x'\)\n {4}at /);
  }));

test('a top-level await that never ends: 13', async () => {
  const { code } = await run(['--input-type=module', '-e', 'await new Promise(() => {})']);
  assert.equal(code, 13);
});

const loops = {
  'ticks that throw': `
    const again = () => process.nextTick(() => { throw new Error('again') });
    process.on('uncaughtException', again);
    again();`,
  'ticks that throw within a domain': `
    const domain = require('domain').create();
    const again = () => process.nextTick(() => domain.run(() => { throw new Error('again') }));
    domain.on('error', again);
    again();`,
  'ticks that throw in a callback': `
    const again = () => process.nextTick(() => { throw new Error('again') });
    process.on('uncaughtException', again);
    fs.stat('.', again);`,
};

test('what throws for ever does not keep the loop from going on', () =>
  each(Object.entries(loops), async ([name, source]) => {
    const { code, signal, stdout, stderr } = await evaluate(`
      ${source}
      setTimeout(() => setImmediate(() => fs.stat('.', () => { console.log('all phases'); process.exit(3) })), 1);`);
    assert.deepEqual({ name, code, signal, stdout }, { name, code: 3, signal: null, stdout: 'all phases\n' }, stderr);
  }));

test('after a tick has thrown, the others run', async () => {
  const { stdout } = await evaluate(`
    process.on('uncaughtException', (error) => console.log('caught', error));
    process.nextTick(() => { process.nextTick(() => console.log('later')); throw 1 });
    process.nextTick(() => console.log('second'));
    process.nextTick(() => { throw 2 });
    process.nextTick(() => console.log('third'));
    process.on('beforeExit', () => console.log('beforeExit'));`);
  assert.equal(stdout, 'caught 1\nsecond\ncaught 2\nthird\nlater\nbeforeExit\n');
});
