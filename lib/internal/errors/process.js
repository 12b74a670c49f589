// Errors of processes, workers, messages, the inspector and the profilers.
import { define } from './define.js';

define(Error, {
  ERR_ACCESS_DENIED: {
    message: (message) => message,
    props: (_message, permission, resource) => ({ permission, resource }),
  },
  ERR_CANNOT_WATCH_SIGINT: 'Cannot watch for SIGINT signals',
  ERR_CHILD_CLOSED_BEFORE_REPLY: 'Child closed before reply received',
  ERR_CHILD_PROCESS_IPC_REQUIRED: (name) => `Forked processes must have an IPC channel, missing value 'ipc' in ${name}`,
  ERR_CLOSED_MESSAGE_PORT: 'Cannot send data on closed MessagePort',
  ERR_CPU_USAGE: (reason) => `Unable to obtain cpu usage ${reason}`,
  ERR_CPU_PROFILE_ALREADY_STARTED: 'CPU profile already started',
  ERR_CPU_PROFILE_NOT_STARTED: 'CPU profile not started',
  ERR_CPU_PROFILE_TOO_MANY: 'There are too many CPU profiles',
  ERR_DOMAIN_CALLBACK_NOT_AVAILABLE:
    'A callback was registered through process.setUncaughtExceptionCaptureCallback(), which is mutually exclusive with using the `domain` module',
  ERR_DOMAIN_CANNOT_SET_UNCAUGHT_EXCEPTION_CAPTURE:
    'The `domain` module is in use, which is mutually exclusive with calling process.setUncaughtExceptionCaptureCallback()',
  ERR_DUPLICATE_STARTUP_SNAPSHOT_MAIN_FUNCTION: 'Deserialize main function is already configured.',
  ERR_HEAP_PROFILE_HAVE_BEEN_STARTED: 'Heap profile has already been started',
  ERR_HEAP_PROFILE_NOT_STARTED: 'Heap profile has not been started',
  ERR_INSPECTOR_ALREADY_ACTIVATED:
    'Inspector is already activated. Close it with inspector.close() before activating it again.',
  ERR_INSPECTOR_ALREADY_CONNECTED: (name) => `${name} is already connected`,
  ERR_INSPECTOR_CLOSED: 'Session was closed',
  ERR_INSPECTOR_COMMAND: (code, message) => `Inspector error ${code}: ${message}`,
  ERR_INSPECTOR_NOT_ACTIVE: 'Inspector is not active',
  ERR_INSPECTOR_NOT_AVAILABLE: 'Inspector is not available',
  ERR_INSPECTOR_NOT_CONNECTED: 'Session is not connected',
  ERR_INSPECTOR_NOT_WORKER: 'Current thread is not a worker',
  ERR_IPC_CHANNEL_CLOSED: 'Channel closed',
  ERR_IPC_DISCONNECTED: 'IPC channel is already disconnected',
  ERR_IPC_ONE_PIPE: 'Child process can have only one IPC pipe',
  ERR_IPC_SYNC_FORK: 'IPC cannot be used with synchronous forks',
  ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE: 'Cannot deserialize message in the target context',
  ERR_NOT_BUILDING_SNAPSHOT: 'Operation cannot be invoked when not building startup snapshot',
  ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION: 'Operation cannot be invoked when not in a single-executable application',
  ERR_NOT_SUPPORTED_IN_SNAPSHOT: (operation) => `${operation} is not supported in startup snapshot`,
  ERR_PROTO_ACCESS: 'Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw',
  ERR_QUIC_APPLICATION_ERROR: (code, reason) => `A QUIC application error occurred. ${code} [${reason}]`,
  ERR_SCRIPT_EXECUTION_INTERRUPTED: 'Script execution was interrupted by `SIGINT`',
  ERR_SCRIPT_EXECUTION_TIMEOUT: (timeout) => `Script execution timed out after ${timeout}ms`,
  ERR_SINGLE_EXECUTABLE_APPLICATION_ASSET_NOT_FOUND: (key) =>
    `Cannot find asset ${key} for the single executable application`,
  ERR_SYNTHETIC: 'JavaScript Callstack',
  ERR_TRACE_EVENTS_UNAVAILABLE: 'Trace events are unavailable',
  ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET:
    '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active',
  ERR_UNHANDLED_REJECTION: {
    message: (reason) =>
      'This error originated either by throwing inside of an async function without a catch block, or by rejecting a ' +
      `promise which was not handled with .catch(). The promise rejected with the reason "${reason}".`,
    props: () => ({}),
  },
  ERR_VALID_PERFORMANCE_ENTRY_TYPE: 'At least one valid performance entry type is required',
  ERR_WORKER_INIT_FAILED: (reason) => `Worker initialization failure: ${reason}`,
  ERR_WORKER_INVALID_EXEC_ARGV: (errors, what = 'invalid execArgv flags') =>
    `Initiated Worker with ${what}: ${errors.join(', ')}`,
  ERR_WORKER_MESSAGING_ERRORED: {
    message: 'The destination thread threw an error while processing the message',
    props: (cause) => ({ cause }),
  },
  ERR_WORKER_MESSAGING_FAILED: 'Cannot find the destination thread or listener',
  ERR_WORKER_MESSAGING_SAME_THREAD: 'Cannot sent a message to the same thread',
  ERR_WORKER_MESSAGING_TIMEOUT: 'Sending a message to another thread timed out',
  ERR_WORKER_NOT_RUNNING: 'Worker instance not running',
  ERR_WORKER_OUT_OF_MEMORY: (reason) => `Worker terminated due to reaching memory limit: ${reason}`,
  ERR_WORKER_UNSERIALIZABLE_ERROR: 'Serializing an uncaught exception failed',
});

define(RangeError, {
  ERR_CHILD_PROCESS_STDIO_MAXBUFFER: (name) => `${name} maxBuffer length exceeded`,
  ERR_INVALID_ASYNC_ID: (name, id) => `Invalid ${name} value: ${id}`,
});

define(TypeError, {
  ERR_DEBUGGER_ERROR: (message) => message,
  ERR_PERFORMANCE_INVALID_TIMESTAMP: (time) => `${time} is not a valid timestamp`,
  ERR_INVALID_SYNC_FORK_INPUT: (value) =>
    `Asynchronous forks do not support Buffer, TypedArray, DataView or string input: ${value}`,
  ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST:
    'Object that needs transfer was found in message but not listed in transferList',
  ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS: (message) => message,
  ERR_TRACE_EVENTS_CATEGORY_REQUIRED: 'At least one category is required',
  ERR_UNKNOWN_CREDENTIAL: (kind, id) => `${kind} identifier does not exist: ${id}`,
  ERR_WORKER_PATH: (filename) =>
    "The worker script or module filename must be an absolute path or a relative path starting with './' or '../'." +
    (/^file:/.test(filename) ? ' Wrap file:// URLs with `new URL`.' : '') +
    (/^data:text\/javascript/.test(filename) ? ' Wrap data: URLs with `new URL`.' : '') +
    ` Received "${filename}"`,
  ERR_WORKER_UNSUPPORTED_OPERATION: (operation) => `${operation} is not supported in workers`,
});

define(RangeError, {
  ERR_INVALID_FD: (fd) => `"fd" must be a positive integer: ${fd}`,
});
