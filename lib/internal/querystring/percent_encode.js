import { codes } from '../errors.js';

const escapes = Array.from({ length: 256 }, (_, byte) => `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`);

/**
 * The ASCII characters that percentEncode leaves as they are: letters, digits and these.
 * @param {string} characters
 * @returns {Uint8Array}  1 for each character that stays
 */
export function keeping(characters) {
  return Uint8Array.from({ length: 128 }, (_, code) => {
    const character = String.fromCharCode(code);
    return /[A-Za-z0-9]/.test(character) || characters.includes(character) ? 1 : 0;
  });
}

/** The bytes of UTF-8 of a code point from 0x80 on, escaped. */
function escapePoint(point) {
  if (point < 0x800) return escapes[0xc0 | (point >> 6)] + escapes[0x80 | (point & 0x3f)];
  const last = escapes[0x80 | ((point >> 6) & 0x3f)] + escapes[0x80 | (point & 0x3f)];
  if (point < 0x10000) return escapes[0xe0 | (point >> 12)] + last;
  return escapes[0xf0 | (point >> 18)] + escapes[0x80 | ((point >> 12) & 0x3f)] + last;
}

/**
 * The text as UTF-8, with each byte escaped but those of characters that stay.
 * @param {string} text
 * @param {Uint8Array} kept  of keeping()
 * @param {string} [space]  what a space becomes
 * @returns {string}  `text` itself where nothing needs it
 * @throws ERR_INVALID_URI when the text ends within a surrogate pair
 */
export function percentEncode(text, kept, space = '%20') {
  const { length } = text;
  let out = '';
  let copied = 0; // text[0..copied) is in out
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (kept[code] === 1) continue;
      if (copied < i) out += text.slice(copied, i);
      out += code === 32 ? space : escapes[code];
    } else {
      if (copied < i) out += text.slice(copied, i);
      if (code < 0xd800 || code > 0xdfff) {
        out += escapePoint(code);
      } else {
        if (++i >= length) throw new codes.ERR_INVALID_URI();
        out += escapePoint(0x10000 + (((code & 0x3ff) << 10) | (text.charCodeAt(i) & 0x3ff)));
      }
    }
    copied = i + 1;
  }
  if (copied === 0) return text;
  return copied < length ? out + text.slice(copied) : out;
}
