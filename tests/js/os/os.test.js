import assert from 'node:assert';
import os from 'node:os';
import { test } from '../harness.js';

test('what the machine is', () => {
  assert.strictEqual(os.platform(), process.platform);
  assert.strictEqual(os.arch(), process.arch);
  assert.match(os.type(), /^\w+$/);
  assert.match(os.release(), /^\d+\./);
  assert.ok(os.version().length > 0 && os.machine().length > 0 && os.hostname().length > 0);
  assert.strictEqual(os.endianness(), 'LE');
  assert.ok(os.totalmem() >= os.freemem() && os.freemem() > 0);
  assert.ok(os.uptime() > 0);
  assert.strictEqual(os.loadavg().length, 3);
  assert.ok(os.availableParallelism() >= 1);
  assert.strictEqual(`${os.hostname}`, os.hostname());
});

test('processors', () => {
  const [first] = os.cpus();
  assert.deepStrictEqual(Object.keys(first), ['model', 'speed', 'times']);
  assert.ok(Object.values(first.times).every(Number.isFinite));
});

test('addresses with their prefix', () => {
  const lo = os.networkInterfaces().lo.find(({ family }) => family === 'IPv4');
  assert.deepStrictEqual(lo, {
    address: '127.0.0.1',
    netmask: '255.0.0.0',
    family: 'IPv4',
    mac: '00:00:00:00:00:00',
    internal: true,
    cidr: '127.0.0.1/8',
  });
  for (const list of Object.values(os.networkInterfaces())) {
    for (const entry of list) assert.strictEqual('scopeid' in entry, entry.family === 'IPv6');
  }
});

test('the user', () => {
  const user = os.userInfo();
  assert.strictEqual(user.uid, process.getuid());
  assert.strictEqual(os.userInfo({ encoding: 'buffer' }).username.toString(), user.username);
  assert.strictEqual(os.userInfo({ encoding: 'hex' }).homedir, Buffer.from(user.homedir).toString('hex'));
});

test('folders follow the environment', () => {
  const { HOME, TMPDIR } = process.env;
  try {
    process.env.HOME = '/h\u00f6me';
    process.env.TMPDIR = '/t/';
    assert.strictEqual(os.homedir(), '/h\u00f6me');
    assert.strictEqual(os.tmpdir(), '/t');
    delete process.env.HOME;
    assert.strictEqual(os.homedir(), os.userInfo().homedir);
  } finally {
    for (const [name, value] of Object.entries({ HOME, TMPDIR })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('priorities', () => {
  assert.strictEqual(os.getPriority(), os.getPriority(process.pid));
  os.setPriority(19);
  assert.strictEqual(os.getPriority(0), 19);
  assert.throws(() => os.getPriority(-1), {
    name: 'SystemError',
    code: 'ERR_SYSTEM_ERROR',
    syscall: 'uv_os_getpriority',
  });
  assert.throws(() => os.setPriority(0, 20), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => os.setPriority('0', 1), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('constants', () => {
  assert.strictEqual(os.constants.signals.SIGTERM, 15);
  assert.strictEqual(os.constants.errno.ENOENT, 2);
  assert.throws(() => {
    os.constants.signals.SIGX = 1;
  }, TypeError);
  assert.throws(() => {
    os.EOL = 'x';
  }, TypeError);
});

test('userInfo() takes an unknown encoding as UTF-8', () => {
  const { username } = os.userInfo();
  for (const encoding of ['none', 5, '', null]) assert.strictEqual(os.userInfo({ encoding }).username, username);
  assert.strictEqual(os.userInfo({ encoding: 'hex' }).username, Buffer.from(username).toString('hex'));
});
