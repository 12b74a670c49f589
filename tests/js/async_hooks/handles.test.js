// What hooks hear of sockets, requests and children: kinds, causes, and that each ends.
import assert from 'node:assert';
import { asyncWrapProviders, createHook, executionAsyncId, executionAsyncResource } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { test } from '../harness.js';

/** Runs work while a hook listens; gives what was made, once all of it that `ending` names is gone. */
async function heard(work, ending) {
  const made = [];
  const hook = createHook({
    init(id, type, trigger, resource) {
      made.push({ id, type, trigger, resource, before: 0, after: 0, destroyed: 0 });
    },
    before: (id) => count(id, 'before'),
    after: (id) => count(id, 'after'),
    destroy: (id) => count(id, 'destroyed'),
  });
  const count = (id, what) => {
    const one = made.find((each) => each.id === id);
    if (one) one[what]++;
  };
  hook.enable();
  await work();
  while (made.some(({ type, destroyed }) => ending.includes(type) && destroyed === 0))
    await new Promise((resolve) => setImmediate(resolve));
  hook.disable();
  for (const one of made) assert.ok(one.destroyed <= 1, `${one.type} is destroyed once`);
  return (type) => made.filter((each) => each.type === type);
}

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

test('sockets: the client, its connecting, the server and what it accepts', async () => {
  const types = ['TCPSERVERWRAP', 'TCPWRAP', 'TCPCONNECTWRAP', 'SHUTDOWNWRAP'];
  const of = await heard(async () => {
    const server = net.createServer((socket) => socket.end());
    await listen(server);
    net.connect(server.address().port, '127.0.0.1').resume();
    await once(server, 'connection');
    server.close();
    await once(server, 'close');
  }, types);
  const [server] = of('TCPSERVERWRAP');
  const [client, accepted] = of('TCPWRAP');
  const [connecting] = of('TCPCONNECTWRAP');
  assert.equal(connecting.trigger, client.id);
  assert.equal(accepted.trigger, server.id);
  assert.ok(of('SHUTDOWNWRAP').some(({ trigger }) => trigger === accepted.id));
  assert.deepEqual([server.before, server.after], [1, 1]);
  assert.deepEqual([connecting.before, connecting.after], [1, 1]);
  // the end, and that it is closed
  assert.deepEqual([client.before, client.after], [2, 2]);
});

test('HTTP: handlers run as the parser of their connection, which ends with it', async () => {
  let inRequest;
  let inResponse;
  const of = await heard(async () => {
    const server = http.createServer((req, res) => {
      inRequest = [executionAsyncId(), executionAsyncResource()];
      res.end('x');
    });
    await listen(server);
    await new Promise((resolve) => {
      http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, (res) => {
        inResponse = [executionAsyncId(), executionAsyncResource()];
        res.resume().on('close', resolve);
      });
    });
    await new Promise((resolve) => server.close(resolve));
  }, ['HTTPINCOMINGMESSAGE', 'HTTPCLIENTREQUEST']);
  const [server] = of('HTTPINCOMINGMESSAGE');
  const [client] = of('HTTPCLIENTREQUEST');
  assert.deepEqual(inRequest, [server.id, server.resource]);
  assert.deepEqual(inResponse, [client.id, client.resource]);
  assert.equal(of('TCPWRAP').find(({ id }) => id === server.trigger)?.type, 'TCPWRAP');
});

test('a child and its pipes', async () => {
  const of = await heard(async () => {
    const child = spawn(process.execPath, ['--version']);
    child.stdout.resume();
    await once(child, 'close');
  }, ['PROCESSWRAP', 'PIPEWRAP']);
  assert.equal(of('PROCESSWRAP').length, 1);
  assert.equal(of('PIPEWRAP').length, 3);
  assert.deepEqual(
    of('PROCESSWRAP').map(({ before, after }) => [before, after]),
    [[1, 1]],
  );
});

test('readFile is the same with a listener: text, bytes, errors', async () => {
  const read = (...args) => new Promise((resolve) => fs.readFile(...args, (error, data) => resolve(error ?? data)));
  const of = await heard(async () => {
    assert.equal(await read(import.meta.filename, 'utf8'), fs.readFileSync(import.meta.filename, 'utf8'));
    assert.deepEqual(await read(import.meta.filename), fs.readFileSync(import.meta.filename));
    assert.deepEqual(await read('/proc/self/cmdline'), fs.readFileSync('/proc/self/cmdline'));
    const missing = await read('/does/not/exist');
    assert.deepEqual([missing.code, missing.syscall, missing.path], ['ENOENT', 'open', '/does/not/exist']);
    assert.equal((await read('/proc')).code, 'EISDIR');
  }, ['FSREQCALLBACK']);
  const [first, ...others] = of('FSREQCALLBACK').slice(0, 4);
  for (const [i, { trigger }] of others.entries()) assert.equal(trigger, [first, ...others][i].id);
});

test('a promise of fs is a request, too', async () => {
  const of = await heard(() => fs.promises.stat('.'), ['FSREQPROMISE']);
  assert.equal(of('FSREQPROMISE').length, 1);
  await heard(() => assert.rejects(fs.promises.stat('/does/not/exist'), { code: 'ENOENT' }), ['FSREQPROMISE']);
  assert.equal(executionAsyncId() > 0, true);
});

test('a hook that is enabled while a callback runs hears of its end', async () => {
  let afters = 0;
  const hook = createHook({ after: () => afters++ });
  await new Promise((resolve) =>
    setTimeout(() => {
      hook.enable();
      setImmediate(resolve);
    }, 1),
  );
  hook.disable();
  assert.ok(afters > 0);
});

test('an exhausted stack can be caught while a hook listens', () => {
  const hook = createHook({ init() {} }).enable();
  const dive = () => {
    new Promise(() => {});
    return dive();
  };
  assert.throws(dive, RangeError);
  hook.disable();
});

test('asyncWrapProviders names the kinds that come up, and cannot be changed', async () => {
  assert.equal(Object.getPrototypeOf(asyncWrapProviders), null);
  assert.ok(Object.isFrozen(asyncWrapProviders));
  const numbers = Object.values(asyncWrapProviders);
  assert.equal(new Set(numbers).size, numbers.length);
  const of = await heard(() => fs.promises.stat('.'), []);
  assert.equal(of('FSREQPROMISE')[0].type in asyncWrapProviders, true);
});
