// console.table: rows and columns in a frame.
import { binding } from '../binding.js';
import { stringWidth } from '../util/width.js';

const { isMap, isMapIterator, isSet, isSetIterator, previewEntries } = binding('util');

// The frame's lines: \u2500 horizontal, \u2502 vertical, \u250c to \u253c corners and crossings.
const indexColumn = '(index)';
const iterationColumn = '(iteration index)';
const valuesColumn = 'Values';

function isPrimitive(value) {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

/** @param {string[]} head  @param {string[][]} columns  cells from top to bottom */
function draw(head, columns) {
  const widths = columns.map(
    (cells, i) => Math.max(stringWidth(head[i]), ...cells.map((cell) => stringWidth(cell))) + 2,
  );
  const lines = widths.map((width) => '\u2500'.repeat(width));
  const row = (cells) =>
    `\u2502${cells.map((cell, i) => ` ${cell}${' '.repeat(widths[i] - stringWidth(cell) - 1)}`).join('\u2502')}\u2502`;
  const height = Math.max(...columns.map((cells) => cells.length));
  const rows = [];
  for (let i = 0; i < height; i++) rows.push(row(columns.map((cells) => cells[i] ?? '')));
  return [
    `\u250c${lines.join('\u252c')}\u2510`,
    row(head),
    `\u251c${lines.join('\u253c')}\u2524`,
    ...rows,
    `\u2514${lines.join('\u2534')}\u2518`,
  ].join('\n');
}

const numbers = (count) => Array.from({ length: count }, (_, i) => String(i));

function drawPairs(pairs, show) {
  return draw(
    [iterationColumn, 'Key', valuesColumn],
    [numbers(pairs.length), pairs.map(([key]) => show(key)), pairs.map(([, value]) => show(value))],
  );
}

function drawValues(values, show) {
  return draw([iterationColumn, valuesColumn], [numbers(values.length), values.map((value) => show(value))]);
}

function inPairs(flat) {
  const pairs = [];
  for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([flat[i], flat[i + 1]]);
  return pairs;
}

/** Each property of the rows is a column; rows that are no objects stand in a column of their own. */
function drawRows(data, properties, show) {
  const keys = Object.keys(data);
  const columns = new Map();
  const values = new Array(keys.length).fill('');
  let hasValues = false;
  keys.forEach((key, row) => {
    const item = data[key];
    if (isPrimitive(item) && properties === undefined) {
      hasValues = true;
      values[row] = show(item);
      return;
    }
    for (const name of properties ?? Object.keys(item)) {
      if (!columns.has(name)) columns.set(name, new Array(keys.length).fill(''));
      columns.get(name)[row] = isPrimitive(item) || !Object.hasOwn(item, name) ? '' : show(item[name]);
    }
  });
  const head = [indexColumn, ...columns.keys()];
  const cells = [keys, ...columns.values()];
  if (hasValues) {
    head.push(valuesColumn);
    cells.push(values);
  }
  return draw(head, cells);
}

/**
 * @param {object} data
 * @param {string[] | undefined} properties  columns to show, of all
 * @param {(value: unknown) => string} show
 * @returns {string}
 */
export function drawTable(data, properties, show) {
  if (isMap(data)) return drawPairs([...data], show);
  if (isSet(data)) return drawValues([...data], show);
  if (isMapIterator(data) || isSetIterator(data)) {
    const [flat, keyed] = previewEntries(data);
    return keyed ? drawPairs(inPairs(flat), show) : drawValues(flat, show);
  }
  return drawRows(data, properties, show);
}
