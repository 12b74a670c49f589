// A signal that ends a stream.
import { AbortError, codes } from '../errors.js';
import { addAbortListener } from '../events/abort_listener.js';
import { validateAbortSignal } from '../validators.js';
import { destroyStream } from './destroyer.js';
import { finished } from './finished.js';
import { isNodeStream, isReadableStream, isWritableStream, kControllerErrorFunction } from './status.js';

/**
 * Destroys the stream, with an AbortError, when signal is aborted.
 * @param {AbortSignal} signal
 * @param {Stream|ReadableStream|WritableStream} stream
 * @returns {Stream} the same
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node stream.addAbortSignal since v15.4.0.
 */
export function addAbortSignal(signal, stream) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  if (!isNodeStream(stream) && !isReadableStream(stream) && !isWritableStream(stream)) {
    throw new codes.ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  const abort = () => {
    const error = new AbortError(undefined, { cause: signal.reason });
    if (isNodeStream(stream)) destroyStream(stream, error);
    else stream[kControllerErrorFunction](error);
  };
  if (signal.aborted) {
    abort();
  } else {
    const listener = addAbortListener(signal, abort);
    finished(stream, () => listener[Symbol.dispose]());
  }
  return stream;
}
