import assert from 'node:assert';
import { EventEmitter, on } from 'node:events';
import { test } from '../harness.js';

test('close that is no list ends nothing', async () => {
  for (const close of [undefined, null, 5, {}, []]) {
    const emitter = new EventEmitter();
    const values = on(emitter, 'x', { close });
    emitter.emit('x', 1);
    assert.deepStrictEqual(await values.next(), { value: [1], done: false });
    await values.return();
  }
});
