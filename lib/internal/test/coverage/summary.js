// What has run of a program's files, from the folder into which its processes have written it.
import { load } from '../../builtins.js';
import { matches as matchesGlob } from '../../path/glob.js';
import { relative } from '../../path/posix.js';
import { coverageOf, shares } from './file.js';

/** @returns {Map<string, object[][]>} URL -> of each process, the functions */
function readFolder(folder) {
  const { readFileSync, readdirSync } = load('fs');
  const scripts = new Map();
  for (const name of readdirSync(folder).sort()) {
    if (!/^coverage-\d+-\d{13}-\d+\.json$/.test(name)) continue;
    let result;
    try {
      ({ result } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
    } catch {
      // A process was killed while it wrote.
      continue;
    }
    for (const { url, functions } of result) {
      if (!url.startsWith('file:') || /[?#]/.test(url)) continue;
      if (!scripts.has(url)) scripts.set(url, []);
      scripts.get(url).push(functions);
    }
  }
  return scripts;
}

function matches(path, cwd, globs) {
  return globs.some((glob) => matchesGlob(path, glob, 'linux') || matchesGlob(relative(cwd, path), glob, 'linux'));
}

function isWanted(path, { cwd, coverageIncludeGlobs: include, coverageExcludeGlobs: exclude }) {
  if (include?.length > 0 && !matches(path, cwd, include)) return false;
  if (exclude?.length > 0 && matches(path, cwd, exclude)) return false;
  return include?.length > 0 || !path.includes('/node_modules/');
}

/** The source as it was compiled; undefined where the file is gone. */
function read(path) {
  try {
    const source = load('fs').readFileSync(path, 'utf8');
    return source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {object} settings  of run()
 * @returns {object} `summary` of the event 'test:coverage'
 */
export function summarize(folder, settings) {
  const { cwd, lineCoverage: line = 0, branchCoverage: branch = 0, functionCoverage = 0 } = settings;
  const { fileURLToPath } = load('url');
  const files = [];
  for (const [url, processes] of readFolder(folder)) {
    const path = fileURLToPath(url);
    const source = isWanted(path, settings) ? read(path) : undefined;
    if (source !== undefined) files.push(coverageOf(path, source, processes));
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const totals = {};
  for (const kind of ['Line', 'Branch', 'Function']) {
    for (const name of [`total${kind}Count`, `covered${kind}Count`]) {
      totals[name] = files.reduce((sum, file) => sum + file[name], 0);
    }
  }
  const thresholds = { function: functionCoverage, branch, line };
  return { workingDirectory: cwd, files, totals: shares(totals), thresholds };
}

/** What is said where less has run than was asked for. @returns {string[]} */
export function shortfalls({ totals, thresholds }) {
  const kinds = [
    ['line', totals.coveredLinePercent],
    ['branch', totals.coveredBranchPercent],
    ['function', totals.coveredFunctionPercent],
  ];
  return kinds
    .filter(([name, actual]) => actual < thresholds[name])
    .map(
      ([name, actual]) =>
        `Error: ${actual.toFixed(2)}% ${name} coverage does not meet threshold of ${thresholds[name]}%.`,
    );
}
