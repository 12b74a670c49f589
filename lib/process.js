//# allFunctionsCalledOnLoad
// The process as programs see it: an EventEmitter that is also the global `process`.
import EventEmitter from './events.js';
import { binding } from './internal/binding.js';
import { load } from './internal/builtins.js';
import { codes } from './internal/errors.js';
import { builtinId } from './internal/loader/builtin_modules.js';
import { options } from './internal/options.js';
import { onStart } from './internal/start.js';
import { activeImmediates } from './internal/timers/immediate.js';
import { activeTimeouts } from './internal/timers/lists.js';
import { nextTick } from './internal/task_queue/ticks.js';
import { validateObject, validateString, validateUint32 } from './internal/validators.js';
import { env } from './internal/process/env.js';
import { exit, exitCodeProperty, reallyExit } from './internal/process/exit.js';
import * as faults from './internal/process/faults.js';
import { getIdFunctions } from './internal/process/identity.js';
import * as measures from './internal/process/measures.js';
import { kill, watchSignals } from './internal/process/signals.js';
import { cwd } from './internal/process/working_folder.js';
import { getSourceMapsSupport, setSourceMapsEnabled } from './internal/source_map/support.js';
import { defineStreams } from './internal/stdio/streams.js';
import { arch, config, features, platform, release, version, versions } from './internal/process/versions.js';
import { adoptWarningFlags, emitWarning, onWarning } from './internal/process/warnings.js';

const native = binding('process');

// A class of its own only so that the object is called "process" wherever it is shown.
function process() {}
Object.setPrototypeOf(process.prototype, EventEmitter.prototype);
Object.defineProperty(process.prototype, 'constructor', { value: process, enumerable: false });

const self = Object.create(process.prototype);
Object.defineProperty(self, Symbol.toStringTag, { value: 'process', writable: true });

Object.assign(self, {
  version,
  versions,
  arch,
  platform,
  release,
  features,
  config,
  env,
  nextTick,
  emitWarning,
  exit,
  reallyExit,
  kill,
  ...measures,
  ...getIdFunctions(self),

  cwd,
  /** @param {string} directory  Node process.chdir since v0.1.17. */
  chdir(directory) {
    validateString(directory, 'directory');
    native.chdir(directory);
  },
  /**
   * @param {string|number} [mask]  octal string or number
   * @returns {number} the mask as it was. Node process.umask since v0.1.19.
   */
  umask(mask) {
    if (mask === undefined) return native.umask();
    return native.setUmask(parseMode(mask, 'mask'));
  },
  /** Ends the process with SIGABRT, leaving a core file. Node process.abort since v0.7.0. */
  abort() {
    native.abort();
  },
  /** @returns {string[]} what keeps the loop alive. Node process.getActiveResourcesInfo since v17.3.0. */
  getActiveResourcesInfo() {
    return [
      ...native.activeResources(),
      ...new Array(activeTimeouts()).fill('Timeout'),
      ...new Array(activeImmediates()).fill('Immediate'),
    ];
  },
  /** @returns {object|undefined} a built-in module. Node process.getBuiltinModule since v22.3.0. */
  getBuiltinModule(id) {
    validateString(id, 'id');
    const found = builtinId(id);
    return found === undefined ? undefined : load(found);
  },
  /** Reads KEY=value lines of a file into process.env, which wins. Node process.loadEnvFile since v20.12.0. */
  loadEnvFile(path = '.env') {
    load('internal/process/env_file').loadEnvFile(path);
  },
  /**
   * Replaces the program, without 'exit'. Returns only by throwing.
   * @param {string} execPath
   * @param {string[]} [args]  the first is the name that it sees itself called by
   * @param {Record<string, string>} [environment]
   * Source: Node process.execve since v22.15.0.
   */
  execve(execPath, args = [], environment = env) {
    validateString(execPath, 'execPath');
    if (!Array.isArray(args)) throw new codes.ERR_INVALID_ARG_TYPE('args', 'Array', args);
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      if (typeof arg !== 'string' || arg.includes('\0')) {
        throw new codes.ERR_INVALID_ARG_VALUE(`args[${i}]`, arg, 'must be a string without null bytes');
      }
    }
    validateObject(environment, 'env');
    const variables = [];
    for (const [key, value] of Object.entries(environment)) {
      if (typeof value !== 'string' || key.includes('\0') || value.includes('\0')) {
        throw new codes.ERR_INVALID_ARG_VALUE(
          'env',
          environment,
          'must be an object with string keys and values without null bytes',
        );
      }
      variables.push(`${key}=${value}`);
    }
    native.execve(execPath, args, variables);
  },
  /** @returns {object[]} what something under way will call back: sockets, servers, children. */
  _getActiveHandles() {
    return native.activeObjects().map((object) => object.owner ?? object);
  },
  /** @returns {ReadableStream} process.stdin, flowing: how programs of Node 0.2 came by it. */
  openStdin() {
    self.stdin.resume();
    return self.stdin;
  },
  /** Writes to stderr at once, past process.stderr. */
  _rawDebug(...args) {
    native.writeText(2, `${load('util').format(...args)}\n`);
  },
  /** @param {string} name  Node process.binding, deprecated. */
  binding(name) {
    return load('internal/process/old_bindings').oldBinding(name);
  },
  setSourceMapsEnabled,
  /** What handles an error that nobody caught. */
  _fatalException: faults.fault,
  setUncaughtExceptionCaptureCallback: faults.setCaptureCallback,
  addUncaughtExceptionCaptureCallback: faults.addCaptureCallback,
  hasUncaughtExceptionCaptureCallback: faults.hasCaptureCallback,
  /** @param {object} resource  Node process.ref since v23.6.0. */
  ref(resource) {
    const ref = resource?.[Symbol.for('nodejs.ref')] ?? resource?.[Symbol.for('node:ref')] ?? resource?.ref;
    if (typeof ref === 'function') ref.call(resource);
  },
  /** @param {object} resource  Node process.unref since v23.6.0. */
  unref(resource) {
    const unref = resource?.[Symbol.for('nodejs.unref')] ?? resource?.[Symbol.for('node:unref')] ?? resource?.unref;
    if (typeof unref === 'function') unref.call(resource);
  },
});

