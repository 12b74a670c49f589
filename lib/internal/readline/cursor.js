// The cursor of a terminal, moved by control sequences (ECMA-48).
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateFunction } from '../validators.js';

export const CLEAR_TO_START = '\x1b[1K';
export const CLEAR_TO_END = '\x1b[0K';
export const CLEAR_LINE = '\x1b[2K';
export const CLEAR_DOWN = '\x1b[0J';

/** The sequence for a place: column x of the line, or column x of row y, both from 0. */
export function toPlace(x, y) {
  return typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`;
}

/** The sequence for a way: dx columns to the right, dy rows down. */
export function alongWay(dx, dy) {
  const columns = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : '';
  const rows = dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : '';
  return columns + rows;
}

/** The sequence that clears a line: -1 to its start, 1 to its end, else all of it. */
export function clearing(direction) {
  return direction < 0 ? CLEAR_TO_START : direction > 0 ? CLEAR_TO_END : CLEAR_LINE;
}

function send(stream, sequence, callback) {
  if (stream === null || stream === undefined || sequence === '') {
    if (typeof callback === 'function') nextTick(callback, null);
    return true;
  }
  return stream.write(sequence, callback);
}

function check(callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
}

/**
 * @param {Writable} stream
 * @param {number} x  column, from 0
 * @param {number} [y]  row, from 0
 * @param {Function} [callback]
 * @returns {boolean} false when the stream wants the program to wait for 'drain'
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE for NaN, ERR_INVALID_CURSOR_POS for a row without column
 * Source: Node readline.cursorTo since v0.7.7.
 */
export function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  check(callback);
  if (Number.isNaN(x)) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (stream === null || stream === undefined) return send(stream, '', callback);
  if (typeof x !== 'number') {
    if (typeof y === 'number') throw new codes.ERR_INVALID_CURSOR_POS();
    return send(stream, '', callback);
  }
  return send(stream, toPlace(x, y), callback);
}

/**
 * @param {Writable} stream
 * @param {number} dx  columns to the right
 * @param {number} dy  rows down
 * @param {Function} [callback]
 * @returns {boolean} as for cursorTo()
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node readline.moveCursor since v0.7.7.
 */
export function moveCursor(stream, dx, dy, callback) {
  check(callback);
  return send(stream, alongWay(dx, dy), callback);
}

/**
 * @param {Writable} stream
 * @param {-1|0|1} direction  to the left of the cursor, the whole line, to the right
 * @param {Function} [callback]
 * @returns {boolean} as for cursorTo()
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node readline.clearLine since v0.7.7.
 */
export function clearLine(stream, direction, callback) {
  check(callback);
  return send(stream, clearing(direction), callback);
}

/**
 * @param {Writable} stream  cleared from the cursor down
 * @param {Function} [callback]
 * @returns {boolean} as for cursorTo()
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node readline.clearScreenDown since v0.7.7.
 */
export function clearScreenDown(stream, callback) {
  check(callback);
  return send(stream, CLEAR_DOWN, callback);
}
