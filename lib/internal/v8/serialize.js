// V8's wire format as programs use it: Serializer, Deserializer and the pair that knows typed arrays.

import { Buffer } from '../../buffer.js';
import { FastBuffer } from '../buffer/allocation.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { stampCode } from '../errors/define.js';

const native = binding('v8');

const { release } = native.Serializer.prototype;
delete native.Serializer.prototype.release;

/** Node class v8.Serializer, since v8. Subclasses add _writeHostObject(), _getDataCloneError(), _getSharedArrayBufferId(). */
export const { Serializer } = native;

/** @returns {Buffer} what was written; the Serializer is spent */
Serializer.prototype.releaseBuffer = function releaseBuffer() {
  return new FastBuffer(release.call(this));
};
/** What is thrown for a value that cannot be cloned. */
Serializer.prototype._getDataCloneError = Error;

/** Node class v8.Deserializer, since v8. Subclasses add _readHostObject(), _getSharedArrayBufferFromId(). */
export class Deserializer extends native.Deserializer {
  /**
   * @param {ArrayBufferView} buffer
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   */
  constructor(buffer) {
    if (!ArrayBuffer.isView(buffer)) {
      throw stampCode(new TypeError('buffer must be a TypedArray or a DataView'), 'ERR_INVALID_ARG_TYPE');
    }
    super(buffer);
    this.buffer = buffer;
  }

  /**
   * @param {number} length
   * @returns {Buffer} a view on what is read
   * @throws {Error} where there are not so many bytes
   */
  readRawBytes(length) {
    const offset = this._readRawBytes(length);
    return new FastBuffer(this.buffer.buffer, this.buffer.byteOffset + offset, length);
  }
}

const Float16 = globalThis.Float16Array;

/** Kinds of views by the numbers that they have on the wire. */
const KINDS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  DataView,
  FastBuffer,
  BigInt64Array,
  BigUint64Array,
  Float16,
];
const BUFFER = KINDS.indexOf(FastBuffer);
const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

function kindOf(view) {
  if (view.constructor === Buffer) return BUFFER;
  const name = tagOf.call(view) ?? 'DataView';
  return KINDS.findIndex((Class) => Class?.name === name);
}

/** Node class v8.DefaultSerializer, since v8: writes of a view only the bytes that it shows. */
export class DefaultSerializer extends Serializer {
  constructor() {
    super();
    this._setTreatArrayBufferViewsAsHostObjects(true);
  }

  _writeHostObject(object) {
    const kind = ArrayBuffer.isView(object) ? kindOf(object) : -1;
    if (kind < 0) throw new this._getDataCloneError(`Unserializable host object: ${load('util').inspect(object)}`);
    this.writeUint32(kind);
    this.writeUint32(object.byteLength);
    this.writeRawBytes(new Uint8Array(object.buffer, object.byteOffset, object.byteLength));
  }
}

/** Node class v8.DefaultDeserializer, since v8: reads what DefaultSerializer writes. */
export class DefaultDeserializer extends Deserializer {
  _readHostObject() {
    const Class = KINDS[this.readUint32()];
    if (Class === undefined) throw new Error('Unsupported serialized view');
    const length = this.readUint32();
    const bytes = this.readRawBytes(length);
    const size = Class.BYTES_PER_ELEMENT ?? 1;
    if (Class === FastBuffer) return bytes;
    if (bytes.byteOffset % size === 0) return new Class(bytes.buffer, bytes.byteOffset, length / size);
    // Not aligned: a copy is.
    const copy = Buffer.allocUnsafeSlow(length);
    bytes.copy(copy);
    return new Class(copy.buffer, copy.byteOffset, length / size);
  }
}

/**
 * Node v8.serialize, since v8.
 * @param {unknown} value
 * @returns {Buffer}
 * @throws {Error} for what cannot be cloned
 */
export function serialize(value) {
  const serializer = new DefaultSerializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

/**
 * Node v8.deserialize, since v8.
 * @param {ArrayBufferView} buffer  of serialize()
 * @returns {unknown}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} for bytes that are none of serialize()
 */
export function deserialize(buffer) {
  const deserializer = new DefaultDeserializer(buffer);
  deserializer.readHeader();
  return deserializer.readValue();
}
