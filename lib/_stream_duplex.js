// node:_stream_duplex: what node:stream has as Duplex, for old programs.
import { Duplex } from './stream.js';
import { warnOfOldName } from './internal/stream/old_names.js';

warnOfOldName('_stream_duplex');

export default Duplex;
