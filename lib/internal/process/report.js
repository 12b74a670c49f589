// process.report: what this process is and does, as an object or a JSON file.
import { load } from '../builtins.js';
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { validateBoolean, validateObject, validateSignalName, validateString } from '../validators.js';
import { thisThread } from '../worker_threads/this_thread.js';
import { onStart } from '../start.js';
import { witness } from './faults.js';

const native = binding('process');

/** The version of the report's form. */
const VERSION = 5;

let settings;
let sequence = 0;

onStart(() => {
  sequence = 0;
  settings = {
    directory: options['report-directory'] ?? '',
    filename: options['report-filename'] ?? '',
    compact: options['report-compact'] ?? false,
    excludeNetwork: options['report-exclude-network'] ?? false,
    excludeEnv: options['report-exclude-env'] ?? false,
    signal: options['report-signal'] ?? 'SIGUSR2',
    reportOnSignal: false,
    reportOnUncaughtException: options['report-uncaught-exception'] ?? false,
  };
  witness(reportFault);
});

const pad = (number) => String(number).padStart(2, '0');

function header(event, trigger, filename) {
  const os = load('os');
  const { process } = globalThis;
  const now = new Date();
  return {
    reportVersion: VERSION,
    event,
    trigger,
    filename,
    dumpEventTime: `${now.toISOString().slice(0, 19)}Z`,
    dumpEventTimeStamp: String(now.getTime()),
    processId: process.pid,
    threadId: thisThread.threadId,
    cwd: process.cwd(),
    commandLine: native.argv(),
    nodejsVersion: process.version,
    glibcVersionRuntime: native.runtimeLibc(),
    glibcVersionCompiler: native.compilerLibc(),
    wordSize: 64,
    arch: process.arch,
    platform: process.platform,
    componentVersions: { ...process.versions },
    release: { ...process.release },
    osName: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    osMachine: os.machine(),
    cpus: os.cpus().map(({ model, speed, times }) => ({ model, speed, ...times })),
    ...(settings.excludeNetwork ? {} : { networkInterfaces: networkInterfaces(os) }),
    host: os.hostname(),
  };
}

function networkInterfaces(os) {
  return Object.entries(os.networkInterfaces()).flatMap(([name, addresses]) =>
    addresses.map(({ internal, mac, address, netmask, family, scopeid }) => ({
      name,
      internal,
      mac,
      address,
      netmask,
      family,
      ...(family === 'IPv6' ? { scopeid } : {}),
    })),
  );
}

function javascriptStack(error) {
  const lines = String(error.stack ?? '').split('\n');
  const at = lines.findIndex((line) => /^\s+at /.test(line));
  const message = (at < 0 ? lines : lines.slice(0, at)).join('\n');
  const errorProperties = {};
  for (const [name, value] of Object.entries(error)) errorProperties[name] = String(value);
  return { message, stack: at < 0 ? [] : lines.slice(at).map((line) => line.trim()), errorProperties };
}

function javascriptHeap() {
  const v8 = load('v8');
  const heap = v8.getHeapStatistics();
  const [totalGlobalHandlesMemory, usedGlobalHandlesMemory, doesZapGarbage] = native.reportHeap();
  const heapSpaces = {};
  for (const space of v8.getHeapSpaceStatistics()) {
    heapSpaces[space.space_name] = {
      memorySize: space.space_size,
      committedMemory: space.physical_space_size,
      capacity: space.space_used_size + space.space_available_size,
      used: space.space_used_size,
      available: space.space_available_size,
    };
  }
  return {
    totalMemory: heap.total_heap_size,
    executableMemory: heap.total_heap_size_executable,
    totalCommittedMemory: heap.total_physical_size,
    availableMemory: heap.total_available_size,
    totalGlobalHandlesMemory,
    usedGlobalHandlesMemory,
    usedMemory: heap.used_heap_size,
    memoryLimit: heap.heap_size_limit,
    mallocedMemory: heap.malloced_memory,
    externalMemory: heap.external_memory,
    peakMallocedMemory: heap.peak_malloced_memory,
    nativeContextCount: heap.number_of_native_contexts,
    detachedContextCount: heap.number_of_detached_contexts,
    doesZapGarbage,
    heapSpaces,
  };
}

/** Processor time of `user` and `system` microseconds, in the report's words. */
function processor({ user, system }) {
  const seconds = globalThis.process.uptime() || 1;
  const percent = (micros) => micros / 1e4 / seconds || 0;
  return {
    userCpuSeconds: user / 1e6,
    kernelCpuSeconds: system / 1e6,
    cpuConsumptionPercent: percent(user + system),
    userCpuConsumptionPercent: percent(user),
    kernelCpuConsumptionPercent: percent(system),
  };
}

