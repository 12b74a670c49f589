// Integers in Buffers: buf.readInt32LE and its kin. Each width is written out: these are hot, and an engine makes such straight
// lines into loads and stores.
//
// All of them take an offset in bytes (0 by default) and throw ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE for one that is none within the
// Buffer, ERR_BUFFER_OUT_OF_BOUNDS where it is too short for any. Those that write throw ERR_OUT_OF_RANGE for a value that does not fit and return
// the offset behind what they wrote.

import { refuseByteLength, refuseOffset, refuseValue } from './bounds.js';

/** Node buf.readUInt8. */
export function readUInt8(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const value = this[offset];
  if (value === undefined) refuseOffset(offset, this.length - 1);
  return value;
}

/** Node buf.readUInt16LE. */
export function readUInt16LE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 1];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 2);
  return first | (last << 8);
}

/** Node buf.readUInt16BE. */
export function readUInt16BE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 1];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 2);
  return last | (first << 8);
}

/** Node buf.readUInt32LE. */
export function readUInt32LE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 3];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 4);
  return (first | (this[offset + 1] << 8) | (this[offset + 2] << 16) | (last << 24)) >>> 0;
}

/** Node buf.readUInt32BE. */
export function readUInt32BE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 3];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 4);
  return (last | (this[offset + 2] << 8) | (this[offset + 1] << 16) | (first << 24)) >>> 0;
}

/** Node buf.writeUInt8. */
export function writeUInt8(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 1);
  if (value > 255 || value < 0) refuseValue(value, 0, 255, 1);
  if (this[offset] === undefined) refuseOffset(offset, this.length - 1);
  this[offset] = value;
  return offset + 1;
}

/** Node buf.writeUInt16LE. */
export function writeUInt16LE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 2);
  if (value > 65535 || value < 0) refuseValue(value, 0, 65535, 2);
  if (this[offset] === undefined || this[offset + 1] === undefined) refuseOffset(offset, this.length - 2);
  this[offset] = value;
  this[offset + 1] = value >>> 8;
  return offset + 2;
}

/** Node buf.writeUInt16BE. */
export function writeUInt16BE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 2);
  if (value > 65535 || value < 0) refuseValue(value, 0, 65535, 2);
  if (this[offset] === undefined || this[offset + 1] === undefined) refuseOffset(offset, this.length - 2);
  this[offset] = value >>> 8;
  this[offset + 1] = value;
  return offset + 2;
}

/** Node buf.writeUInt32LE. */
export function writeUInt32LE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 4);
  if (value > 0xffffffff || value < 0) refuseValue(value, 0, 0xffffffff, 4);
  if (this[offset] === undefined || this[offset + 3] === undefined) refuseOffset(offset, this.length - 4);
  this[offset] = value;
  this[offset + 1] = value >>> 8;
  this[offset + 2] = value >>> 16;
  this[offset + 3] = value >>> 24;
  return offset + 4;
}

/** Node buf.writeUInt32BE. */
export function writeUInt32BE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 4);
  if (value > 0xffffffff || value < 0) refuseValue(value, 0, 0xffffffff, 4);
  if (this[offset] === undefined || this[offset + 3] === undefined) refuseOffset(offset, this.length - 4);
  this[offset] = value >>> 24;
  this[offset + 1] = value >>> 16;
  this[offset + 2] = value >>> 8;
  this[offset + 3] = value;
  return offset + 4;
}

/** Node buf.readInt8. */
export function readInt8(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const value = this[offset];
  if (value === undefined) refuseOffset(offset, this.length - 1);
  return (value << 24) >> 24;
}

/** Node buf.readInt16LE. */
export function readInt16LE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 1];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 2);
  return ((first | (last << 8)) << 16) >> 16;
}

/** Node buf.readInt16BE. */
export function readInt16BE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 1];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 2);
  return ((last | (first << 8)) << 16) >> 16;
}

