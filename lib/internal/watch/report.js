// A watched program tells which files it loads.
import { load } from '../builtins.js';
import { observeFiles } from '../loader/files.js';

/** The descriptor on which it tells, and what says so. */
export const REPORT_FD = 3;
const VARIABLE = 'RONDO_WATCH_CHANNEL';

/** @param {object} env @returns {object} with what makes a child report */
export const withReport = (env) => ({ ...env, WATCH_REPORT_DEPENDENCIES: '1', [VARIABLE]: String(REPORT_FD) });

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
