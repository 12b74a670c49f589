// The frames of a stack: what repeats is left out, what is not the program's own is grey.

/** Fewer lines than this are shown again. */
const leastCollapsed = 3;

function readStack(error) {
  try {
    return error.stack;
  } catch {
    return undefined;
  }
}

/** The frames at the end that the cause's stack has too: [position, count]. */
function sharedWithCause(lines, causeLines) {
  for (let i = 0; i < lines.length - leastCollapsed; i++) {
    const at = causeLines.indexOf(lines[i]);
    if (at === -1) continue;
    const count = lines.length - i;
    if (count !== causeLines.length - at) continue;
    let same = 1;
    while (same < count && lines[i + same] === causeLines[at + same]) same++;
    if (same === count) return [i, count];
  }
  return [0, 0];
}

function leaveOutCause(session, error, lines) {
  let cause;
  try {
    ({ cause } = error);
  } catch {
    return;
  }
  const stack = cause !== null && typeof cause === 'object' ? readStack(cause) : undefined;
  if (typeof stack !== 'string') return;
  const start = stack.indexOf('\n    at');
  if (start === -1) return;
  const [at, count] = sharedWithCause(lines, stack.slice(start + 1).split('\n'));
  if (count <= leastCollapsed) return;
  const left = count - 2;
  lines.splice(at + 1, left, session.stylize(`    ... ${left} lines matching cause stack trace ...`, 'undefined'));
}

/** How often the `period` lines at `start` follow once more. */
function repetitions(lines, start, period) {
  let at = start + period;
  while (at < lines.length && lines[at] === lines[at - period]) at++;
  return Math.floor((at - start) / period) - 1;
}

/** For each line, where the same one comes next. */
function nextSame(lines) {
  const seen = new Map();
  const next = new Array(lines.length);
  for (let i = lines.length - 1; i >= 0; i--) {
    next[i] = seen.get(lines[i]) ?? -1;
    seen.set(lines[i], i);
  }
  return next;
}

/** Recursion: lines that come again at once are told by their number. */
function collapse(session, lines) {
  const next = nextSame(lines);
  const result = [];
  for (let i = 0; i < lines.length; ) {
    let period = 0;
    let times = 0;
    for (let again = next[i]; again !== -1 && times === 0; again = next[again]) {
      period = again - i;
      times = repetitions(lines, i, period);
      if (period * times < leastCollapsed) times = 0;
    }
    if (times === 0) {
      result.push(lines[i++]);
      continue;
    }
    const above = times === 1 ? 'lines ...' : `${period} lines ${times} times...`;
    result.push(...lines.slice(i, i + period));
    result.push(
      session.stylize(`    ... collapsed ${period * times} duplicate lines matching above ${above}`, 'undefined'),
    );
    i += period * (times + 1);
  }
  return result;
}

const libraryFrame = /^ {4}at (?:[^/\\(]+ \(|)node:.+:\d+:\d+\)?$/;

/** Underlines the names of packages. */
function markPackages(session, line) {
  return line.replace(
    /(node_modules[/\\])((?:@[^/\\]+[/\\])?[^/\\]+)(?=[/\\])/g,
    (_, folder, name) => folder + session.stylize(name, 'module'),
  );
}

/** Greys the working folder, and the parentheses around it. */
function markFolder(session, line, folder) {
  const at = line.indexOf(folder);
  if (at === -1) return undefined;
  const grey = (text) => session.stylize(text, 'undefined');
  const framed = line[at - 1] === '(' && line.endsWith(')');
  const before = line.slice(0, framed ? at - 1 : at);
  const rest = framed ? line.slice(at + folder.length, -1) + grey(')') : line.slice(at + folder.length);
  return before + grey(framed ? `(${folder}` : folder) + rest;
}

/** The working folder as file URLs and as paths name it, with a slash at the end. */
function workingFolders() {
  let path;
  try {
    path = process.cwd();
  } catch {
    return [];
  }
  if (path === '/') return [];
  return [`file://${path.split('/').map(encodeURIComponent).join('/')}/`, `${path}/`];
}

/**
 * @param {import('./options.js').Session} session
 * @param {Error} error
 * @param {string} text  the frames, a line each
 * @returns {string[]}
 */
export function frames(session, error, text) {
  const lines = text.split('\n');
  leaveOutCause(session, error, lines);
  if (!session.colors) return collapse(session, lines);
  const folders = workingFolders();
  return collapse(session, lines).map((line) => {
    if (libraryFrame.test(line)) return session.stylize(line, 'undefined');
    let marked;
    for (const folder of folders) marked ??= markFolder(session, line, folder);
    return markPackages(session, marked ?? line);
  });
}