// What few programs ask for is made when one does.
function defineLazily(name, make) {
  Object.defineProperty(self, name, {
    get() {
      const value = make();
      Object.defineProperty(self, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(self, name, { value, writable: true, enumerable: true, configurable: true });
    },
    enumerable: true,
    configurable: true,
  });
}
defineLazily('report', () => load('internal/process/report').report);
defineLazily('finalization', () => load('internal/process/finalization').finalization);
defineLazily('allowedNodeEnvironmentFlags', () => load('internal/process/allowed_flags').allowedFlags());

function parseMode(value, name) {
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value))
      throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a 32-bit unsigned integer or an octal string');
    value = Number.parseInt(value, 8);
  }
  validateUint32(value, name);
  return value;
}

Object.defineProperties(self, {
  exitCode: exitCodeProperty,
  title: {
    get: () => native.title(),
    set(value) {
      native.setTitle(`${value}`);
    },
    enumerable: true,
    configurable: true,
  },
  sourceMapsEnabled: { get: () => getSourceMapsSupport().enabled, enumerable: true, configurable: true },
  pid: { get: () => native.pid(), enumerable: true, configurable: true },
  ppid: { get: () => native.ppid(), enumerable: true, configurable: true },
  _exiting: { value: false, writable: true, configurable: true, enumerable: false },
});

defineStreams(self);

onStart(() => {
  const argv = native.argv();
  self.argv0 = argv[0];
  self.execPath = native.execPath();
  // what follows is what a program changes: fresh in each Runtime
  self.argv = [self.execPath, ...load('internal/options').programArgs()];
  self.execArgv = load('internal/options').execArgv();
  self.debugPort = 9229;
  EventEmitter.call(self);
  if (typeof options.title === 'string') native.setTitle(options.title);
  watchSignals(self);
  if (options['report-on-signal'] || options['report-uncaught-exception']) void self.report;
  adoptWarningFlags(self);
  if (options.warnings && env.NODE_NO_WARNINGS !== '1') self.on('warning', onWarning);
});

export default self;
