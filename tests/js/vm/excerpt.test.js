import assert from 'node:assert';
import vm from 'node:vm';
import { test } from '../harness.js';

test('the caret stands below the code, wherever the script says that it begins', () => {
  assert.throws(
    () => vm.runInNewContext(' throw new Error("x")', {}, { filename: 'f.js', lineOffset: 32, columnOffset: 123 }),
    (error) => error.stack.startsWith('f.js:33\n throw new Error("x")\n ^\n'),
  );
});
