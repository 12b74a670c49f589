// What an error of the parser looks like to programs.
import { FastBuffer } from '../buffer/allocation.js';

/**
 * @param {string} code  HPE_...
 * @param {number} parsed  bytes of the packet that were taken
 * @param {ArrayBuffer} packet
 */
export function parseError(code, reason, parsed, packet) {
  const error = new Error(`Parse Error: ${reason}`);
  error.code = code;
  error.bytesParsed = parsed;
  error.rawPacket = packet === undefined ? undefined : new FastBuffer(packet);
  error.reason = reason;
  return error;
}
