// Arguments are taken apart.
const minimist = require('minimist');
console.log(
  minimist(['-abc', '--n=5', '--no-x', '--list', '1', '--list', '2', '--deep.er', 'y', '-xfoo', '--', '--rest'], {
    '--': true,
    boolean: ['a'],
    string: ['s'],
    alias: { n: 'number' },
    default: { d: 1 },
  }),
);
console.log(minimist(['--__proto__.polluted', 'yes', '0x1f', '1e3', '-5']), {}.polluted);
