import assert from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const run = (...args) => execFileSync(process.execPath, args, { encoding: 'utf8' });

test('env: names, coercion, deletion, and what it refuses', () => {
  process.env.RONDO_A = 5;
  assert.equal(process.env.RONDO_A, '5');
  assert.ok('RONDO_A' in process.env && Object.keys(process.env).includes('RONDO_A'));
  assert.equal(execFileSync('sh', ['-c', 'echo $RONDO_A'], { encoding: 'utf8' }), '5\n');
  delete process.env.RONDO_A;
  assert.equal(process.env.RONDO_A, undefined);
  process.env[''] = 'x';
  assert.equal(process.env[''], undefined);
  assert.throws(() => (process.env.RONDO_A = Symbol('x')), TypeError);
  assert.throws(() => Object.defineProperty(process.env, 'RONDO_A', { get: () => 1 }), {
    code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY',
  });
  assert.throws(() => Object.defineProperty(process.env, 'RONDO_A', { value: 'x' }), {
    code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY',
  });
});

test('loadEnvFile sets what is not set', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-env-'));
  const file = path.join(folder, '.env');
  fs.writeFileSync(file, 'RONDO_B=from the file\nRONDO_C="two\nlines"\n');
  process.env.RONDO_B = 'set before';
  process.loadEnvFile(file);
  assert.deepEqual([process.env.RONDO_B, process.env.RONDO_C], ['set before', 'two\nlines']);
  fs.rmSync(folder, { recursive: true });
  assert.throws(() => process.loadEnvFile(file), { code: 'ENOENT', syscall: 'open', path: file });
});

test('the command line: title, execArgv without --, argv', () => {
  assert.equal(run('--title=chosen', '-p', 'process.title'), 'chosen\n');
  assert.equal(run('-p', 'process.title = "set"; process.title'), 'set\n');
  // what ps shows
  const shown = run('-p', 'process.title = "set"; fs.readFileSync("/proc/self/cmdline", "latin1").split("\\0")[0]');
  assert.equal(shown.trim(), 'set');
  const file = path.join(import.meta.dirname, 'arguments.cjs');
  assert.deepEqual(JSON.parse(run('--no-warnings', '--', file, '--x')), { execArgv: ['--no-warnings'], argv: ['--x'] });
});

test('execve replaces the program, without exit', () => {
  const code = `process.on('exit', () => console.log('exit')); process.execve('/bin/sh', ['other', '-c', 'echo $0 $X'], { X: 'y' })`;
  assert.equal(run('-e', code), 'other y\n');
  assert.throws(() => process.execve('/no/such/program'), { code: 'ENOENT', syscall: 'execve' });
});