function resourceUsage() {
  const { process } = globalThis;
  const os = load('os');
  const usage = process.resourceUsage();
  return {
    free_memory: os.freemem(),
    total_memory: os.totalmem(),
    rss: process.memoryUsage.rss(),
    constrained_memory: process.constrainedMemory(),
    available_memory: process.availableMemory(),
    ...processor({ user: usage.userCPUTime, system: usage.systemCPUTime }),
    maxRss: usage.maxRSS * 1024,
    pageFaults: { IORequired: usage.majorPageFault, IONotRequired: usage.minorPageFault },
    fsActivity: { reads: usage.fsRead, writes: usage.fsWrite },
  };
}

function compose(error, event, trigger, filename) {
  return {
    header: header(event, trigger, filename),
    javascriptStack: javascriptStack(error),
    javascriptHeap: javascriptHeap(),
    nativeStack: native.reportStack(),
    resourceUsage: resourceUsage(),
    libuv: native.reportLoop(),
    workers: [],
    ...(settings.excludeEnv ? {} : { environmentVariables: { ...globalThis.process.env } }),
    userLimits: native.reportLimits(),
    sharedObjects: native.sharedObjects(),
  };
}

function errorOf(error, above) {
  if (error === undefined) {
    const made = new codes.ERR_SYNTHETIC();
    Error.captureStackTrace(made, above);
    return made;
  }
  validateObject(error, 'err');
  return error;
}

function defaultName() {
  const now = new Date();
  const date = `${now.getFullYear()}${pad(now.getMonth() + 1)}${pad(now.getDate())}`;
  const time = `${pad(now.getHours())}${pad(now.getMinutes())}${pad(now.getSeconds())}`;
  return `report.${date}.${time}.${globalThis.process.pid}.${thisThread.threadId}.${String(++sequence).padStart(3, '0')}.json`;
}

/** Writes a report; says on stderr where to. @returns {string} its file's name */
function write(error, event, trigger, file) {
  const name = file || settings.filename || defaultName();
  const text = (filename) =>
    `${JSON.stringify(compose(error, event, trigger, filename), null, settings.compact ? 0 : 2)}\n`;
  if (name === 'stdout' || name === 'stderr') {
    native.writeText(name === 'stdout' ? 1 : 2, text(name));
    return name;
  }
  const path = settings.directory === '' ? name : load('path').join(settings.directory, name);
  native.writeText(2, `\nWriting Node.js report to file: ${name}`);
  try {
    load('fs').writeFileSync(path, text(name));
  } catch (failure) {
    native.writeText(
      2,
      `\nFailed to open Node.js report file: ${name} directory: ${settings.directory} (errno: ${-failure.errno})\n`,
    );
    return '';
  }
  native.writeText(2, '\nNode.js report completed\n');
  return name;
}

/** Writes a report of an exception that nobody caught, where that was asked for. */
function reportFault(error) {
  if (!settings.reportOnUncaughtException) return;
  const isError = typeof error === 'object' && error !== null;
  write(isError ? error : new Error(String(error)), 'Exception', 'Exception', '');
}

const onSignal = (signal) => write(errorOf(undefined, onSignal), signal, 'Signal', '');

function watch(on) {
  const { process } = globalThis;
  process.removeListener(settings.signal, onSignal);
  if (on) process.on(settings.signal, onSignal);
}

/** Source: Node process.report since v11.8.0. */
export const report = {
  /**
   * @param {string} [file]  else process.report.filename, else a name with time and process
   * @param {Error} [error]  whose stack it shows
   * @returns {string} the file's name
   * @throws ERR_INVALID_ARG_TYPE
   */
  writeReport(file, error) {
    if (typeof file === 'object' && file !== null) {
      error = file;
      file = undefined;
    } else if (file !== undefined) {
      validateString(file, 'file');
    }
    return write(errorOf(error, report.writeReport), 'JavaScript API', 'API', file);
  },
  /** @param {Error} [error]  whose stack it shows. @returns {object} */
  getReport(error) {
    return compose(errorOf(error, report.getReport), 'JavaScript API', 'GetReport', null);
  },
};

function define(name, check, changed) {
  Object.defineProperty(report, name, {
    get: () => settings[name],
    set(value) {
      check(value, name);
      const old = settings[name];
      if (value !== old) changed?.(value);
      settings[name] = value;
    },
    enumerable: true,
    configurable: true,
  });
}

for (const name of ['directory', 'filename']) define(name, validateString);
for (const name of ['compact', 'excludeNetwork', 'excludeEnv', 'reportOnUncaughtException'])
  define(name, validateBoolean);
define('reportOnSignal', validateBoolean, watch);
define(
  'signal',
  (value, name) => {
    validateString(value, name);
    validateSignalName(value, load('os').constants.signals, name);
  },
  (value) => {
    if (!settings.reportOnSignal) return;
    watch(false);
    globalThis.process.on(value, onSignal);
  },
);

if (options['report-on-signal']) report.reportOnSignal = true;
