// A watched program tells which files it loads.
import { load } from '../builtins.js';
import { observeFiles } from '../loader/files.js';

/** The descriptor on which it tells, and what says so. */
export const REPORT_FD = 3;
const VARIABLE = 'RONDO_WATCH_CHANNEL';

/** @param {object} env @param {number} [fd]  of the child @returns {object} with what makes a child report */
export const withReport = (env, fd = REPORT_FD) => ({ ...env, WATCH_REPORT_DEPENDENCIES: '1', [VARIABLE]: String(fd) });

/** Reads paths of what a child has loaded, each ended by a NUL. @param {Duplex} stream @param {(path: string) => void} onFile */
export function readReports(stream, onFile) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const reported = (rest + text).split('\0');
    rest = reported.pop();
    for (const path of reported) onFile(path);
  });
  stream.on('end', () => stream.end());
}

/** Begins to report, if somebody listens. */
export function reportFiles() {
  const fd = process.env[VARIABLE];
  if (fd === undefined) return;
  // What this process starts in turn is not listened to.
  delete process.env[VARIABLE];
  const told = new Set();
  observeFiles((path) => {
    if (told.has(path)) return;
    told.add(path);
    try {
      load('fs').writeSync(Number(fd), `${path}\0`);
    } catch {
      // Nobody listens any more: the program goes on.
    }
  });
}