/** Node buf.readInt32LE. */
export function readInt32LE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 3];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 4);
  return first | (this[offset + 1] << 8) | (this[offset + 2] << 16) | (last << 24);
}

/** Node buf.readInt32BE. */
export function readInt32BE(offset = 0) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = this[offset];
  const last = this[offset + 3];
  if (first === undefined || last === undefined) refuseOffset(offset, this.length - 4);
  return last | (this[offset + 2] << 8) | (this[offset + 1] << 16) | (first << 24);
}

/** Node buf.writeInt8. */
export function writeInt8(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 1);
  if (value > 127 || value < -128) refuseValue(value, -128, 127, 1);
  if (this[offset] === undefined) refuseOffset(offset, this.length - 1);
  this[offset] = value;
  return offset + 1;
}

/** Node buf.writeInt16LE. */
export function writeInt16LE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 2);
  if (value > 32767 || value < -32768) refuseValue(value, -32768, 32767, 2);
  if (this[offset] === undefined || this[offset + 1] === undefined) refuseOffset(offset, this.length - 2);
  this[offset] = value;
  this[offset + 1] = value >>> 8;
  return offset + 2;
}

/** Node buf.writeInt16BE. */
export function writeInt16BE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 2);
  if (value > 32767 || value < -32768) refuseValue(value, -32768, 32767, 2);
  if (this[offset] === undefined || this[offset + 1] === undefined) refuseOffset(offset, this.length - 2);
  this[offset] = value >>> 8;
  this[offset + 1] = value;
  return offset + 2;
}

/** Node buf.writeInt32LE. */
export function writeInt32LE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 4);
  if (value > 0x7fffffff || value < -0x80000000) refuseValue(value, -0x80000000, 0x7fffffff, 4);
  if (this[offset] === undefined || this[offset + 3] === undefined) refuseOffset(offset, this.length - 4);
  this[offset] = value;
  this[offset + 1] = value >>> 8;
  this[offset + 2] = value >>> 16;
  this[offset + 3] = value >>> 24;
  return offset + 4;
}

/** Node buf.writeInt32BE. */
export function writeInt32BE(value, offset = 0) {
  value = +value;
  if (typeof offset !== 'number') refuseOffset(offset, this.length - 4);
  if (value > 0x7fffffff || value < -0x80000000) refuseValue(value, -0x80000000, 0x7fffffff, 4);
  if (this[offset] === undefined || this[offset + 3] === undefined) refuseOffset(offset, this.length - 4);
  this[offset] = value >>> 24;
  this[offset + 1] = value >>> 16;
  this[offset + 2] = value >>> 8;
  this[offset + 3] = value;
  return offset + 4;
}

/** Throws unless `byteLength` bytes at `offset` lie within the Buffer; there is no default for either. */
function requireRange(buffer, offset, byteLength) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  if (
    !(byteLength >= 1 && byteLength <= 6) ||
    typeof byteLength !== 'number' ||
    Math.floor(byteLength) !== byteLength
  ) {
    refuseByteLength(byteLength);
  }
  if (buffer[offset] === undefined || buffer[offset + byteLength - 1] === undefined) {
    refuseOffset(offset, buffer.length - byteLength);
  }
}

/** Node buf.readUIntLE: an unsigned integer of `byteLength` (1..6) bytes. */
export function readUIntLE(offset, byteLength) {
  requireRange(this, offset, byteLength);
  switch (byteLength) {
    case 1:
      return this[offset];
    case 2:
      return this[offset] | (this[offset + 1] << 8);
    case 3:
      return this[offset] | (this[offset + 1] << 8) | (this[offset + 2] << 16);
    case 4:
      return (this[offset] | (this[offset + 1] << 8) | (this[offset + 2] << 16)) + this[offset + 3] * 2 ** 24;
    case 5:
      return (
        (this[offset] | (this[offset + 1] << 8) | (this[offset + 2] << 16)) +
        this[offset + 3] * 2 ** 24 +
        this[offset + 4] * 2 ** 32
      );
    case 6:
      return (
        (this[offset] | (this[offset + 1] << 8) | (this[offset + 2] << 16)) +
        this[offset + 3] * 2 ** 24 +
        this[offset + 4] * 2 ** 32 +
        this[offset + 5] * 2 ** 40
      );
  }
}

