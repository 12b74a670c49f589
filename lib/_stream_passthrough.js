// node:_stream_passthrough: what node:stream has as PassThrough, for old programs.
import { PassThrough } from './stream.js';
import { warnOfOldName } from './internal/stream/old_names.js';

warnOfOldName('_stream_passthrough');

export default PassThrough;
