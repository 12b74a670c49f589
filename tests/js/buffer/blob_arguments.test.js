import assert from 'node:assert';
import { test } from '../harness.js';

test('slice() rounds as Web IDL clamps', async () => {
  const blob = new Blob(['hello']);
  const slices = [
    [0.5],
    [1.5],
    [2.5],
    [-1.5],
    [-0.5],
    [0, 1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ['1'],
    [null],
  ];
  const texts = await Promise.all(slices.map((range) => blob.slice(...range).text()));
  assert.deepStrictEqual(texts, ['hello', 'llo', 'llo', 'lo', 'hello', 'he', 'hello', '', 'ello', 'hello']);
});

test('options become strings, null too', () => {
  assert.strictEqual(new Blob([], { type: null }).type, 'null');
  assert.strictEqual(new Blob([], { type: undefined }).type, '');
  for (const endings of [null, 5, 'x']) {
    const message = `The property 'options.endings' is invalid. Received '${endings}'`;
    assert.throws(() => new Blob([], { endings }), { code: 'ERR_INVALID_ARG_VALUE', message });
  }
});
