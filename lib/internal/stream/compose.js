// compose(): several streams as one Duplex, which writes to the first and reads from the last.
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { validateAbortSignal, validateObject } from '../validators.js';
import { addAbortSignal } from './abort_signal.js';
import { Bridge } from './bridge.js';
import { duplexFrom } from './duplex_from.js';
import { finished } from './finished.js';
import { pipeline } from './pipeline.js';
import {
  isNodeStream,
  isReadable,
  isReadableStream,
  isTransformStream,
  isWebStream,
  isWritable,
  isWritableStream,
} from './status.js';

const canBeRead = (stream) => isReadable(stream) || isReadableStream(stream) || isTransformStream(stream);
const canBeWritten = (stream) => isWritable(stream) || isWritableStream(stream) || isTransformStream(stream);

// Of the two ends the methods of Node's streams are called.
function asNodeStream(part) {
  if (typeof part === 'function') return duplexFrom(part);
  if (isTransformStream(part)) return load('internal/stream/web/from_web').duplexFromWeb(part, { objectMode: true });
  return part;
}

/**
 * @param {...(Stream|Iterable|AsyncIterable|Function|ReadableStream|WritableStream|TransformStream)} streams
 * @returns {Duplex}
 * @throws ERR_MISSING_ARGS; ERR_INVALID_ARG_VALUE if one cannot be read or written where it has to be
 * Source: Node stream.compose since v16.9.0.
 */
export function compose(...streams) {
  if (streams.length === 0) throw new codes.ERR_MISSING_ARGS('streams');
  if (streams.length === 1) return duplexFrom(streams[0]);
  const last = streams.length - 1;
  const parts = [...streams];
  parts[0] = asNodeStream(parts[0]);
  parts[last] = asNodeStream(parts[last]);
  for (const [index, part] of parts.entries()) {
    if (!isNodeStream(part) && !isWebStream(part)) continue;
    if (index < last && !canBeRead(part)) {
      throw new codes.ERR_INVALID_ARG_VALUE(`streams[${index}]`, streams[index], 'must be readable');
    }
    if (index > 0 && !canBeWritten(part)) {
      throw new codes.ERR_INVALID_ARG_VALUE(`streams[${index}]`, streams[index], 'must be writable');
    }
  }
  const head = parts[0];
  const tail = pipeline(parts, (error) => Bridge.over(bridge, error));
  const bridge = new Bridge({
    source: isReadable(tail) ? tail : undefined,
    target: isWritable(head) ? head : undefined,
    owned: isNodeStream(streams[last]) || typeof streams[last] === 'function' ? [tail] : [],
    readableObjectMode: !isWebStream(streams[last]) && Boolean(tail?.readableObjectMode),
    writableObjectMode: !isWebStream(streams[0]) && Boolean(head?.writableObjectMode),
  });
  if (isWritable(head)) finished(tail, () => Bridge.finish(bridge));
  return bridge;
}

/**
 * This stream and what transforms it, as one Duplex.
 * @param {Stream|Iterable|AsyncIterable|Function} stream
 * @param {{signal?: AbortSignal}} [options]
 * @throws ERR_INVALID_ARG_VALUE if the stream cannot be written to
 * Source: Node readable.compose since v19.1.0.
 */
export function composeWith(stream, options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const signal = options?.signal;
  if (signal !== undefined && signal !== null) validateAbortSignal(signal, 'options.signal');
  if (isNodeStream(stream) && !isWritable(stream)) {
    throw new codes.ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  }
  const composed = compose(this, stream);
  return signal ? addAbortSignal(signal, composed) : composed;
}
Object.defineProperty(composeWith, 'name', { value: 'compose' });
