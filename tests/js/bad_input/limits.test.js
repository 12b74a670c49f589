// Where something runs out: the stack, the heap, descriptors, the disk, the length of a string or a name.
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import util from 'node:util';
import v8 from 'node:v8';
import { test } from '../harness.js';
import { evaluate, run } from './child.js';

const endless = () => endless() + 1;
const overflow = { name: 'RangeError', message: 'Maximum call stack size exceeded' };

test('a stack overflow is an error like others, in whatever calls', async () => {
  assert.throws(endless, overflow);
  await assert.rejects(Promise.resolve().then(endless), overflow);
  await new Promise((resolve) => fs.stat('.', () => resolve(assert.throws(endless, overflow))));
  await new Promise((resolve) => process.nextTick(() => resolve(assert.throws(endless, overflow))));
  const native = () => {
    fs.statSync('.');
    new URL('http://host/');
    native();
  };
  assert.throws(native, overflow);
});

test('its frames have their places', async () => {
  const { code, stderr } = await evaluate('function deep() {\n  return deep() + 1;\n}\ndeep();');
  assert.equal(code, 1);
  assert.match(stderr, /at deep \(\[eval\]:[12]:\d+\)\n {4}at deep \(\[eval\]:2:10\)/);
});

test('values nested too deep', () => {
  let deep = [];
  let other = [];
  for (let i = 0; i < 50_000; i++) [deep, other] = [[deep], [other]];
  for (const use of [JSON.stringify, structuredClone, v8.serialize, (value) => assert.deepEqual(value, other)])
    assert.throws(() => use(deep), overflow, use.name);
  assert.match(util.inspect(deep, { depth: Infinity }), /\[/);
});

test('no heap left: a clear last line, ended by SIGABRT', async () => {
  const { signal, stderr } = await run([
    '--max-old-space-size=20',
    '-e',
    'const a = []; for (;;) a.push(new Array(1000).fill(a.length))',
  ]);
  assert.equal(signal, 'SIGABRT');
  assert.match(stderr, /FATAL ERROR: .*JavaScript heap out of memory\n$/);
});

test('strings and buffers that are too long', () => {
  assert.throws(() => 'x'.repeat(2 ** 30), { name: 'RangeError', message: 'Invalid string length' });
  const tooLong = { code: 'ERR_STRING_TOO_LONG', message: 'Cannot create a string longer than 0x1fffffe8 characters' };
  const big = Buffer.alloc(2 ** 30);
  for (const encoding of ['latin1', 'hex', 'base64', 'ascii', 'utf16le'])
    assert.throws(() => big.toString(encoding), tooLong, encoding);
  assert.throws(() => Buffer.alloc(2 ** 31).toString(), tooLong);
  assert.throws(() => Buffer.alloc(-1), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => Buffer.alloc(NaN), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => Buffer.allocUnsafe(2 ** 46), { name: 'RangeError', code: 'ERR_MEMORY_ALLOCATION_FAILED' });
  assert.throws(() => new Uint8Array(2 ** 40), RangeError);
});

test('files that are too long', async () => {
  const file = path.join(os.tmpdir(), `rondo-long-${process.pid}`);
  const tooLarge = {
    name: 'RangeError',
    code: 'ERR_FS_FILE_TOO_LARGE',
    message: 'File size (2147483648) is greater than 2 GiB',
  };
  try {
    // no byte of it is on the disk
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 2 ** 31);
    assert.throws(() => fs.readFileSync(file), tooLarge);
    assert.throws(() => fs.readFileSync(file, 'utf8'), tooLarge);
    await assert.rejects(fs.promises.readFile(file), tooLarge);
    await assert.rejects(new Promise((_, reject) => fs.readFile(file, reject)), tooLarge);
  } finally {
    fs.rmSync(file, { force: true });
  }
});

test('no descriptor left', async () => {
  const source = `
    const all = [];
    try { for (;;) all.push(fs.openSync('/dev/null')) } catch (error) { console.log(error.code, error.syscall, error.path) }
    for (const use of [() => fs.readFileSync('x'), () => fs.readdirSync('.'), () => fs.opendirSync('.'), () => require('./x')])
      try { use() } catch (error) { console.log(error.code) }
    fs.promises.open('x').catch((error) => {
      console.log(error.code);
      all.forEach(fs.closeSync);
      fs.readdir('.', (error) => console.log(error));
    });`;
  const { code, stdout, stderr } = await run(['-e', source], { shell: 'ulimit -n 40; exec "$@"', cwd: os.tmpdir() });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^EMFILE open \/dev\/null\nEMFILE\nEMFILE\nEMFILE\n(EMFILE|MODULE_NOT_FOUND)\nEMFILE\nnull\n$/);
});

test('no space left', async () => {
  assert.throws(() => fs.writeFileSync('/dev/full', 'x'), { code: 'ENOSPC', syscall: 'write' });
  await assert.rejects(fs.promises.appendFile('/dev/full', 'x'), { code: 'ENOSPC', syscall: 'write' });
  const error = await new Promise((resolve) => fs.createWriteStream('/dev/full').on('error', resolve).end('x'));
  assert.equal(error.code, 'ENOSPC');
  const { code } = await run(['-e', 'console.log(1)'], { shell: 'exec "$@" > /dev/full' });
  assert.equal(code, 0);
});

test('names: loops, NUL, too long, no UTF-8', async () => {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-names-'));
  const at = (name) => path.join(scratch, name);
  fs.symlinkSync('loop', at('loop'));
  assert.throws(() => fs.readFileSync(at('loop')), { code: 'ELOOP', syscall: 'open' });
  assert.throws(() => fs.realpathSync(at('loop')), { code: 'ELOOP' });
  assert.equal(fs.existsSync(at('loop')), false);
  const withNul = { name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' };
  for (const use of [fs.readFileSync, fs.mkdtempSync, fs.opendirSync, fs.unlinkSync, fs.readFile, fs.stat, fs.watch])
    assert.throws(() => use('a\0b', () => {}), withNul, use.name);
  for (const use of [fs.promises.readFile, fs.promises.open, fs.promises.rm, fs.promises.mkdir])
    await assert.rejects(use('a\0b'), withNul, use.name);
  for (const use of [() => fs.renameSync('a', 'b\0c'), () => fs.createReadStream('a\0b')])
    assert.throws(use, withNul, `${use}`);
  assert.throws(() => fs.statSync(at('x'.repeat(300))), { code: 'ENAMETOOLONG', syscall: 'stat' });
  const name = Buffer.from([0x61, 0xff, 0xfe]);
  fs.writeFileSync(Buffer.concat([Buffer.from(at('')), Buffer.from('/'), name]), '');
  assert.ok(fs.readdirSync(scratch).includes('a\ufffd\ufffd'));
  assert.ok(fs.readdirSync(scratch, { encoding: 'buffer' }).some((each) => each.equals(name)));
  fs.rmSync(scratch, { recursive: true });
  assert.equal(fs.existsSync(scratch), false);
});