/** Node buf.readUIntBE. */
export function readUIntBE(offset, byteLength) {
  requireRange(this, offset, byteLength);
  switch (byteLength) {
    case 1:
      return this[offset];
    case 2:
      return this[offset + 1] | (this[offset] << 8);
    case 3:
      return this[offset + 2] | (this[offset + 1] << 8) | (this[offset] << 16);
    case 4:
      return (this[offset + 3] | (this[offset + 2] << 8) | (this[offset + 1] << 16)) + this[offset] * 2 ** 24;
    case 5:
      return (
        (this[offset + 4] | (this[offset + 3] << 8) | (this[offset + 2] << 16)) +
        this[offset + 1] * 2 ** 24 +
        this[offset] * 2 ** 32
      );
    case 6:
      return (
        (this[offset + 5] | (this[offset + 4] << 8) | (this[offset + 3] << 16)) +
        this[offset + 2] * 2 ** 24 +
        this[offset + 1] * 2 ** 32 +
        this[offset] * 2 ** 40
      );
  }
}

/** The same bits as a signed number of `byteLength` bytes. */
function signed(value, byteLength) {
  return value >= 2 ** (byteLength * 8 - 1) ? value - 2 ** (byteLength * 8) : value;
}

/** Node buf.readIntLE: a signed integer of `byteLength` (1..6) bytes. */
export function readIntLE(offset, byteLength) {
  return signed(readUIntLE.call(this, offset, byteLength), byteLength);
}

/** Node buf.readIntBE. */
export function readIntBE(offset, byteLength) {
  return signed(readUIntBE.call(this, offset, byteLength), byteLength);
}

/** Byte `i` of an integer of up to six, from the lowest. */
function byteOf(low, high, i) {
  return i < 4 ? low >>> (8 * i) : high >>> (8 * (i - 4));
}

function writeInteger(buffer, value, offset, byteLength, isSigned, isLittle) {
  value = +value;
  if (
    typeof byteLength !== 'number' ||
    !(byteLength >= 1 && byteLength <= 6) ||
    Math.floor(byteLength) !== byteLength
  ) {
    refuseByteLength(byteLength);
  }
  const count = 2 ** (8 * byteLength);
  const min = isSigned ? -count / 2 : 0;
  const max = isSigned ? count / 2 - 1 : count - 1;
  if (value > max || value < min) refuseValue(value, min, max, byteLength);
  requireRange(buffer, offset, byteLength);
  const low = value >>> 0;
  const high = Math.floor(Math.trunc(value) / 0x100000000) >>> 0;
  for (let i = 0; i < byteLength; i++) buffer[offset + i] = byteOf(low, high, isLittle ? i : byteLength - 1 - i);
  return offset + byteLength;
}

/** Node buf.writeUIntLE: an unsigned integer of `byteLength` (1..6) bytes. */
export function writeUIntLE(value, offset, byteLength) {
  return writeInteger(this, value, offset, byteLength, false, true);
}

/** Node buf.writeUIntBE. */
export function writeUIntBE(value, offset, byteLength) {
  return writeInteger(this, value, offset, byteLength, false, false);
}

/** Node buf.writeIntLE: a signed integer of `byteLength` (1..6) bytes. */
export function writeIntLE(value, offset, byteLength) {
  return writeInteger(this, value, offset, byteLength, true, true);
}

/** Node buf.writeIntBE. */
export function writeIntBE(value, offset, byteLength) {
  return writeInteger(this, value, offset, byteLength, true, false);
}
