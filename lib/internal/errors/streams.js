// Errors of streams, files and zlib.
import { define } from './define.js';
import { describeSystem } from './system.js';

define(Error, {
  ERR_BROTLI_COMPRESSION_FAILED: 'Brotli compression failed',
  ERR_DIR_CLOSED: 'Directory handle was closed',
  ERR_DIR_CONCURRENT_OPERATION:
    'Cannot do synchronous work on directory handle with concurrent asynchronous operations',
  ERR_FS_WATCHER_ALREADY_STARTED: 'The watcher has already been started',
  ERR_FS_WATCHER_NOT_STARTED: 'The watcher has not been started',
  ERR_FS_WATCH_QUEUE_OVERFLOW: (size) => `fs.watch() queued more than ${size} events`,
  ERR_STREAM_ALREADY_FINISHED: (name) => `Cannot call ${name} after a stream was finished`,
  ERR_STREAM_CANNOT_PIPE: 'Cannot pipe, not readable',
  ERR_STREAM_DESTROYED: (name) => `Cannot call ${name} after a stream was destroyed`,
  ERR_STREAM_PREMATURE_CLOSE: 'Premature close',
  ERR_STREAM_PUSH_AFTER_EOF: 'stream.push() after EOF',
  ERR_STREAM_UNABLE_TO_PIPE: 'Cannot pipe to a closed or destroyed stream',
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: 'stream.unshift() after end event',
  ERR_STREAM_WRAP: 'Stream has StringDecoder set or is in objectMode',
  ERR_STREAM_WRITE_AFTER_END: 'write after end',
  ERR_ZLIB_INITIALIZATION_FAILED: 'Initialization failed',
  ERR_ZSTD_INITIALIZATION_FAILED: 'Initialization failed',
});

define(TypeError, {
  ERR_STREAM_NULL_VALUES: 'May not write null values to stream',
  ERR_TRAILING_JUNK_AFTER_STREAM_END: 'Trailing junk found after the end of the compressed stream',
  ERR_STREAM_ITER_MISSING_FLAG: 'The stream/iter API requires the --experimental-stream-iter flag',
});

define(RangeError, {
  ERR_BROTLI_INVALID_PARAM: (param) => `${param} is not a valid Brotli parameter`,
  ERR_FS_FILE_TOO_LARGE: (size) => `File size (${size}) is greater than 2 GiB`,
  ERR_ZSTD_INVALID_PARAM: (param) => `${param} is not a valid zstd parameter`,
});

describeSystem({
  ERR_FS_CP_DIR_TO_NON_DIR: 'Cannot overwrite non-directory with directory',
  ERR_FS_CP_EEXIST: 'Target already exists',
  ERR_FS_CP_EINVAL: 'Invalid src or dest',
  ERR_FS_CP_FIFO_PIPE: 'Cannot copy a FIFO pipe',
  ERR_FS_CP_NON_DIR_TO_DIR: 'Cannot overwrite directory with non-directory',
  ERR_FS_CP_SOCKET: 'Cannot copy a socket file',
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: 'Cannot overwrite symlink in subdirectory of self',
  ERR_FS_CP_UNKNOWN: 'Cannot copy an unknown file type',
  ERR_FS_EISDIR: 'Path is a directory',
  ERR_SOCKET_BUFFER_SIZE: 'Could not get or set buffer size',
  ERR_SYSTEM_ERROR: 'A system error occurred',
  ERR_TTY_INIT_FAILED: 'TTY initialization failed',
});
