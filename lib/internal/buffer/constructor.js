//# allFunctionsCalledOnLoad
// `Buffer` itself: the deprecated constructor, which is where all its functions hang.

import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { onStart } from '../start.js';
import { FastBuffer } from './allocation.js';

const { calledFromPackage } = binding('buffer');

const DEPRECATION =
  'Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), Buffer.allocUnsafe(), or ' +
  'Buffer.from() methods instead.';

let warned = false;
onStart(() => {
  warned = false;
});

/** Once per thread; code of packages is spared unless pending deprecations are asked for. */
function warnOnce() {
  if (warned || (!options['pending-deprecation'] && calledFromPackage())) return;
  warned = true;
  process.emitWarning(DEPRECATION, 'DeprecationWarning', 'DEP0005', Buffer);
}

/**
 * Node Buffer(), deprecated since v6: `Buffer.alloc(size)` for a number, else `Buffer.from()`. With and without new.
 * @param {number | string | object} value
 * @param {string | number} [encodingOrOffset]
 * @param {number} [length]
 * @throws {TypeError} ERR_INVALID_ARG_TYPE for a number with an encoding, and what Buffer.alloc and Buffer.from throw
 */
export function Buffer(value, encodingOrOffset, length) {
  warnOnce();
  if (typeof value !== 'number') return Buffer.from(value, encodingOrOffset, length);
  if (typeof encodingOrOffset === 'string') throw new codes.ERR_INVALID_ARG_TYPE('string', 'string', value);
  return Buffer.alloc(value);
}

Object.setPrototypeOf(Buffer, Uint8Array);

/** Links `Buffer` with the class behind it, which is evaluated after this file. */
export function adopt() {
  Buffer.prototype = FastBuffer.prototype;
  Object.defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true });
  Object.defineProperty(Buffer, Symbol.species, {
    configurable: true,
    get: () => FastBuffer,
  });
}
