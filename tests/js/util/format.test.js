import assert from 'node:assert';
import { format, formatWithOptions } from 'node:util';
import { test } from '../harness.js';

test('directives', () => {
  const cases = [
    [['%s %s', 'a'], 'a %s'],
    [['%d %i %f', '1.5', '1.5', '1.5'], '1.5 1 1.5'],
    [['%d', 2n], '2n'],
    [['%j', { a: 1 }], '{"a":1}'],
    [['%O', { a: { b: 1 } }], '{ a: { b: 1 } }'],
    [['%c%s', 'css', 'x'], 'x'],
    [['%%%s%%', 'x'], '%x%'],
    [['%x', 1], '%x 1'],
    [['a', 'b', { c: 1 }], 'a b { c: 1 }'],
    [[1, 'a'], '1 a'],
    [['%'], '%'],
    [['%s', -0], '-0'],
    [['%s', () => 1], '() => 1'],
    [['%s', { toString: () => 'own' }], 'own'],
    [['%s', { a: [1] }], '{ a: [Array] }'],
    [['%s', Symbol('x')], 'Symbol(x)'],
  ];
  for (const [args, text] of cases) assert.strictEqual(format(...args), text);
});

test('%j says Circular, and passes other errors on', () => {
  const circle = {};
  circle.circle = circle;
  assert.strictEqual(format('%j', circle), '[Circular]');
  assert.throws(
    () =>
      format('%j', {
        toJSON() {
          throw new Error('mine');
        },
      }),
    /^Error: mine$/,
  );
});

test('formatWithOptions takes options of inspect', () => {
  assert.strictEqual(formatWithOptions({ compact: false }, '%O', [1]), '[\n  1\n]');
  assert.throws(() => formatWithOptions(1, 'x'), { code: 'ERR_INVALID_ARG_TYPE' });
});
