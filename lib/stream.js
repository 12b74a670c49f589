// node:stream. The streams themselves come from the package readable-stream, bundled at build time; what it lacks is added here.
import Stream from './internal/deps/readable-stream.js';
import './internal/stream/chunks.js';
import './internal/stream/methods.js';
import './internal/stream/web.js';
import { duplexPair } from './internal/stream/duplex_pair.js';
import { pipeline } from './internal/stream/pipeline.js';
import promises from './stream/promises.js';

const { finished } = Stream;
const promisified = Symbol.for('nodejs.util.promisify.custom');

Object.assign(Stream, { duplexPair, pipeline });
Object.defineProperty(Stream, 'promises', { value: promises, writable: true, enumerable: true, configurable: true });
Object.defineProperty(pipeline, promisified, { value: promises.pipeline, enumerable: true });

export default Stream;
export const {
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  addAbortSignal,
  compose,
  destroy,
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
  getDefaultHighWaterMark,
  setDefaultHighWaterMark,
} = Stream;
export { Stream, duplexPair, finished, pipeline };
