// moveMessagePortToContext()
import assert from 'node:assert';
import fs from 'node:fs/promises';
import vm from 'node:vm';
import { MessageChannel, MessagePort, moveMessagePortToContext, receiveMessageOnPort } from 'node:worker_threads';
import { test } from '../harness.js';

test('what it hears, and what it is made of, belongs to the context', async () => {
  const { port1, port2 } = new MessageChannel();
  const context = vm.createContext({ seen: [] });
  context.port = moveMessagePortToContext(port1, context);
  assert.equal(context.port instanceof MessagePort, false);
  assert.equal(port1.postMessage(1), undefined);
  vm.runInContext(
    `for (let each = port; each !== null; each = Object.getPrototypeOf(each))
       for (const name of Object.getOwnPropertyNames(each))
         if (typeof each[name] === 'function') seen.push(each[name] instanceof Function);
     port.onmessage = function ({ data, ports, type }) {
       seen.push(data instanceof Object, data.list instanceof Array, ports instanceof Array, type, this === port);
       seen.push(ports[0] === data.more, Object.getPrototypeOf(data.more) === Object.getPrototypeOf(port));
       port.postMessage({ list: [1] });
     };
     port.start();`,
    context,
  );
  const more = new MessageChannel();
  port2.postMessage({ list: [], more: more.port1 }, [more.port1]);
  const [answer] = await new Promise((resolve) => port2.on('message', (...args) => resolve(args)));
  assert.deepEqual(answer, { list: [1] });
  assert.deepEqual(
    context.seen.filter((each) => each !== true),
    ['message'],
  );
  const closed = new Promise((resolve) => port2.once('close', resolve));
  vm.runInContext('port.close()', context);
  await closed;
});

test('a message that cannot be made there is an error, the next one arrives', async () => {
  const { port1, port2 } = new MessageChannel();
  const context = vm.createContext();
  const moved = moveMessagePortToContext(port1, context);
  const file = await fs.open(new URL(import.meta.url));
  port2.postMessage(file, [file]);
  port2.postMessage('second');
  const heard = [];
  await new Promise((resolve) => {
    moved.onmessageerror = ({ data }) => heard.push(data.code);
    moved.onmessage = ({ data }) => {
      heard.push(data);
      resolve();
    };
    moved.start();
  });
  assert.deepEqual(heard, ['ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE', 'second']);
  await assert.rejects(file.read(), { code: 'EBADF', message: 'The FileHandle has been transferred' });
  port2.close();
});

test('it can be moved on, and read without events', () => {
  const { port1, port2 } = new MessageChannel();
  const [one, other] = [vm.createContext(), vm.createContext()];
  const moved = moveMessagePortToContext(moveMessagePortToContext(port1, one), other);
  port2.postMessage([1]);
  other.message = receiveMessageOnPort(moved).message;
  assert.equal(vm.runInContext('message instanceof Array', other), true);
  port2.close();
});

test('what it does not take', () => {
  const { port1 } = new MessageChannel();
  assert.throws(() => moveMessagePortToContext({}, vm.createContext()), { code: 'ERR_INVALID_ARG_TYPE' });
  for (const none of [{}, null, undefined, 1])
    assert.throws(() => moveMessagePortToContext(port1, none), { code: 'ERR_INVALID_ARG_TYPE' });
  port1.close();
  assert.throws(() => moveMessagePortToContext(port1, vm.createContext()), { code: 'ERR_CLOSED_MESSAGE_PORT' });
});
