// What has run of one file, from what V8 counted in each process: its lines, functions and branches.

const COMMENT = /\/\*\s*node:coverage\s+(?:(disable|enable)|ignore next(?:\s+(\d+))?)\s*\*\//;

/** The lines of a source, with the places where they begin and end. A line break at the end begins no other line. */
function linesOf(source) {
  const lines = [];
  let start = 0;
  let disabled = false;
  let left = 0;
  for (const part of source.split(/(?<=\n)/)) {
    const text = part.replace(/\r?\n$/, '');
    const [, word, count = '1'] = COMMENT.exec(text) ?? [];
    const ignored = disabled || left > 0;
    if (left > 0) left--;
    if (word !== undefined) disabled = word === 'disable';
    else if (COMMENT.test(text)) left = Number(count);
    lines.push({ line: lines.length + 1, start, end: start + text.length, ignored, count: 0 });
    start += part.length;
  }
  return lines;
}

/** The line that holds an offset. */
function lineAt(lines, offset) {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return lines[low];
}

/** Whether comments say that nothing of a range counts. */
function isIgnored(lines, { startOffset, endOffset }) {
  for (let at = lineAt(lines, startOffset).line - 1; at < lines.length && lines[at].start < endOffset; at++) {
    if (!lines[at].ignored) return false;
  }
  return true;
}

/** How often the lines have run in one process: the innermost range around a whole line tells. */
function addLines(lines, functions) {
  const counts = new Array(lines.length).fill(0);
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) {
      for (let at = lineAt(lines, startOffset).line - 1; at < lines.length && lines[at].end <= endOffset; at++) {
        if (lines[at].start >= startOffset) counts[at] = count;
      }
    }
  }
  counts.forEach((count, at) => {
    lines[at].count += count;
  });
}

const keyOf = ({ startOffset, endOffset }) => `${startOffset}:${endOffset}`;

/** How often the code at a range has run in one process: V8 leaves out what runs as often as the code around it. */
function countAt(ranges, { startOffset, endOffset }) {
  let found = 0;
  for (const range of ranges) {
    if (range.startOffset <= startOffset && endOffset <= range.endOffset) found = range.count;
  }
  return found;
}

/** The functions of all processes: place -> { name, range, runs: ranges of each process, blocks: place -> range } */
function functionsOf(processes) {
  const found = new Map();
  for (const functions of processes) {
    for (const { functionName: name, ranges, isBlockCoverage } of functions) {
      const key = keyOf(ranges[0]);
      let entry = found.get(key);
      if (entry === undefined) found.set(key, (entry = { name, range: ranges[0], runs: [], blocks: new Map() }));
      entry.runs.push(ranges);
      if (isBlockCoverage) for (const range of ranges) entry.blocks.set(keyOf(range), range);
    }
  }
  return found;
}

const percent = (covered, total) => (total === 0 ? 100 : (covered / total) * 100);

/** @returns {object} counts of covered ones and of all, as events and reporters have them */
export function shares(totals) {
  const share = {};
  for (const kind of ['Line', 'Branch', 'Function']) {
    share[`total${kind}Count`] = totals[`total${kind}Count`];
    share[`covered${kind}Count`] = totals[`covered${kind}Count`];
    share[`covered${kind}Percent`] = percent(totals[`covered${kind}Count`], totals[`total${kind}Count`]);
  }
  return share;
}

/**
 * @param {string} path
 * @param {string} source
 * @param {object[][]} processes  of each, what V8 counted of the functions of the file
 * @returns {object} an element of `summary.files` of the event 'test:coverage' (Node: "Class: TestsStream")
 */
export function coverageOf(path, source, processes) {
  const lines = linesOf(source);
  for (const functions of processes) addLines(lines, functions);
  const functions = [];
  const branches = [];
  const totals = { totalLineCount: lines.length, totalBranchCount: 0, totalFunctionCount: 0 };
  totals.coveredLineCount = lines.filter(({ count, ignored }) => count > 0 || ignored).length;
  totals.coveredBranchCount = 0;
  totals.coveredFunctionCount = 0;
  const sum = (runs, range) => runs.reduce((all, ranges) => all + countAt(ranges, range), 0);
  let isModule = true;
  for (const { name, range, runs, blocks } of functionsOf(processes).values()) {
    const ignored = isIgnored(lines, range);
    if (!isModule) {
      const count = sum(runs, range);
      functions.push({ name, count, line: lineAt(lines, range.startOffset).line });
      totals.totalFunctionCount++;
      if (count > 0 || ignored) totals.coveredFunctionCount++;
    }
    // The first one is the module itself.
    isModule = false;
    for (const block of blocks.values()) {
      const count = sum(runs, block);
      branches.push({ line: lineAt(lines, block.startOffset).line, count });
      totals.totalBranchCount++;
      if (count > 0 || isIgnored(lines, block)) totals.coveredBranchCount++;
    }
  }
  const shown = lines.filter(({ ignored }) => !ignored).map(({ line, count }) => ({ line, count }));
  return { path, ...shares(totals), functions, branches, lines: shown };
}
