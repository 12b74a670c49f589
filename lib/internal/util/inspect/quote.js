// Strings as literals.

const escapes = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\\', '\\\\'],
]);

// Control characters, the quote, the backslash, and halves of surrogate pairs.
const lone = '(?:[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff])';
const toEscape = {
  "'": new RegExp(`[\\x00-\\x1f\\x27\\x5c\\x7f-\\x9f]|${lone}`, 'g'),
  '"': new RegExp(`[\\x00-\\x1f\\x22\\x5c\\x7f-\\x9f]|${lone}`, 'g'),
  '`': new RegExp(`[\\x00-\\x1f\\x5c\\x60\\x7f-\\x9f]|${lone}`, 'g'),
};
const needsCare = /[^\x20-\x26\x28-\x5b\x5d-\x7e]/;

function escape(char) {
  const short = escapes.get(char);
  if (short !== undefined) return short;
  const code = char.charCodeAt(0);
  if (code > 0xff) return `\\u${code.toString(16)}`;
  if (code < 0x20 || code > 0x7e) return `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
  return `\\${char}`;
}

/**
 * A string as a literal: in single quotes, or in others when that spares escapes.
 * @param {string} text
 */
export function quote(text) {
  if (!needsCare.test(text)) return `'${text}'`;
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes('`') && !text.includes('${')) mark = '`';
  }
  return `${mark}${text.replace(toEscape[mark], escape)}${mark}`;
}

/** What a symbol's description needs to stay on a line. */
export function escapeControls(text) {
  return text.replace(/[\x00-\x1f\x27\x5c\x7f-\x9f]/g, escape);
}
