// Primitive values.
import { quote } from './quote.js';

/** Puts _ between groups of three digits: before the point from the right, after it from the left. */
function separate(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, '_');
}

/**
 * @param {(text: string, kind: string) => string} stylize
 * @param {number} number
 * @param {boolean} separator  of thousands
 */
export function showNumber(stylize, number, separator) {
  if (Object.is(number, -0)) return stylize('-0', 'number');
  const text = `${number}`;
  const parts = separator ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (parts === null) return stylize(text, 'number');
  const [, sign, whole, fraction] = parts;
  const tail = fraction === undefined ? '' : `.${fraction.replace(/\d{3}(?=\d)/g, '$&_')}`;
  return stylize(sign + separate(whole) + tail, 'number');
}

/** @param {bigint} value */
export function showBigInt(stylize, value, separator) {
  const text = `${value}`;
  if (!separator) return stylize(`${text}n`, 'bigint');
  return stylize(`${text.startsWith('-') ? `-${separate(text.slice(1))}` : separate(text)}n`, 'bigint');
}

/** @param {number} count */
export function remaining(count, unit) {
  return `${count} more ${unit}${count > 1 ? 's' : ''}`;
}

/** Long text with line ends shows one line each, where lines are not to be joined anyway. */
const foldFrom = 16;

function showString(session, value, stylize) {
  let tail = '';
  if (value.length > session.maxStringLength) {
    tail = `... ${remaining(value.length - session.maxStringLength, 'character')}`;
    value = value.slice(0, session.maxStringLength);
  }
  const room = session.breakLength - session.indentation - 4;
  if (session.compact !== true && value.length > foldFrom && value.length > room && value.includes('\n')) {
    const lines = value.split(/(?<=\n)/);
    const glue = ` +\n${' '.repeat(session.indentation + 2)}`;
    return lines.map((line) => stylize(quote(line), 'string')).join(glue) + tail;
  }
  return stylize(quote(value), 'string') + tail;
}

/**
 * @param {import('./options.js').Session} session
 * @param {string | number | bigint | boolean | symbol | undefined} value
 */
export function showPrimitive(session, value, stylize = session.stylize) {
  switch (typeof value) {
    case 'string':
      return showString(session, value, stylize);
    case 'number':
      return showNumber(stylize, value, session.numericSeparator);
    case 'bigint':
      return showBigInt(stylize, value, session.numericSeparator);
    case 'boolean':
      return stylize(`${value}`, 'boolean');
    case 'undefined':
      return stylize('undefined', 'undefined');
    default:
      return stylize(Symbol.prototype.toString.call(value), 'symbol');
  }
}
