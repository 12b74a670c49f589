// The class Console (https://console.spec.whatwg.org/).
import { channel } from '../diagnostics_channel/channel.js';
import { codes } from '../errors.js';
import { formatWithOptions } from '../util/format.js';
import { inspect } from '../util/inspect.js';
import { arraysIterate, withIteration } from '../util/iteration.js';
import { shouldColor } from '../util/terminal.js';
import { validateArray, validateInteger, validateObject, validateOneOf } from '../validators.js';
import { formatTime } from './format_time.js';
import { writeLine } from './output.js';
import { drawTable } from './table.js';

const colored = { colors: true };
const plain = {};

/** What a Console keeps beside its streams. */
class State {
  constructor(colorMode, inspectOptions, groupIndentation) {
    this.colorMode = colorMode;
    this.inspectOptions = inspectOptions;
    this.groupIndentation = groupIndentation;
    this.indent = '';
    this.counts = new Map();
  }

  /** @returns {object} options of inspect for what goes to `stream` */
  optionsFor(stream) {
    const { inspectOptions, colorMode } = this;
    const own = inspectOptions instanceof Map ? inspectOptions.get(stream) : inspectOptions;
    if (own?.colors !== undefined) return own;
    const colors = colorMode === 'auto' ? shouldColor(stream) : colorMode;
    return own === undefined ? (colors ? colored : plain) : { ...own, colors };
  }
}

const states = new WeakMap();

const hidden = (value) => ({ value, writable: true, enumerable: false, configurable: true });

function checkInspectOptions(inspectOptions, colorMode) {
  validateObject(inspectOptions, 'options.inspectOptions');
  const all = inspectOptions instanceof Map ? [...inspectOptions.values()] : [inspectOptions];
  if (colorMode !== undefined && all.some((options) => options.colors !== undefined)) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
  }
}

/**
 * Makes `target` a Console on streams that it already has, as `_stdout` and `_stderr`.
 * @param {object} target
 * @param {{ ignoreErrors?: boolean, colorMode?: boolean | 'auto', inspectOptions?: object, groupIndentation?: number }} options
 */
export function setUp(target, { ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation = 2 }) {
  states.set(target, new State(colorMode, inspectOptions, groupIndentation));
  Object.defineProperties(target, { _ignoreErrors: hidden(Boolean(ignoreErrors)), _times: hidden(new Map()) });
  for (const key of Object.keys(methods)) {
    // The target's own variant, which a subclass may have.
    target[key] = (target[key] ?? methods[key]).bind(target);
    Object.defineProperty(target[key], 'name', { value: key });
  }
}

/**
 * @param {object} options  stdout, stderr, and the options of setUp; or stdout, stderr, ignoreErrors as arguments
 * @throws {TypeError} ERR_CONSOLE_WRITABLE_STREAM, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INCOMPATIBLE_OPTION_PAIR
 * @throws {RangeError} ERR_OUT_OF_RANGE  Node console.Console since v0.1.100 (callable without new)
 */
export function Console(options, ...rest) {
  if (!new.target) return Reflect.construct(Console, [options, ...rest]);
  if (!options || typeof options.write === 'function')
    options = { stdout: options, stderr: rest[0], ignoreErrors: rest[1] };
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode, inspectOptions, groupIndentation } = options;
  if (typeof stdout?.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (typeof stderr?.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stderr');
  if (colorMode !== undefined) validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, 1000);
  if (inspectOptions !== undefined) checkInspectOptions(inspectOptions, colorMode);
  Object.defineProperties(this, { _stdout: hidden(stdout), _stderr: hidden(stderr) });
  setUp(this, { ignoreErrors, colorMode, inspectOptions, groupIndentation });
}

function print(console, stream, text) {
  const { indent } = states.get(console);
  if (indent !== '') text = indent + text.replaceAll('\n', `\n${indent}`);
  writeLine(stream, text, console._ignoreErrors);
}

function printFormatted(console, stream, args) {
  if (arraysIterate()) printIterated(console, stream, args);
  else withIteration(printIterated, console, stream, args);
}

