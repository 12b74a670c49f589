// The global console.
import { load, has } from '../builtins.js';
import { binding } from '../binding.js';

const native = binding('process');

let value;
Object.defineProperty(globalThis, 'console', {
  get() {
    return (value ??= has('console') ? load('console') : plain());
  },
  set(other) {
    value = other;
  },
  enumerable: false,
  configurable: true,
});

function plain() {
  const to = (fd) => (...args) => native.writeText(fd, `${args.map((x) => (typeof x === 'string' ? x : (x?.stack ?? JSON.stringify(x) ?? String(x)))).join(' ')}\n`);
  return { log: to(1), info: to(1), debug: to(1), warn: to(2), error: to(2) };
}
