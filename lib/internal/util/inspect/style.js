// Colours: which there are, which kind of value has which, and how text gets them.
import { highlight } from './regexp.js';

const foreground = 39;
const background = 49;

/** SGR codes of a terminal: name -> [on, off]. */
export const colors = {
  __proto__: null,
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
};

const hues = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const capital = (word) => word[0].toUpperCase() + word.slice(1);

hues.forEach((hue, i) => {
  colors[hue] = [30 + i, foreground];
});
hues.forEach((hue, i) => {
  colors[`bg${capital(hue)}`] = [40 + i, background];
});
colors.framed = [51, 54];
colors.overlined = [53, 55];
colors.gray = [90, foreground];
hues.slice(1).forEach((hue, i) => {
  colors[`${hue}Bright`] = [91 + i, foreground];
});
colors.bgGray = [100, background];
hues.slice(1).forEach((hue, i) => {
  colors[`bg${capital(hue)}Bright`] = [101 + i, background];
});

/** Other names of a colour; hidden from enumeration, and the same array whichever is assigned. */
const aliases = {
  gray: ['grey', 'blackBright'],
  bgGray: ['bgGrey', 'bgBlackBright'],
  dim: ['faint'],
  strikethrough: ['crossedout', 'strikeThrough', 'crossedOut'],
  hidden: ['conceal'],
  inverse: ['swapcolors', 'swapColors'],
  doubleunderline: ['doubleUnderline'],
};
for (const [name, others] of Object.entries(aliases)) {
  for (const other of others) {
    Object.defineProperty(colors, other, {
      get() {
        return this[name];
      },
      set(value) {
        this[name] = value;
      },
      enumerable: false,
      configurable: true,
    });
  }
}

/** Kind of value -> name of a colour, or a function from the text to the coloured text. */
export const styles = Object.assign(
  { __proto__: null },
  {
    special: 'cyan',
    number: 'yellow',
    bigint: 'yellow',
    boolean: 'yellow',
    undefined: 'grey',
    null: 'bold',
    string: 'green',
    symbol: 'green',
    date: 'magenta',
    // "name" has no colour of its own.
    regexp: highlightRegExp,
    module: 'underline',
  },
);

function highlightRegExp(text) {
  return highlight(text, palette());
}

const defaultPalette = ['green', 'red', 'yellow', 'cyan', 'magenta'];
highlightRegExp.colors = [...defaultPalette];

/** The codes that a regular expression's parts take, by nesting. */
function palette() {
  const chosen = styles.regexp?.colors;
  const usable = (Array.isArray(chosen) ? chosen : []).map((name) => colors[name]).filter(Array.isArray);
  return usable.length > 0 ? usable : defaultPalette.map((name) => colors[name]);
}

/** Text as it is. */
export function plain(text) {
  return text;
}

/**
 * Text in the colour of a kind of value.
 * @param {string} text
 * @param {string} kind  a key of styles
 */
export function withColor(text, kind) {
  const style = styles[kind];
  if (style === undefined) return text;
  if (typeof style === 'function') return style(text);
  const color = colors[style];
  return color === undefined ? text : `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
}
