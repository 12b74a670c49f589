// Floating-point numbers and 64-bit integers in Buffers. Eight bytes of scratch memory, seen as each kind of number, turn bytes into
// numbers and back. Both the machine and V8's typed arrays are little-endian wherever Rondo runs.
//
// Offsets and errors are those of integers.js.

import { refuseOffset, refuseValue, requireBigInt } from './bounds.js';

const scratch = new ArrayBuffer(8);
const bytes = new Uint8Array(scratch);
const floats = new Float32Array(scratch);
const doubles = new Float64Array(scratch);
const bigints = new BigInt64Array(scratch);
const bigUints = new BigUint64Array(scratch);

const MAX_INT64 = 0x7fffffffffffffffn;
const MIN_INT64 = -0x8000000000000000n;
const MAX_UINT64 = 0xffffffffffffffffn;

function load4(buffer, offset, isLittle) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = buffer[offset];
  const last = buffer[offset + 3];
  if (first === undefined || last === undefined) refuseOffset(offset, buffer.length - 4);
  bytes[isLittle ? 0 : 3] = first;
  bytes[isLittle ? 1 : 2] = buffer[offset + 1];
  bytes[isLittle ? 2 : 1] = buffer[offset + 2];
  bytes[isLittle ? 3 : 0] = last;
}

function load8(buffer, offset, isLittle) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  const first = buffer[offset];
  const last = buffer[offset + 7];
  if (first === undefined || last === undefined) refuseOffset(offset, buffer.length - 8);
  if (isLittle) {
    bytes[0] = first;
    bytes[1] = buffer[offset + 1];
    bytes[2] = buffer[offset + 2];
    bytes[3] = buffer[offset + 3];
    bytes[4] = buffer[offset + 4];
    bytes[5] = buffer[offset + 5];
    bytes[6] = buffer[offset + 6];
    bytes[7] = last;
  } else {
    bytes[7] = first;
    bytes[6] = buffer[offset + 1];
    bytes[5] = buffer[offset + 2];
    bytes[4] = buffer[offset + 3];
    bytes[3] = buffer[offset + 4];
    bytes[2] = buffer[offset + 5];
    bytes[1] = buffer[offset + 6];
    bytes[0] = last;
  }
}

/** Puts four scratch bytes to `buffer`; gives the offset behind them. */
function store4(buffer, offset, isLittle) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  if (buffer[offset] === undefined || buffer[offset + 3] === undefined) refuseOffset(offset, buffer.length - 4);
  buffer[offset] = bytes[isLittle ? 0 : 3];
  buffer[offset + 1] = bytes[isLittle ? 1 : 2];
  buffer[offset + 2] = bytes[isLittle ? 2 : 1];
  buffer[offset + 3] = bytes[isLittle ? 3 : 0];
  return offset + 4;
}

function store8(buffer, offset, isLittle) {
  if (typeof offset !== 'number') refuseOffset(offset, 0);
  if (buffer[offset] === undefined || buffer[offset + 7] === undefined) refuseOffset(offset, buffer.length - 8);
  if (isLittle) {
    buffer[offset] = bytes[0];
    buffer[offset + 1] = bytes[1];
    buffer[offset + 2] = bytes[2];
    buffer[offset + 3] = bytes[3];
    buffer[offset + 4] = bytes[4];
    buffer[offset + 5] = bytes[5];
    buffer[offset + 6] = bytes[6];
    buffer[offset + 7] = bytes[7];
  } else {
    buffer[offset] = bytes[7];
    buffer[offset + 1] = bytes[6];
    buffer[offset + 2] = bytes[5];
    buffer[offset + 3] = bytes[4];
    buffer[offset + 4] = bytes[3];
    buffer[offset + 5] = bytes[2];
    buffer[offset + 6] = bytes[1];
    buffer[offset + 7] = bytes[0];
  }
  return offset + 8;
}

/** Node buf.readFloatLE. */
export function readFloatLE(offset = 0) {
  load4(this, offset, true);
  return floats[0];
}

/** Node buf.readFloatBE. */
export function readFloatBE(offset = 0) {
  load4(this, offset, false);
  return floats[0];
}

/** Node buf.writeFloatLE. */
export function writeFloatLE(value, offset = 0) {
  floats[0] = value;
  return store4(this, offset, true);
}

/** Node buf.writeFloatBE. */
export function writeFloatBE(value, offset = 0) {
  floats[0] = value;
  return store4(this, offset, false);
}

/** Node buf.readDoubleLE. */
export function readDoubleLE(offset = 0) {
  load8(this, offset, true);
  return doubles[0];
}

/** Node buf.readDoubleBE. */
export function readDoubleBE(offset = 0) {
  load8(this, offset, false);
  return doubles[0];
}

/** Node buf.writeDoubleLE. */
export function writeDoubleLE(value, offset = 0) {
  doubles[0] = value;
  return store8(this, offset, true);
}

/** Node buf.writeDoubleBE. */
export function writeDoubleBE(value, offset = 0) {
  doubles[0] = value;
  return store8(this, offset, false);
}

/** Node buf.readBigInt64LE. */
export function readBigInt64LE(offset = 0) {
  load8(this, offset, true);
  return bigints[0];
}

/** Node buf.readBigInt64BE. */
export function readBigInt64BE(offset = 0) {
  load8(this, offset, false);
  return bigints[0];
}

/** Node buf.writeBigInt64LE. */
export function writeBigInt64LE(value, offset = 0) {
  if (value > MAX_INT64 || value < MIN_INT64) refuseValue(value, MIN_INT64, MAX_INT64, 8);
  bigints[0] = requireBigInt(value);
  return store8(this, offset, true);
}

/** Node buf.writeBigInt64BE. */
export function writeBigInt64BE(value, offset = 0) {
  if (value > MAX_INT64 || value < MIN_INT64) refuseValue(value, MIN_INT64, MAX_INT64, 8);
  bigints[0] = requireBigInt(value);
  return store8(this, offset, false);
}

/** Node buf.readBigUInt64LE. */
export function readBigUInt64LE(offset = 0) {
  load8(this, offset, true);
  return bigUints[0];
}

/** Node buf.readBigUInt64BE. */
export function readBigUInt64BE(offset = 0) {
  load8(this, offset, false);
  return bigUints[0];
}

/** Node buf.writeBigUInt64LE. */
export function writeBigUInt64LE(value, offset = 0) {
  if (value > MAX_UINT64 || value < 0n) refuseValue(value, 0n, MAX_UINT64, 8);
  bigUints[0] = requireBigInt(value);
  return store8(this, offset, true);
}

/** Node buf.writeBigUInt64BE. */
export function writeBigUInt64BE(value, offset = 0) {
  if (value > MAX_UINT64 || value < 0n) refuseValue(value, 0n, MAX_UINT64, 8);
  bigUints[0] = requireBigInt(value);
  return store8(this, offset, false);
}
