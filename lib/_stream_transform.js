// node:_stream_transform: what node:stream has as Transform, for old programs.
import { Transform } from './stream.js';
import { warnOfOldName } from './internal/stream/old_names.js';

warnOfOldName('_stream_transform');

export default Transform;
