import Stream from '../deps/readable-stream.js';
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';

const { pipeline: connect, promises } = Stream;

/**
 * Connects streams, passes errors on and destroys all of them when one fails.
 * @param {...(Stream|Iterable|AsyncIterable|Function|ReadableStream|WritableStream|TransformStream)} streams
 *   source, transforms and destination; after them `callback(error, value)`, which comes when all that was destroyed has closed
 * @returns {Stream} the last one
 * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE
 * Source: Node stream.pipeline since v10.0.0.
 */
export function pipeline(...streams) {
  const callback = streams.at(-1);
  if (typeof callback !== 'function') return connect(...streams);
  const parts = Array.isArray(streams[0]) ? streams[0] : streams.slice(0, -1);
  if (endsClosed(parts)) {
    const error = refuse(parts);
    afterClose(parts, () => nextTick(callback, error));
    return parts.at(-1);
  }
  return connect(...streams.slice(0, -1), (error, value) => {
    if (error) afterClose(parts, () => callback(error, value));
    else callback(error, value);
  });
}

/**
 * The same as a promise of what the last part returns, with `{ signal, end }` as last argument.
 * Source: Node stream/promises pipeline since v15.0.0.
 */
export async function pipelineDone(...streams) {
  const parts = Array.isArray(streams[0]) ? streams[0] : streams;
  try {
    if (endsClosed(parts)) throw refuse(parts);
    return await promises.pipeline(...streams);
  } catch (error) {
    await new Promise((resolve) => afterClose(parts, resolve));
    throw error;
  }
}

// Whether a stream that is to be written to has closed before anything could be.
function endsClosed(parts) {
  return parts.some((part, index) => index > 0 && part?.closed === true && typeof part.write === 'function');
}

function refuse(parts) {
  for (const part of parts) {
    if (typeof part?.on === 'function') part.destroy?.();
  }
  return new codes.ERR_STREAM_UNABLE_TO_PIPE();
}

// Calls back once those of the streams that have been destroyed are closed.
function afterClose(streams, callback) {
  let open = 1;
  const closed = () => {
    if (--open === 0) callback();
  };
  for (const stream of streams) {
    if (stream?.destroyed !== true || stream.closed !== false || stream._writableState?.emitClose === false) continue;
    open += 1;
    stream.once('close', closed);
  }
  closed();
}
