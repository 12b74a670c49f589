// Ends a stream, whoever made it.
import { AbortError } from '../errors.js';
import { isDestroyed, isOver, isRequest, isServerRequest, kIsDestroyed } from './status.js';

/**
 * @param {Stream} stream
 * @param {Error} [error]  an AbortError if none is given and the stream still has work
 * Source: Node stream.destroy, which it has without saying so.
 */
export function destroyStream(stream, error) {
  if (!stream || isDestroyed(stream)) return;
  const reason = error || (isOver(stream) ? error : new AbortError());
  if (isServerRequest(stream)) {
    stream.socket = null; // the answer goes on
    stream.destroy(reason);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(reason);
  } else if (typeof stream.close === 'function') {
    stream.close();
  }
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}
