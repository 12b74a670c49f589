// util.debuglog: messages of sections that NODE_DEBUG names.
import { formatWithOptions } from './format.js';
import { inspect } from './inspect.js';
import { shouldColor } from './terminal.js';

let sections;
let pattern;

/** Whether NODE_DEBUG names `section`; `*` in it stands for anything. */
function isEnabled(section) {
  const wanted = process.env.NODE_DEBUG ?? '';
  if (wanted !== sections) {
    sections = wanted;
    const escaped = wanted.split(',').map((name) =>
      name
        .trim()
        .replace(/[|\\{}()[\]^$+?.]/g, '\\$&')
        .replaceAll('*', '.*'),
    );
    pattern = wanted === '' ? undefined : new RegExp(`^(?:${escaped.join('|')})$`, 'i');
  }
  return pattern?.test(section) ?? false;
}

const warnedOf = new Set();

// @returns {boolean} true
function warned(section) {
  const name = String(section).toLowerCase();
  if ((name !== 'http' && name !== 'http2') || warnedOf.has(name)) return true;
  warnedOf.add(name);
  process.emitWarning(
    `Setting the NODE_DEBUG environment variable to '${name}' can expose sensitive data ` +
      '(such as passwords, tokens and authentication headers) in the resulting log.',
  );
  return true;
}

function write(section, args) {
  const colors = shouldColor(process.stderr);
  const text = formatWithOptions({ colors }, ...args);
  const pid = inspect(process.pid, { colors });
  process.stderr.write(formatWithOptions({ colors }, '%s %s: %s\n', section, pid, text));
}

/**
 * @param {string} section
 * @param {(log: Function) => void} [callback]  gets the function to use from the first message on, which no longer checks anything
 * @returns {((...args: unknown[]) => void) & { enabled: boolean }}
 *   writes `SECTION pid: message` to stderr, or does nothing  Node util.debuglog since v0.11.3
 */
export function debuglog(section, callback) {
  let enabled;
  // What NODE_DEBUG holds is read at the first use: a module may be made for a snapshot.
  const test = () => (enabled ??= isEnabled(section) && warned(section));
  const name = String(section).toUpperCase();
  const withEnabled = (fn) =>
    Object.defineProperty(fn, 'enabled', {
      get: test,
      configurable: true,
      enumerable: true,
    });

  const log = withEnabled((...args) => {
    if (test()) write(name, args);
  });
  if (typeof callback !== 'function') return log;
  let handedOver = false;
  return withEnabled((...args) => {
    if (!handedOver) {
      handedOver = true;
      callback(log);
    }
    log(...args);
  });
}