test('finalization: at the end for what is still there, and no more for what was unregistered', () => {
  const code = `
    const kept = { name: 'kept' }, gone = { name: 'gone' };
    const say = (object, event) => console.log(object.name, event);
    process.finalization.register(kept, say);
    process.finalization.registerBeforeExit(kept, say);
    process.finalization.register(gone, say);
    process.finalization.unregister(gone);`;
  assert.equal(run('-e', code), 'kept beforeExit\nkept exit\n');
  assert.throws(() => process.finalization.register(1, () => {}), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('allowedNodeEnvironmentFlags knows the ways to write an option, and does not change', () => {
  const flags = process.allowedNodeEnvironmentFlags;
  for (const flag of ['-r', 'r', '--require', 'stack_trace_limit', '--stack-trace-limit=100'])
    assert.ok(flags.has(flag), flag);
  for (const flag of ['--nonsense', '-R', '--R', '---require']) assert.ok(!flags.has(flag), flag);
  flags.add('--nonsense');
  assert.ok(!flags.has('--nonsense'));
  assert.equal([...flags].length, flags.size);
});

test('a report tells of process, stack, heap, limits and handles', () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  const report = process.report.getReport(new Error('why'));
  server.close();
  assert.equal(report.header.processId, process.pid);
  assert.match(report.javascriptStack.message, /^Error: why/);
  assert.ok(report.javascriptHeap.usedMemory > 0 && report.nativeStack.length > 0 && report.sharedObjects.length > 0);
  assert.match(report.nativeStack[0].pc, /^0x[0-9a-f]+$/);
  assert.ok(report.libuv.some(({ type, localEndpoint }) => type === 'tcp' && localEndpoint?.startsWith('127.0.0.1:')));
  assert.ok('open_files' in report.userLimits);
  assert.throws(() => (process.report.signal = 'sigusr2'), { code: 'ERR_UNKNOWN_SIGNAL' });
  assert.throws(() => process.report.writeReport(1), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('a report goes to a file, by call and by signal', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-report-'));
  const code = `
    process.report.directory = ${JSON.stringify(folder)};
    process.report.compact = true;
    console.log(process.report.writeReport('called.json'));
    process.report.filename = 'signalled.json';
    process.report.reportOnSignal = true;
    process.kill(process.pid, 'SIGUSR2');
    setTimeout(() => {}, 50);`;
  const { stdout } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  assert.equal(stdout, 'called.json\n');
  const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  assert.equal(read('called.json').header.trigger, 'API');
  assert.deepEqual([read('signalled.json').header.event, read('signalled.json').header.trigger], ['SIGUSR2', 'Signal']);
  fs.rmSync(folder, { recursive: true });
});

test('a report of what nobody caught, as the command line asks', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-report-'));
  const flags = [
    '--report-uncaught-exception',
    `--report-dir=${folder}`,
    '--report-filename=fault.json',
    '--report-exclude-env',
  ];
  const { status } = spawnSync(process.execPath, [
    ...flags,
    '-e',
    'throw Object.assign(new Error("nobody"), { extra: 5 })',
  ]);
  assert.equal(status, 1);
  const report = JSON.parse(fs.readFileSync(path.join(folder, 'fault.json'), 'utf8'));
  assert.equal(report.header.event, 'Exception');
  assert.equal(report.environmentVariables, undefined);
  assert.deepEqual(report.javascriptStack.errorProperties, { extra: '5' });
  fs.rmSync(folder, { recursive: true });
});

test('a program without a handler of faults ends with 6', () => {
  const { status } = spawnSync(process.execPath, ['-e', 'process._fatalException = undefined; throw new Error("x")']);
  assert.equal(status, 6);
});

test('what keeps the loop alive is named', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  assert.ok(process.getActiveResourcesInfo().includes('TCPServerWrap'));
  assert.ok(process._getActiveHandles().includes(server));
  server.close();
  const inside = await new Promise((resolve) => {
    const timer = setTimeout(() => {
      const count = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
      const before = count();
      clearTimeout(timer);
      resolve([before, count()]);
    });
  });
  assert.deepEqual(inside, [1, 0]);
});

test('errors of users and groups are in the words of the C library', () => {
  const code = `
    try { process.setgid('no-such-group'); } catch (error) { console.log(error.code, error.message); }
    if (process.getuid() === 0) { process.setuid(12345); }
    try { process.setgroups([1]); } catch (error) { console.log(error.message, error.errno, error.syscall); }`;
  assert.equal(
    run('-e', code),
    'ERR_UNKNOWN_CREDENTIAL Group identifier does not exist: no-such-group\nEPERM, Operation not permitted 1 setgroups\n',
  );
});

test('cpuUsage refuses what was no result of it', () => {
  assert.throws(() => process.cpuUsage({ user: -1, system: 0 }), { name: 'RangeError', code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => process.threadCpuUsage({ user: 'x', system: 0 }), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('structuredClone(process.env) is a plain copy', () => {
  const copy = structuredClone(process.env);
  assert.deepEqual(copy, { ...process.env });
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  const around = { list: [process.env], env: process.env, when: new Date(0) };
  around.self = around;
  const copied = structuredClone(around);
  assert.deepEqual({ ...copied.env }, { ...process.env });
  assert.equal(copied.list[0], copied.env);
  assert.equal(copied.self, copied);
  assert.equal(copied.when.getTime(), 0);
  assert.throws(() => structuredClone({ env: process.env, fn() {} }), {
    name: 'DataCloneError',
    message: /fn\(\) \{\}/,
  });
});

test('arrayBuffers counts what programs allocate, and measuring adds nothing', () => {
  const source =
    'const a = process.memoryUsage(); new ArrayBuffer(1 << 20); console.log(process.memoryUsage().arrayBuffers - a.arrayBuffers)';
  assert.equal(spawnSync(process.execPath, ['-e', source], { encoding: 'utf8' }).stdout, `${1 << 20}\n`);
});

test("an error of an 'exit' listener that is taken leaves the exit code alone", () => {
  const code = `
    process.on('uncaughtException', ({ message }) => console.log('taken', message));
    process.on('exit', (code) => { console.log('exit', code); throw new Error('late') });`;
  const run = (more) => spawnSync(process.execPath, ['-e', code + more], { encoding: 'utf8' });
  const { status, stdout } = run('');
  assert.deepEqual([status, stdout], [0, 'exit 0\ntaken late\n']);
  assert.equal(run('process.exitCode = 4').status, 4);
});

test('the title becomes a string', () => {
  const { title } = process;
  process.title = 15;
  assert.strictEqual(process.title, '15');
  process.title = title;
});
