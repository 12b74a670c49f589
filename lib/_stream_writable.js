// node:_stream_writable: what node:stream has as Writable, for old programs.
import { Writable } from './stream.js';
import { warnOfOldName } from './internal/stream/old_names.js';

warnOfOldName('_stream_writable');

export default Writable;
