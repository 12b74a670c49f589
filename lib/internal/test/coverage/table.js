// Coverage as a table for people to read: a tree of files, a column for each kind.
import { relative } from '../../path/posix.js';

const HEADS = ['file', 'line %', 'branch %', 'funcs %', 'uncovered lines'];
const SHARES = ['coveredLinePercent', 'coveredBranchPercent', 'coveredFunctionPercent'];

/** "5-7 9": the lines that have not run. */
function uncovered({ lines }) {
  const ranges = [];
  for (const { line, count } of lines) {
    if (count > 0) continue;
    const last = ranges.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}

/** The files as a tree of folders. */
function treeOf({ files, workingDirectory }) {
  const root = new Map();
  for (const file of files) {
    const parts = relative(workingDirectory, file.path).split('/');
    const name = parts.pop();
    let folder = root;
    for (const part of parts) {
      if (!folder.has(`${part}/`)) folder.set(`${part}/`, new Map());
      folder = folder.get(`${part}/`);
    }
    folder.set(name, file);
  }
  return root;
}

const percents = (shares) => SHARES.map((name) => shares[name].toFixed(2));

/** The rows below a folder, each with what it is about. */
function* rowsOf(folder, depth) {
  for (const [name, entry] of folder) {
    const indent = ' '.repeat(depth);
    if (entry instanceof Map) {
      yield { cells: [indent + name.slice(0, -1), '', '', '', ''] };
      yield* rowsOf(entry, depth + 1);
    } else {
      yield { cells: [indent + name, ...percents(entry), uncovered(entry)], shares: entry };
    }
  }
}

/** A text of exactly so many characters; what is too long loses its end, or a file's name its beginning. */
function fit(text, width, index) {
  if (text.length <= width) return index === 0 || index === 4 ? text.padEnd(width) : text.padStart(width);
  if (index > 0) return `${text.slice(0, width - 1)}\u2026`;
  const indent = /^ */.exec(text)[0].slice(0, width - 1);
  return `${indent}\u2026${text.slice(text.length - (width - 1 - indent.length))}`;
}

/** Columns as wide as what they hold, and together no wider than the terminal. */
function widthsOf(rows, columns) {
  const widths = HEADS.map((_, i) => Math.max(...rows.map(({ cells }) => cells[i].length)));
  const gaps = 3 * (HEADS.length - 1) + 3;
  const excess = () => widths.reduce((sum, width) => sum + width, gaps) - columns;
  if (excess() > 0) widths[4] = Math.max(1, widths[4] - excess());
  if (excess() > 0) widths[0] = Math.max(10, widths[0] - excess());
  return widths;
}

/**
 * @param {object} summary  of the event 'test:coverage'
 * @param {{ prefix: string, columns?: number, paint?: (text: string, percent: number) => string }} look  `prefix` begins each line;
 *   `paint` colours a cell by how much has run
 * @returns {string}
 */
export function coverageTable(summary, { prefix, columns = Infinity, paint = (text) => text }) {
  const all = { cells: ['all files', ...percents(summary.totals), ''], shares: summary.totals };
  const rows = [...rowsOf(treeOf(summary), 0)];
  const widths = widthsOf([{ cells: HEADS }, ...rows, all], columns);
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 3 * (HEADS.length - 1) + 1));
  const write = ({ cells, shares }, isHead = false) =>
    cells
      .map((cell, i) => {
        const text = isHead && widths[i] >= cell.length ? cell.padEnd(widths[i]) : fit(cell, widths[i], i);
        if (i === 0 || i === 4) return i === 4 && !isHead ? text.trimEnd() : text;
        return shares === undefined ? text : paint(text, shares[SHARES[i - 1]]);
      })
      .join(' | ');
  const lines = ['start of coverage report', rule, write({ cells: HEADS }, true).trimEnd(), rule];
  for (const row of rows) lines.push(write(row));
  lines.push(rule, write(all), rule, 'end of coverage report');
  return lines.map((line) => `${prefix}${line}\n`).join('');
}
