// Percent-decoding.

const PERCENT = 37;
const PLUS = 43;
const SPACE = 32;

/** @returns {number} of a character's code; -1 where it is no hexadecimal digit */
export function hexDigit(code) {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/**
 * What most texts hold is ASCII: for those, this is faster than decodeURIComponent().
 * @param {string} text
 * @param {boolean} plusIsSpace
 * @returns {string | undefined}  undefined where an escape is not one of ASCII, or is none
 */
export function decodeAscii(text, plusIsSpace) {
  let out = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === PERCENT) {
      const high = hexDigit(text.charCodeAt(i + 1));
      const low = hexDigit(text.charCodeAt(i + 2));
      if (high < 0 || high > 7 || low < 0) return undefined;
      out += text.slice(start, i) + String.fromCharCode(high * 16 + low);
      i += 2;
      start = i + 1;
    } else if (code === PLUS && plusIsSpace) {
      out += `${text.slice(start, i)} `;
      start = i + 1;
    }
  }
  return start === 0 ? text : out + text.slice(start);
}

/**
 * Decodes in place; what is no escape stays.
 * @param {Buffer} bytes
 * @param {boolean} plusIsSpace
 * @returns {Buffer}  the part of `bytes` that holds the result
 */
export function decodeBytes(bytes, plusIsSpace) {
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i];
    if (byte === PERCENT && i + 2 < bytes.length) {
      const high = hexDigit(bytes[i + 1]);
      const low = hexDigit(bytes[i + 2]);
      if (high >= 0 && low >= 0) {
        byte = high * 16 + low;
        i += 2;
      }
    } else if (byte === PLUS && plusIsSpace) {
      byte = SPACE;
    }
    bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}
