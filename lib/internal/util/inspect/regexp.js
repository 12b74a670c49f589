// Colours for the parts of a regular expression, by nesting.

const groupStart = /^\((?:\?(?:<(?![=!])([^>]*)>|<?[=!]|[a-z-]*:))?/;
const quantifier = /^\{(\d+)(,?)(\d*)\}/;

/** Splits one source into coloured tokens. */
class Highlighter {
  /** @param {string} source  @param {[number, number][]} palette */
  constructor(source, palette) {
    this.source = source;
    this.palette = palette;
    this.at = 0;
    this.depth = 0;
    this.out = '';
  }

  /** @param {number} tone  added to the depth, picks from the palette */
  write(text, tone) {
    const { palette } = this;
    const [on, off] = palette[(this.depth + tone) % palette.length] ?? palette[0];
    this.out += `\u001b[${on}m${text}\u001b[${off}m`;
  }

  take(text, tone) {
    this.write(text, tone);
    this.at += text.length;
  }

  rest() {
    return this.source.slice(this.at);
  }

  /** `\k<name>`, `\p{Name}`, `\u{1F600}`: a frame and what is in it. False where it does not end. */
  framedEscape(open, close, frame, inside) {
    const end = this.source.indexOf(close, this.at);
    if (end === -1) return false;
    const content = this.source.slice(this.at + open.length, end);
    this.take(open, frame);
    this.take(content, inside);
    this.take(close, frame);
    return true;
  }

  escape(tone) {
    const next = this.source[this.at + 1];
    const framed = this.source[this.at + 2];
    if (next === 'k' && framed === '<' && this.framedEscape('\\k<', '>', 0, 1)) return;
    if ((next === 'p' || next === 'P' || next === 'u') && framed === '{') {
      const open = `\\${next}{`;
      if (!this.framedEscape(open, '}', tone - 1, tone)) this.take(open, tone);
      return;
    }
    const length = next === 'x' ? 4 : 2;
    this.take(this.source.slice(this.at, this.at + length), tone);
  }

  /** `[a-z]` */
  characterClass() {
    this.take('[', 1);
    let rangeCanStart = false;
    while (this.at < this.source.length && this.source[this.at] !== ']') {
      const char = this.source[this.at];
      if (char === '\\') {
        const framed = this.source[this.at + 2] === '{';
        this.escape(framed ? 3 : 2);
        rangeCanStart = true;
      } else if (char === '-' && rangeCanStart && this.source[this.at + 1] !== ']') {
        this.take('-', 3);
        rangeCanStart = false;
      } else {
        this.take(String.fromCodePoint(this.source.codePointAt(this.at)), 2);
        rangeCanStart = true;
      }
    }
    if (this.at < this.source.length) this.take(']', 1);
  }

  group() {
    const [whole, name] = groupStart.exec(this.rest());
    this.write('(', 1);
    if (name !== undefined) {
      this.write('?<', 1);
      this.write(name, 2);
      this.write('>', 1);
    } else if (whole.length > 1) {
      this.write(whole.slice(1), 1);
    }
    this.at += whole.length;
    this.depth++;
  }

  repetition() {
    const match = quantifier.exec(this.rest());
    if (match === null) {
      this.take('{', 2);
      return;
    }
    this.take('{', 1);
    this.take(match[1], 3);
    if (match[2] !== '') this.take(',', 2);
    if (match[3] !== '') this.take(match[3], 3);
    this.take('}', 1);
  }

  run() {
    while (this.at < this.source.length) {
      const char = this.source[this.at];
      switch (char) {
        case '\\':
          this.escape(2);
          break;
        case '[':
          this.characterClass();
          break;
        case '(':
          this.group();
          break;
        case ')':
          this.depth--;
          this.take(char, 1);
          break;
        case '{':
          this.repetition();
          break;
        case '.':
          this.take(char, 3);
          break;
        case '^':
        case '$':
        case '|':
        case ',':
        case '*':
        case '+':
        case '?':
          this.take(char, 4);
          break;
        default:
          this.take(String.fromCodePoint(this.source.codePointAt(this.at)), 2);
      }
    }
    this.depth = 0;
  }
}

/**
 * @param {string} text  a regular expression as a literal
 * @param {[number, number][]} palette  SGR codes, on and off
 * @returns {string}
 */
export function highlight(text, palette) {
  const end = text.lastIndexOf('/');
  const highlighter = new Highlighter(text.slice(1, end), palette);
  highlighter.write('/', 0);
  highlighter.run();
  highlighter.write('/', 0);
  if (end < text.length - 1) highlighter.write(text.slice(end + 1), 1);
  return highlighter.out;
}
