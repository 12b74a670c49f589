// util.types: what values are, whatever their prototypes claim.
import { binding } from '../binding.js';
import { load } from '../builtins.js';

const native = binding('util');

export const types = {};
// The binding's predicates and nothing else of it.
for (const name of Object.keys(native).filter((key) => /^is[A-Z]/.test(key) && key !== 'isDetached')) {
  types[name] = native[name];
}

/** Either kind of buffer. Node util.types.isAnyArrayBuffer since v10.0.0 */
types.isAnyArrayBuffer = (value) => native.isArrayBuffer(value) || native.isSharedArrayBuffer(value);

/** A typed array or a DataView. Node util.types.isArrayBufferView since v10.0.0 */
types.isArrayBufferView = ArrayBuffer.isView;

/** `Object(1)` and its kin. Node util.types.isBoxedPrimitive since v10.11.0 */
types.isBoxedPrimitive = (value) =>
  native.isNumberObject(value) ||
  native.isStringObject(value) ||
  native.isBooleanObject(value) ||
  native.isBigIntObject(value) ||
  native.isSymbolObject(value);

/** @returns {boolean} Node util.types.isKeyObject since v15.0.0 */
types.isKeyObject = function isKeyObject(value) {
  return load('internal/crypto/key_object').isKeyObject(value);
};

/** @returns {boolean} Node util.types.isCryptoKey since v15.0.0 */
types.isCryptoKey = function isCryptoKey(value) {
  return load('internal/crypto/crypto_key').isCryptoKey(value);
};
