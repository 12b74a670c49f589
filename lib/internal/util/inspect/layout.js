// Entries become text: on one line, in columns, or one a line.
import { stringWidth } from '../width.js';

/** Lists longer than this go into columns. */
const columnsFrom = 6;
const maxColumns = 15;
/** Lists of entries up to this width go into columns however few they are. */
const widestEntry = 6;
/** A character is some 2.5 times as high as wide; columns aim at a block that looks square. */
const heightOfCharacter = 2.5;
/** The separator and a bit: without it, narrow entries would get too few columns. */
const slack = 3;
const separator = 2;

/** Numbers line up at their ends, all else at its start. */
function alignsRight(values, count) {
  if (values === undefined) return false;
  for (let i = 0; i < count; i++) {
    if (typeof values[i] !== 'number' && typeof values[i] !== 'bigint') return false;
  }
  return true;
}

/**
 * Joins short entries of a list into rows of equal columns.
 * @param {import('./options.js').Session} session
 * @param {string[]} entries
 * @param {unknown[] | undefined} values  what the entries show
 * @returns {string[]} rows, or the same entries where columns do not suit them
 */
function inColumns(session, entries, values) {
  // The last entry then tells how many were left out: a row of its own.
  const cut = session.maxArrayLength < entries.length;
  const count = cut ? entries.length - 1 : entries.length;
  const widths = new Array(count);
  let total = 0;
  let widest = 0;
  for (let i = 0; i < count; i++) {
    const width = stringWidth(entries[i], session.colors);
    widths[i] = width;
    total += width + separator;
    if (width > widest) widest = width;
  }
  const step = widest + separator;
  const suits = step * 3 + session.indentation < session.breakLength && (total / step > 5 || widest <= widestEntry);
  if (!suits) return entries;

  // Few long entries among short ones should not make for few columns.
  const typical = Math.max(step - slack - Math.sqrt(step - total / entries.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(heightOfCharacter * typical * count) / typical),
    Math.floor((session.breakLength - session.indentation) / step),
    session.compact * 4,
    maxColumns,
  );
  if (columns <= 1) return entries;

  const columnWidths = new Array(columns).fill(0);
  for (let i = 0; i < count; i++) columnWidths[i % columns] = Math.max(columnWidths[i % columns], widths[i]);
  const right = alignsRight(values, entries.length);
  const rows = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let row = '';
    for (let i = start; i < end; i++) {
      const padding = ' '.repeat(columnWidths[i - start] - widths[i]);
      const last = i === end - 1;
      if (right) row += padding + entries[i] + (last ? '' : ', ');
      else row += last ? entries[i] : `${entries[i]}, ${padding}`;
    }
    rows.push(row);
  }
  if (cut) rows.push(entries[count]);
  return rows;
}

/** Array.prototype.join copies what it joins, at every level anew; V8 keeps sums as trees. */
function join(entries, glue) {
  let text = entries.length > 0 ? entries[0] : '';
  for (let i = 1; i < entries.length; i++) text += glue + entries[i];
  return text;
}

function fitsOnLine(session, entries, start, base) {
  let length = entries.length + start;
  if (length + entries.length > session.breakLength) return false;
  for (const entry of entries) {
    length += session.colors ? stringWidth(entry) : entry.length;
    if (length > session.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

/**
 * @param {import('./options.js').Session} session
 * @param {{ open: string, close: string, base: string, list: boolean, values?: unknown[] }} shape
 * @param {string[]} entries
 * @param {number} depth  of the entries
 * @returns {string}
 */
export function arrange(session, shape, entries, depth) {
  const { open, close, base } = shape;
  const indent = `\n${' '.repeat(session.indentation)}`;
  if (session.compact === true) {
    if (fitsOnLine(session, entries, 0, base)) {
      return `${open}${base ? ` ${base}` : ''} ${join(entries, ', ')} ${close}`;
    }
    const first = base === '' && open.length === 1 ? ' ' : `${base ? ` ${base}` : ''}${indent}  `;
    return `${open}${first}${join(entries, `,${indent}  `)} ${close}`;
  }
  const before = base ? `${base} ` : '';
  if (typeof session.compact === 'number' && session.compact >= 1) {
    const { length } = entries;
    if (shape.list && length > columnsFrom) entries = inColumns(session, entries, shape.values);
    // The innermost levels share a line, unless columns were made of them.
    if (session.entered - depth < session.compact && length === entries.length) {
      const start = entries.length + session.indentation + open.length + base.length + 10;
      if (fitsOnLine(session, entries, start, base)) {
        const line = join(entries, ', ');
        if (!line.includes('\n')) return `${before}${open} ${line} ${close}`;
      }
    }
  }
  return `${before}${open}${indent}  ${join(entries, `,${indent}  `)}${indent}${close}`;
}
