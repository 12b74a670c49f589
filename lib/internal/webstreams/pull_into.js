// Bytes that a reader of a byte stream has asked for.
import { Buffer } from '../../buffer.js';

const TypedArray = Object.getPrototypeOf(Uint8Array);
const nameOf = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;

export const bytesView = (buffer, byteOffset, length) => new Uint8Array(buffer, byteOffset, length);
const bufferView = (buffer, byteOffset, length) => Buffer.from(buffer, byteOffset, length);

/** How to make views of the same kind as `view`, whatever its class: (buffer, byteOffset, length in elements) => view. */
export function viewLike(view) {
  if (view instanceof Buffer) return bufferView;
  const View = globalThis[nameOf.call(view) ?? 'DataView'];
  return View === Uint8Array ? bytesView : (buffer, byteOffset, length) => new View(buffer, byteOffset, length);
}

/** Where the bytes go, and how many there are. (Standard: pull-into descriptor) */
export class PullInto {
  bytesFilled = 0;

  /**
   * @param {ArrayBuffer} buffer
   * @param {number} byteOffset
   * @param {number} byteLength
   * @param {number} minimum  bytes that must come before the reader is served
   * @param {number} elementSize  bytes
   * @param {Function} makeView  of viewLike()
   * @param {'default'|'byob'|'none'} kind  of the reader
   */
  constructor(buffer, byteOffset, byteLength, minimum, elementSize, makeView, kind) {
    this.buffer = buffer;
    this.bufferByteLength = buffer.byteLength;
    this.byteOffset = byteOffset;
    this.byteLength = byteLength;
    this.minimum = minimum;
    this.elementSize = elementSize;
    this.makeView = makeView;
    this.kind = kind;
  }

  /** (ConvertPullIntoDescriptor) */
  toView() {
    return this.makeView(this.buffer.transfer(), this.byteOffset, this.bytesFilled / this.elementSize);
  }
}
