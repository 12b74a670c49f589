// node:_stream_readable: what node:stream has as Readable, for old programs.
import { Readable } from './stream.js';
import { warnOfOldName } from './internal/stream/old_names.js';

warnOfOldName('_stream_readable');

export default Readable;
