import assert from 'node:assert';
import { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } from 'node:async_hooks';
import fs from 'node:fs';
import { test } from '../harness.js';

test('requests of the file system have ids, in which their callbacks run', async () => {
  const made = new Map();
  const hook = createHook({ init: (id, type) => made.set(id, type) }).enable();
  const id = await new Promise((resolve) => fs.stat('/', () => resolve(executionAsyncId())));
  hook.disable();
  assert.equal(made.get(id), 'FSREQCALLBACK');
});

test('what a hook enables counts once the event is over', async () => {
  let inner = 0;
  let nested = false;
  const other = createHook({ init: () => inner++ });
  const hook = createHook({
    init() {
      other.enable();
      if (nested) return;
      nested = true;
      fs.access('/', () => {});
    },
  }).enable();
  fs.access('/', () => {});
  assert.equal(inner, 0);
  fs.access('/', () => {});
  assert.equal(inner, 1);
  hook.disable();
  other.disable();
});

test('a resource may have no name while nobody listens', () => {
  assert.strictEqual(typeof new AsyncResource('').asyncId(), 'number');
  const hook = createHook({ init() {} }).enable();
  assert.throws(() => new AsyncResource(''), { code: 'ERR_ASYNC_TYPE' });
  hook.disable();
  assert.strictEqual(new AsyncLocalStorage({ name: 5 }).name, '5');
});
