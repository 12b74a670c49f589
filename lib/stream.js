// node:stream. The streams themselves come from the package readable-stream, bundled at build time.
import Stream from './internal/deps/readable-stream.js';
import { duplexPair } from './internal/stream/duplex_pair.js';

Stream.setDefaultHighWaterMark(false, 64 * 1024);
Stream.duplexPair = duplexPair;

export default Stream;
export const {
  Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished, addAbortSignal, compose, destroy,
  isDestroyed, isDisturbed, isErrored, isReadable, isWritable, getDefaultHighWaterMark, setDefaultHighWaterMark,
} = Stream;
export { Stream, duplexPair };
