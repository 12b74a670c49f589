// What a value is, whatever realm it comes from and whatever it claims.

import { binding } from '../binding.js';

/** @type {(value: unknown) => boolean} an ArrayBuffer or a SharedArrayBuffer */
export const { isAnyArrayBuffer } = binding('buffer');

const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
).get;

/** @returns {boolean} a Uint8Array or what derives from it: a Buffer */
export function isUint8Array(value) {
  return typedArrayTag.call(value) === 'Uint8Array';
}

/** @returns {boolean} any typed array; no DataView */
export function isTypedArray(value) {
  return typedArrayTag.call(value) !== undefined;
}
