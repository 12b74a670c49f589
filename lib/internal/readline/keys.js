// What a terminal sends for a key, told apart: control characters, and sequences that begin with ESC.

const ESC = '\x1b';

// Names of keys by what follows ESC, modifiers left out: xterm, gnome, rxvt, putty, Cygwin.
const names = new Map();

function name(key, ...sequences) {
  for (const sequence of sequences) names.set(sequence, key);
}
name('f1', 'OP', '[P', '[11~', '[[A');
name('f2', 'OQ', '[Q', '[12~', '[[B');
name('f3', 'OR', '[R', '[13~', '[[C');
name('f4', 'OS', '[S', '[14~', '[[D');
name('f5', '[15~', '[[E');
name('f6', '[17~');
name('f7', '[18~');
name('f8', '[19~');
name('f9', '[20~');
name('f10', '[21~');
name('f11', '[23~');
name('f12', '[24~');
name('up', '[A', 'OA', '[a', 'Oa');
name('down', '[B', 'OB', '[b', 'Ob');
name('right', '[C', 'OC', '[c', 'Oc');
name('left', '[D', 'OD', '[d', 'Od');
name('clear', '[E', 'OE', '[e', 'Oe');
name('end', '[F', 'OF', '[4~', '[8~', '[8$', '[8^');
name('home', '[H', 'OH', '[1~', '[7~', '[7$', '[7^');
name('insert', '[2~', '[2$', '[2^');
name('delete', '[3~', '[3$', '[3^');
name('pageup', '[5~', '[[5~', '[5$', '[5^');
name('pagedown', '[6~', '[[6~', '[6$', '[6^');
name('tab', '[Z');
name('paste-start', '[200~');
name('paste-end', '[201~');

const characters = new Map([
  ['\r', 'return'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\b', 'backspace'],
  ['\x7f', 'backspace'],
  [ESC, 'escape'],
  [' ', 'space'],
]);

// rxvt says which modifier is held by the sequence's last character.
const shiftEndings = /^(\[[abcde]|\[Z|\[\d+\$)$/;
const controlEndings = /^(O[abcde]|\[\d+\^)$/;

// After ESC: `O` or `[`, numbers of which the last may tell the modifiers, and what ends the sequence.
const letters = /^(?:O(\d?)([a-zA-Z])|\[(\[?)(?:(\d);)?(\d?)([a-zA-Z]))/;
const numbers = /^\[(\[?)(\d{1,3})(?:;(\d))?([~^$])/;
const others = /^\[\[?[\d;]*[^\d;[]/;
const beginnings = /^(?:O\d?|\[\[?\d{0,3}(?:;\d?)?)$/;

/**
 * Takes the first key off what a terminal has sent.
 * @param {string} text  not empty
 * @param {boolean} complete  whether nothing else follows, so that the beginning of a sequence stands for itself
 * @returns {{key: object, length: number}|undefined} undefined while more has to come
 */
export function firstKey(text, complete) {
  let start = 0;
  while (start < 2 && text[start] === ESC) start += 1;
  if (start === 0) return { key: character(firstCharacter(text, 0), false), length: firstCharacter(text, 0).length };

  const rest = text.slice(start);
  if (rest === '') {
    if (!complete) return undefined;
    return { key: { ...blank(ESC.repeat(start)), name: 'escape', meta: true }, length: start };
  }
  if (rest[0] === 'O' || rest[0] === '[') {
    const sequence = controlSequence(rest);
    if (sequence !== undefined) {
      const length = start + sequence.length;
      return { key: { ...sequence.key, sequence: text.slice(0, length) }, length };
    }
    if (!complete && beginnings.test(rest)) return undefined;
  }
  const following = firstCharacter(rest, 0);
  const key = character(following, true);
  const length = start + following.length;
  return { key: { ...key, sequence: text.slice(0, length) }, length };
}

function firstCharacter(text, index) {
  return String.fromCodePoint(text.codePointAt(index));
}

function blank(sequence) {
  return { sequence, name: undefined, ctrl: false, meta: false, shift: false };
}

function controlSequence(rest) {
  let match = letters.exec(rest);
  if (match !== null) {
    const [all, afterO, letterO, bracket, , number, letter] = match;
    if (letterO !== undefined) return known(all, `O${letterO}`, afterO);
    return known(all, `[${bracket}${letter}`, number, all);
  }
  match = numbers.exec(rest);
  if (match !== null) return known(match[0], `[${match[1]}${match[2]}${match[4]}`, match[3]);
  match = others.exec(rest);
  return match === null ? undefined : known(match[0], match[0], '');
}

// `modifiers` is one more than a sum: 1 shift, 2 alt, 4 control, 8 meta.
function known(all, code, modifiers, whole = code) {
  const held = (modifiers || 1) - 1;
  const found = names.get(code) ?? 'undefined';
  const key = {
    ...blank(all),
    name: found,
    ctrl: (held & 4) !== 0 || controlEndings.test(code),
    meta: (held & 10) !== 0,
    shift: (held & 1) !== 0 || shiftEndings.test(code),
    code: found === 'undefined' ? whole : code,
  };
  return { key, length: all.length };
}

function character(text, escaped) {
  const key = blank(text);
  key.meta = escaped;
  const found = characters.get(text);
  if (found !== undefined) {
    key.name = found;
    if (text === ESC) key.meta = true;
  } else if (!escaped && text <= '\x1a') {
    key.name = String.fromCharCode(text.charCodeAt(0) + 96);
    key.ctrl = true;
  } else if (/^[0-9A-Za-z]$/.test(text)) {
    key.name = text.toLowerCase();
    key.shift = /^[A-Z]$/.test(text);
  }
  return key;
}
