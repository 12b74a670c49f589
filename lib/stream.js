// node:stream. What require('stream') returns is the Stream of old, with all others as its properties.
import { addAbortSignal } from './internal/stream/abort_signal.js';
import { asBuffer } from './internal/stream/chunks.js';
import { compose, composeWith } from './internal/stream/compose.js';
import { destroyStream as destroy } from './internal/stream/destroyer.js';
import { Duplex } from './internal/stream/duplex.js';
import { duplexFrom } from './internal/stream/duplex_from.js';
import { duplexPair } from './internal/stream/duplex_pair.js';
import { finished } from './internal/stream/finished.js';
import { Stream } from './internal/stream/legacy.js';
import { promiseOperators, streamOperators } from './internal/stream/operators.js';
import { getDefaultHighWaterMark, setDefaultHighWaterMark } from './internal/stream/options.js';
import { PassThrough } from './internal/stream/passthrough.js';
import { pipeline } from './internal/stream/pipeline.js';
import { Readable } from './internal/stream/readable.js';
import { isDestroyed, isDisturbed, isErrored, isReadable, isWritable } from './internal/stream/status.js';
import { Transform } from './internal/stream/transform.js';
import { addWebStreams } from './internal/stream/web.js';
import { Writable } from './internal/stream/writable.js';
import promises from './stream/promises.js';

const promisified = Symbol.for('nodejs.util.promisify.custom');

// A method that makes a stream of what the operator gives.
function streaming(operator) {
  const { method } = {
    method(...args) {
      return Readable.from(Reflect.apply(operator, this, args));
    },
  };
  const { name, length } = operator;
  return Object.defineProperties(method, { name: { value: name }, length: { value: length } });
}

function addMethod(name, value) {
  Object.defineProperty(Readable.prototype, name, { value, writable: true, configurable: true });
}
for (const [name, operator] of Object.entries(streamOperators)) addMethod(name, streaming(operator));
for (const [name, operator] of Object.entries(promiseOperators)) addMethod(name, operator);
addMethod('compose', composeWith);
Duplex.from = (body) => duplexFrom(body);
addWebStreams({ Readable, Writable, Duplex });

Object.assign(Stream, {
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  duplexPair,
  pipeline,
  addAbortSignal,
  finished,
  destroy,
  compose,
  setDefaultHighWaterMark,
  getDefaultHighWaterMark,
  promises,
  Stream,
  _isArrayBufferView: ArrayBuffer.isView,
  _isUint8Array: (value) => value instanceof Uint8Array,
  _uint8ArrayToBuffer: asBuffer,
});
for (const [fn, promise] of [
  [pipeline, promises.pipeline],
  [finished, promises.finished],
]) {
  Object.defineProperty(fn, promisified, { value: promise, enumerable: true });
}

export default Stream;
export {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  addAbortSignal,
  compose,
  destroy,
  duplexPair,
  finished,
  getDefaultHighWaterMark,
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
  pipeline,
  setDefaultHighWaterMark,
};
