import assert from 'node:assert';
import { parseArgs } from 'node:util';
import { test } from '../harness.js';

const options = {
  verbose: { type: 'boolean', short: 'v' },
  file: { type: 'string', short: 'f', multiple: true },
  level: { type: 'string', default: '3' },
};

test('long and short options, groups, values inline and apart', () => {
  const { values, positionals } = parseArgs({
    args: ['-vfa', '--file=b', '--file', 'c', 'x', '--', '-y'],
    options,
    allowPositionals: true,
  });
  assert.deepStrictEqual(values, { __proto__: null, verbose: true, file: ['a', 'b', 'c'], level: '3' });
  assert.deepStrictEqual(positionals, ['x', '-y']);
});

test('what is strictly wrong', () => {
  const code = (args) => {
    try {
      parseArgs({ args, options });
    } catch (error) {
      return error.code;
    }
    return undefined;
  };
  assert.strictEqual(code(['--nope']), 'ERR_PARSE_ARGS_UNKNOWN_OPTION');
  assert.strictEqual(code(['x']), 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL');
  assert.strictEqual(code(['--file']), 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE');
  assert.strictEqual(code(['--verbose=1']), 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE');
  assert.strictEqual(code(['--file', '-v']), 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE');
});

test('negation and tokens', () => {
  const { values, tokens } = parseArgs({ args: ['--no-verbose'], options, allowNegative: true, tokens: true });
  assert.strictEqual(values.verbose, false);
  assert.deepStrictEqual(tokens, [
    { kind: 'option', name: 'verbose', rawName: '--no-verbose', index: 0, value: undefined, inlineValue: undefined },
  ]);
});
