//# allFunctionsCalledOnLoad
// A Worker from the inside: what its thread does before and around the program.

import { resolve as resolvePath } from '../path/posix.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { connectLoader } from '../loader/connect.js';
import { afterPreloads, runMainModule } from '../loader/entry.js';
import { mainJobOf } from '../loader/es_loader.js';
import { portOf, receiveMessageOnPort } from '../messaging/message_port.js';
import { native } from '../messaging/native.js';
import { shareEnvironment, useOwnEnvironment } from '../process/env.js';
import { setReport } from '../process/faults.js';
import { serializeError } from './error.js';
import { openInbox } from './inbox.js';
import { environmentData, thisThread } from './this_thread.js';

const LIMITS = ['maxYoungGenerationSizeMb', 'maxOldGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'];

/** What would change the whole process. */
const UNSUPPORTED = ['abort', 'chdir', 'execve', 'initgroups', 'setegid', 'seteuid', 'setgid', 'setgroups', 'setuid'];

let control;
const streams = {};

/** How many streams wait for the other side: meanwhile the thread does not end. */
let waiting = 0;

function hold(more) {
  waiting += more ? 1 : -1;
  if (waiting === 0) portOf.unref(control);
  else portOf.ref(control);
}

function tell(message) {
  portOf.post(control, message);
}

/** What the thread that made this one may ask. */
const ANSWERS = {
  cpuUsage: (previous) => process.threadCpuUsage(previous),
  heapStatistics: () => load('v8').getHeapStatistics(),
  heapSnapshot: (...options) => binding('v8').heapSnapshot(...options),
  startProfile: (kind) => {
    const { startCpuProfile, startHeapProfile } = load('internal/v8/profiles');
    profiles.push(kind === 'cpu' ? startCpuProfile() : startHeapProfile());
    return profiles.length - 1;
  },
  stopProfile: (number) => {
    const profile = profiles[number];
    profiles[number] = undefined;
    return profile.stop();
  },
};

/** Recordings that were begun from there, by the number by which they are stopped. */
const profiles = [];

function answer({ what, args }) {
  try {
    return { value: ANSWERS[what](...args) };
  } catch (error) {
    return { code: error.code };
  }
}

function hear(message) {
  if (message.type === 'ask') tell({ type: 'answer', id: message.id, ...answer(message) });
  else if (message.type === 'read') streams[message.stream]?.acknowledge(message.count);
  else if (message.type === 'write') process.stdin.receive(message.chunk);
}

function defineStreams(hasInput) {
  const define = (name, make) => {
    Object.defineProperty(process, name, {
      get: () => (streams[name] ??= make()),
      enumerable: true,
      configurable: true,
    });
  };
  for (const name of ['stdout', 'stderr']) {
    define(name, () => {
      const { PostingStream } = load('internal/worker_threads/stdio');
      return new PostingStream((chunk) => tell({ type: 'write', stream: name, chunk }), hold);
    });
  }
  define('stdin', () => {
    const { PostedStream } = load('internal/worker_threads/stdio');
    const stream = new PostedStream((count) => tell({ type: 'read', count }), hold);
    if (!hasInput) stream.push(null);
    return stream;
  });
}

function refuseFunctions(names) {
  for (const name of names) {
    const refuse = () => {
      throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION(`process.${name}()`);
    };
    refuse.disabled = true;
    process[name] = refuse;
  }
}

/** The channel to the process's parent belongs to the main thread. */
function refuseChannel() {
  refuseFunctions(['send', 'disconnect']);
  for (const name of ['channel', 'connected']) {
    Object.defineProperty(process, name, {
      get() {
        throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION(`process.${name}`);
      },
      configurable: true,
    });
  }
}

function restrictProcess() {
  refuseFunctions(UNSUPPORTED);
  if (process.env.NODE_CHANNEL_FD !== undefined) refuseChannel();
  let { title } = process;
  Object.defineProperty(process, 'title', {
    get: () => title,
    set: (value) => {
      title = `${value}`;
    },
    enumerable: true,
    configurable: true,
  });
  const { umask } = process;
  process.umask = (mask) => {
    if (mask !== undefined) throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION('Setting process.umask()');
    return umask();
  };
}

function runProgram({ kind, source }) {
  if (kind === 'library') {
    load(source).run();
  } else if (kind === 'eval') {
    load('internal/loader/evaluate').evaluate('[worker eval]', source, false);
  } else if (kind === 'url') {
    afterPreloads(() => runMainModule(mainJobOf(source)));
  } else {
    process.argv[1] = resolvePath(source);
    afterPreloads(() => load('module').runMain());
  }
}

/** Takes the thread from its first message to the program. */
export function runWorker() {
  const thread = native.thisThread();
  control = thread.port;
  const { message } = receiveMessageOnPort(control);
  Object.assign(thisThread, {
    isMainThread: false,
    threadId: thread.id,
    threadName: thread.name,
    resourceLimits: Object.fromEntries(LIMITS.map((name, i) => [name, thread.limits[i]])),
    parentPort: message.port,
    workerData: message.workerData,
  });
  for (const [key, value] of message.environmentData) environmentData.set(key, value);
  if (message.env === undefined) shareEnvironment();
  else useOwnEnvironment(message.env);
  defineStreams(message.stdin);
  restrictProcess();
  setReport((error, seen, place) => {
    const aids = load('internal/errors/report').aidsOf(error, seen, place);
    tell({ type: 'error', error: serializeError(error), aids });
  }, 1);
  process.on('exit', () => {
    streams.stdout?.flush();
    streams.stderr?.flush();
  });
  control.on('message', hear);
  portOf.unref(control);
  openInbox();
  connectLoader();
  if (options['cpu-prof'] || options['heap-prof']) load('internal/v8/recordings').beginRecordings();
  if (options['disable-proto'] !== undefined) load('internal/process/disable_proto').disableProto(Object.prototype);
  if (options['heapsnapshot-near-heap-limit'] > 0) {
    load('v8').setHeapSnapshotNearHeapLimit(options['heapsnapshot-near-heap-limit']);
  }
  if (process.env.NODE_V8_COVERAGE) load('internal/v8/coverage').collectInto(process.env.NODE_V8_COVERAGE);
  tell({ type: 'online' });
  runProgram(message.program);
}
