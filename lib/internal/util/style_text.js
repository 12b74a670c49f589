// util.styleText: text in colours.
import { codes } from '../errors.js';
import { validateBoolean, validateObject, validateOneOf, validateString } from '../validators.js';
import { colors } from './inspect/style.js';
import { shouldColor } from './terminal.js';

/** Bold and dim end by the same code: what was on outside has to be put on again behind it. */
const keepsClose = new Set([22]);

function isStream(value) {
  return (
    value !== null &&
    typeof value === 'object' &&
    (typeof value.pipe === 'function' ||
      typeof value.write === 'function' ||
      typeof value.getReader === 'function' ||
      typeof value.getWriter === 'function')
  );
}

function colorOf(format) {
  const color = typeof format === 'string' ? colors[format] : undefined;
  if (color === undefined) validateOneOf(format, 'format', Object.getOwnPropertyNames(colors));
  return color;
}

function apply(text, [on, off]) {
  const open = `\u001b[${on}m`;
  const close = `\u001b[${off}m`;
  // Where an inner style ends, this one goes on; at the very end, it does not.
  const inner = text.endsWith(close) ? text.slice(0, -close.length) : text;
  const tail = text.slice(inner.length);
  return `${open}${inner.replaceAll(close, keepsClose.has(off) ? close + open : open)}${tail}${close}`;
}

/**
 * @param {string | string[]} format  names of util.inspect.colors, or `none`
 * @param {string} text
 * @param {{ validateStream?: boolean, stream?: object }} [options]
 *   whether the text stays plain where `stream` (default: stdout) or the environment want no colours
 * @returns {string}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE  Node util.styleText since v20.12.0
 */
export function styleText(format, text, options = {}) {
  validateObject(options, 'options');
  const { validateStream = true } = options;
  validateBoolean(validateStream, 'options.validateStream');
  if (format === 'none') {
    validateString(text, 'text');
    return text;
  }
  const formats = Array.isArray(format) ? format.filter((name) => name !== 'none') : [format];
  const chosen = formats.map(colorOf);
  validateString(text, 'text');
  if (validateStream) {
    const { stream = process.stdout } = options;
    if (!isStream(stream))
      throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
    if (!shouldColor(stream)) return text;
  }
  return chosen.reduceRight(apply, text);
}