function printIterated(console, stream, args) {
  // Nearly everything that is printed is one text.
  const text =
    args.length === 1 && typeof args[0] === 'string'
      ? args[0]
      : formatWithOptions(states.get(console).optionsFor(stream), ...args);
  print(console, stream, text);
}

/** Time since `console.time(label)`, or undefined and a warning. */
function elapsed(console, name, label) {
  const start = console._times.get(label);
  if (start === undefined) {
    process.emitWarning(`No such label '${label}' for console.${name}()`);
    return undefined;
  }
  const [seconds, nanoseconds] = process.hrtime(start);
  return formatTime(seconds * 1e3 + nanoseconds / 1e6);
}

/** A method that prints its arguments, once those who listen on the channel `console.<name>` have seen them. */
function printer(name, streamName) {
  const listeners = channel(`console.${name}`);
  return function (...args) {
    if (listeners.hasSubscribers) listeners.publish(args);
    printFormatted(this, this[streamName], args);
  };
}

/** Node console.* */
const methods = {
  log: printer('log', '_stdout'),
  info: printer('info', '_stdout'),
  debug: printer('debug', '_stdout'),
  warn: printer('warn', '_stderr'),
  error: printer('error', '_stderr'),
  dir(value, options) {
    print(
      this,
      this._stdout,
      inspect(value, { customInspect: false, ...states.get(this).optionsFor(this._stdout), ...options }),
    );
  },
  time(label = 'default') {
    label = `${label}`;
    if (this._times.has(label)) process.emitWarning(`Label '${label}' already exists for console.time()`);
    else this._times.set(label, process.hrtime());
  },
  timeEnd(label = 'default') {
    label = `${label}`;
    const time = elapsed(this, 'timeEnd', label);
    if (time === undefined) return;
    this.log('%s: %s', label, time);
    this._times.delete(label);
  },
  timeLog(label = 'default', ...data) {
    label = `${label}`;
    const time = elapsed(this, 'timeLog', label);
    if (time !== undefined) this.log('%s: %s', label, time, ...data);
  },
  trace: function trace(...args) {
    const error = { name: 'Trace', message: formatWithOptions(states.get(this).optionsFor(this._stderr), ...args) };
    Error.captureStackTrace(error, trace);
    this.error(error.stack);
  },
  assert(expression, ...args) {
    if (expression) return;
    args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
    this.warn(...args);
  },
  clear() {
    // Where there is no terminal, there is nothing to clear.
    if (this._stdout.isTTY && process.env.TERM !== 'dumb') this._stdout.write('\u001b[1;1H\u001b[0J');
  },
  count(label = 'default') {
    label = `${label}`;
    const { counts } = states.get(this);
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    this.log(`${label}: ${count}`);
  },
  countReset(label = 'default') {
    label = `${label}`;
    if (!states.get(this).counts.delete(label)) process.emitWarning(`Count for '${label}' does not exist`);
  },
  group(...data) {
    if (data.length > 0) this.log(...data);
    const state = states.get(this);
    state.indent += ' '.repeat(state.groupIndentation);
  },
  groupEnd() {
    const state = states.get(this);
    state.indent = state.indent.slice(0, state.indent.length - state.groupIndentation);
  },
  table(data, properties) {
    if (data === null || typeof data !== 'object') return this.log(data);
    if (properties !== undefined) validateArray(properties, 'properties');
    const options = { ...states.get(this).optionsFor(this._stdout), maxArrayLength: 3, breakLength: Infinity };
    const show = (value) => {
      const large =
        value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2;
      return inspect(value, { ...options, depth: large ? -1 : 0 });
    };
    return this.log(drawTable(data, properties, show));
  },
  dirxml(...args) {
    printFormatted(this, this._stdout, args);
  },
  groupCollapsed(...data) {
    this.group(...data);
  },
};

for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(Console.prototype, name, {
    value: method,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
Object.defineProperty(Console, Symbol.hasInstance, {
  value: (value) => typeof value === 'object' && value !== null && states.has(value),
});
